// Themes by concentration; tap one to read its cards.
import { useState } from 'react'
import type { ShownCard } from '../../shared/requests.ts'
import type { ThemeView } from '../../shared/views.ts'
import { Empty } from '../ui/empty.tsx'
import { ThemeLine } from '../ui/theme-line.tsx'
import { WithdrawnCards } from '../ui/withdrawn-cards.tsx'
import { MyCards } from './my-cards.tsx'
import { myRound, type ScreenProps, useBarred, usePhone } from './phone-context.ts'
import styles from './shell.module.css'

export function GatherScreen(props: ScreenProps) {
  const { view } = props
  const round = myRound(props)
  const barred = useBarred(round)
  const collecting = view.rounds.some((round) => round.state === 'collecting')
  return (
    <div className={styles.stack}>
      {view.themes.length === 0 ? (
        <Empty
          title={collecting || view.cards > 0 ? 'Gathering the cards of all rooms…' : 'No cards yet'}
          state="waiting"
        >
          {collecting ? 'Everyone’s last cards are on their way.' : undefined}
        </Empty>
      ) : (
        <ol className={styles.list}>
          {view.themes.map((theme, at) => (
            <li key={theme.id}>
              <ThemeLine theme={theme} rank={at + 1} size="s" heading="h2">
                <Cards theme={theme} />
              </ThemeLine>
            </li>
          ))}
        </ol>
      )}
      {view.ungrouped > 0 && view.themes.length > 0 && (
        <p className={styles.soft}>
          {view.ungrouped === 1
            ? 'One card stands by itself for now.'
            : `${view.ungrouped} cards stand by themselves for now.`}{' '}
          That is a normal place to be.
        </p>
      )}
      <WithdrawnCards count={view.withdrawn} />
      <MyCards view={view} round={barred === null ? round : null} kinds={['note']} />
    </div>
  )
}

function Cards({ theme }: { readonly theme: ThemeView }) {
  const { phone } = usePhone()
  const [cards, setCards] = useState<readonly ShownCard[] | null>(null)
  const fetchCards = async () => {
    const reply = await phone.ask('theme.cards', { theme: theme.id })
    if (reply.ok && reply.data) setCards(reply.data.cards)
  }
  return (
    <details onToggle={(event) => event.currentTarget.open && void fetchCards()}>
      <summary>{theme.count === 1 ? 'One card' : `All ${theme.count} cards`}</summary>
      {cards === null ? (
        <p className={styles.soft}>Fetching…</p>
      ) : (
        <ul className={styles.tight}>
          {cards.map((card) => (
            <li key={card.id}>{card.text}</li>
          ))}
        </ul>
      )}
    </details>
  )
}
