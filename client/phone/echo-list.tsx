// "Who sees this at work?" on the phone: one tap a theme, changeable until the bell, and what became of it.
import { useEffect } from 'react'
import type { RoundView } from '../../shared/views.ts'
import type { OutAnswer } from '../state/outbox.ts'
import { Notice } from '../ui/notice.tsx'
import { useReadable } from '../ui/use-readable.ts'
import { DoneButton } from './done-button.tsx'
import styles from './echo-list.module.css'
import { KeysReminder } from './keys-reminder.tsx'
import { type ScreenProps, useBarred, usePhone } from './phone-context.ts'
import shell from './shell.module.css'

/** Nothing while nobody is asked. Above the themes of the gather step. */
export function EchoList(props: ScreenProps) {
  const { view, mine } = props
  const newest = newestOf(view)
  const seated = newest !== null && mine.rounds.includes(newest.id)
  const barred = useBarred(seated ? newest : null)
  const asked = newest?.state === 'open' ? newest.id : null
  // Whoever reads cards further down would not see that the room is asked something.
  useEffect(() => {
    if (asked !== null) scrollTo(0, 0)
  }, [asked])
  if (newest === null || newest.state === 'written') return null
  const themes = view.echoing.filter((one) => one.round === newest.id)
  if (themes.length === 0) return null
  return (
    <section className={styles.echoes} aria-labelledby="echoes">
      <h2 id="echoes">Who sees this at work?</h2>
      {!seated && (
        <Notice still>You joined after this was asked. You can watch; the next question is yours too.</Notice>
      )}
      {seated && barred !== null && <Notice still>{barred}</Notice>}
      {seated && barred === null ? (
        <Asked {...props} round={newest} themes={themes} />
      ) : (
        <ul className={styles.list}>
          {themes.map(({ theme, title }) => (
            <li key={theme} className={styles.watched}>
              {title}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

type Themes = ScreenProps['view']['echoing']

function Asked({ view, mine, round, themes }: ScreenProps & { readonly round: RoundView; readonly themes: Themes }) {
  const { phone } = usePhone()
  const answers = useReadable(phone.outbox.answers)
  const said = saidIn(answers, round.id)
  const open = round.state === 'open' && view.status === 'live'
  return (
    <>
      <p className={shell.soft}>
        Tap every theme that is true where you work. Nobody learns who said it. Where your function is large enough it
        counts for it.
      </p>
      {open && <KeysReminder kind="ask" />}
      <ul className={styles.list}>
        {themes.map(({ theme, title }) => {
          const on = said.has(theme)
          return (
            <li key={theme}>
              <button
                type="button"
                className={styles.toggle}
                aria-pressed={on}
                disabled={!open}
                onClick={() => phone.outbox.echo(round.id, theme, !on)}
              >
                <span className={styles.box} aria-hidden="true" />
                <span className={styles.words}>
                  {title}
                  <span className={styles.note}>True where I work</span>
                </span>
              </button>
            </li>
          )
        })}
      </ul>
      <p className={shell.small} role="status">
        {open ? sayKept(said.size) : 'Collecting everyone’s answers…'}
      </p>
      {open && <DoneButton view={view} mine={mine} />}
    </>
  )
}

/** What was said stays readable on its own phone, behind a door that every phone has. Nothing before the bell. */
export function EchoedByMe({ view, mine: seat }: ScreenProps) {
  const { phone } = usePhone()
  const answers = useReadable(phone.outbox.answers)
  const round = newestOf(view)
  const barred = useBarred(round)
  if (round?.state !== 'written' || !seat.rounds.includes(round.id) || barred !== null) return null
  const mine = answers.filter((one) => one.round === round.id && one.answer === true)
  const titles = new Map(view.themes.map((theme) => [theme.id, theme.title]))
  return (
    <details className={shell.panel}>
      <summary>What I see at work</summary>
      <div className={shell.stack}>
        {mine.length === 0 ? (
          <p>
            {view.status === 'ended'
              ? 'Erased when the session ended.'
              : 'You said it of no theme. Your phone sent as many packets as all others.'}
          </p>
        ) : (
          <ul className={styles.said}>
            {mine.map((one) => (
              <li key={one.slot}>
                {titles.get(one.slot) ?? 'A theme that is no longer here'}
                <span className={styles.note}>{sayState(one.state)}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </details>
  )
}

const newestOf = (view: ScreenProps['view']): RoundView | null =>
  view.rounds.findLast((round) => round.purpose === 'echo' && round.step === view.step.id) ?? null

function saidIn(answers: readonly OutAnswer[], round: string): ReadonlySet<string> {
  return new Set(answers.flatMap((one) => (one.round === round && one.answer === true ? [one.slot] : [])))
}

function sayKept(said: number): string {
  if (said === 0) return 'Nothing marked yet. None is an answer, too: your phone then sends blanks.'
  return `${said === 1 ? 'One theme' : `${said} themes`} marked. Kept on your phone; change it until the bell.`
}

function sayState(state: OutAnswer['state']): string {
  if (state === 'in') return 'In, among the others.'
  return state === 'missed' ? 'It did not arrive in time, so it is not counted.' : 'Looking for it…'
}
