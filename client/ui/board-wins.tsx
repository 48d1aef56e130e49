// All wins of a board, the newest first: what a team sees before anything else.
import type { CommitmentView } from '../../shared/views.ts'
import all from './board-wins.module.css'
import styles from './commitment-life.module.css'
import { useLife } from './commitment-life.ts'
import { dateWords } from './commitment-life-days.ts'
import { WinSign } from './commitment-life-wins.tsx'

export function winsOf(commitments: readonly CommitmentView[]) {
  return commitments
    .flatMap((commitment) => commitment.pursuit.wins.map((win) => ({ win, commitment })))
    .sort((a, b) => b.win.at - a.win.at)
}

/** At most `most`; nothing while there is none. */
export function BoardWins({
  commitments,
  most = 6,
}: {
  readonly commitments: readonly CommitmentView[]
  readonly most?: number
}) {
  const { now } = useLife()
  const wins = winsOf(commitments)
  if (wins.length === 0) return null
  return (
    <section className={all.wins} aria-labelledby="wins">
      <h2 id="wins">{wins.length === 1 ? 'One win so far' : `${wins.length} wins so far`}</h2>
      <ul>
        {wins.slice(0, most).map(({ win, commitment }) => (
          <li key={win.id} className={all.bigWin}>
            <WinSign />
            <span className={styles.words}>
              <span className={styles.say}>{win.text}</span>
              <span className={styles.soft}>
                {dateWords(win.at, now)} · {commitment.wording.what}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {wins.length > most && <p className={styles.soft}>The others stand with their commitments.</p>}
    </section>
  )
}
