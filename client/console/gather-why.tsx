// Why the cards of a theme belong together: what they share, a name that fits, who put them together, and who disagrees.
import type { RequestReply, ShownCard } from '../../shared/requests.ts'
import type { ThemeView } from '../../shared/views.ts'
import { Button } from '../ui/button.tsx'
import type { ScreenProps } from './console.ts'
import { counted } from './counted.ts'
import type { Reasons } from './gather-reasons.ts'
import { capital } from './gather-unnamed.tsx'
import styles from './gather-why.module.css'
import { useCommand } from './use-command.ts'

export type GatherWhyProps = ScreenProps & {
  readonly theme: ThemeView
  readonly reasons: Reasons
  readonly texts: ReadonlyMap<string, ShownCard>
}

export function GatherWhy({ console, view, theme, reasons, texts }: GatherWhyProps) {
  const { why, failed } = reasons
  const people = view.found.themes.find((one) => one.theme === theme.id)?.people ?? null
  const phrases = why?.phrases ?? theme.keywords
  const name = why === null || why.concept === null ? null : capital(why.concept)
  return (
    <section className={styles.why} aria-labelledby="gather-why">
      <h3 id="gather-why">Why these belong together</h3>
      {phrases.length > 0 ? (
        <p>
          They share: <strong>{phrases.join(' · ')}</strong>
        </p>
      ) : (
        why !== null && (
          <p>
            {why.cards.length === 0
              ? 'Nothing is known of these cards yet.'
              : 'They share no words: what links them is what they mean, or what people said.'}
          </p>
        )
      )}
      {people !== null && <p>{counted(people, 'person').replace('persons', 'people')} put these together.</p>}
      {name !== null && name.toLowerCase() !== theme.title.toLowerCase() && (
        <Suggested console={console} view={view} theme={theme} name={name} />
      )}
      {why?.mixed != null && <Mixed mixed={why.mixed} texts={texts} />}
      {why === null && !failed && theme.count > 0 && <p className={styles.soft}>Looking for reasons…</p>}
      {failed && (
        <p className={styles.soft} role="status">
          The reasons could not be fetched.{' '}
          <Button size="s" kind="quiet" onClick={reasons.again}>
            Try again
          </Button>
        </p>
      )}
    </section>
  )
}

function Suggested({ console, theme, name }: ScreenProps & { readonly theme: ThemeView; readonly name: string }) {
  const { send, busy, refusal } = useCommand(console)
  return (
    <div className={styles.suggested}>
      <p>It could be called “{name}”.</p>
      <Button
        size="s"
        kind="quiet"
        busy={busy}
        refusal={refusal}
        onClick={() => void send('theme.rename', { theme: theme.id, title: name })}
      >
        Use as name
      </Button>
    </div>
  )
}

/** A theme is a subject and not a position: both sides stand beside each other. */
function Mixed({
  mixed,
  texts,
}: {
  readonly mixed: NonNullable<RequestReply['theme.why']['mixed']>
  readonly texts: ReadonlyMap<string, ShownCard>
}) {
  return (
    <div className={styles.mixed}>
      <p>
        <strong>Some cards say the opposite:</strong> {mixed.against} of {mixed.of}.
      </p>
      <ul>
        {mixed.example.map((card) => (
          <li key={card} dir="auto">
            {texts.get(card)?.text ?? card}
          </li>
        ))}
      </ul>
    </div>
  )
}
