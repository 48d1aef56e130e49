// What stays on record: when it was opened again and what stood before, and every named change.
import type { CommitmentView } from '../../shared/views.ts'
import styles from './commitment-life.module.css'
import { useLife } from './commitment-life.ts'
import { dateWords } from './commitment-life-days.ts'
import { askings } from './commitment-life-trend.tsx'
import { rangeWords } from './range-bar.tsx'

const VERDICTS = { reached: 'Reached', 'not-reached': 'Not reached', open: 'Could not be said' } as const

export function LifeReopened({ commitment }: { readonly commitment: CommitmentView }) {
  const { now } = useLife()
  const { reopened } = commitment.pursuit
  if (reopened.length === 0) return null
  return (
    <div className={styles.part}>
      <h4 className={styles.heading}>Opened again</h4>
      <ul className={styles.lines}>
        {reopened.map((one) => (
          <li key={one.at} className={styles.record}>
            <p>
              <span className={styles.soft}>
                {dateWords(one.at, now)}, {one.by}. New since then:
              </span>{' '}
              <span className={styles.say}>{one.why}</span>
            </p>
            <p className={styles.soft}>
              {decidedWords(commitment, one.decided) ?? 'What stood before is not here any more.'}
            </p>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** "What stood (Offsite): “…” Reached, 14 of 16 clear and committed. Giving up: …"; null for what is not there any more. */
export function decidedWords(
  commitment: Pick<CommitmentView, 'ballots' | 'pursuit' | 'wording'>,
  id: string,
): string | null {
  const asking = askings(commitment).find((one) => one.id === id)
  if (asking === undefined) return null
  const { result, asked, wording } = asking
  const stood =
    result.verdict === null
      ? 'nothing could be shown'
      : [
          VERDICTS[result.verdict],
          ...rangeWords({
            level: result.level,
            verdict: result.verdict,
            of: result.of,
            counted: result.floor?.count ?? null,
            silent: result.silent,
            target: result.target,
            zone: result.nearly === 'everyone' ? 'high' : result.nearly === 'nobody' ? 'low' : result.zone,
          }).map(([, words]) => words.charAt(0).toLowerCase() + words.slice(1)),
        ].join(', ')
  const { what, givingUp } = wording ?? commitment.wording
  const up = givingUp === '' ? 'Nothing was named that is given up.' : `Giving up: ${givingUp}`
  const now = wording === null ? ', as it is worded today' : ''
  return `What stood (${asked}${now}): “${what}” ${stood}. ${up}`
}

export function LifeHistory({ commitment }: { readonly commitment: CommitmentView }) {
  const { now } = useLife()
  const { history, before = 0 } = commitment.pursuit
  const changes = history.length + before
  if (changes === 0) return null
  return (
    <details className={styles.history}>
      <summary>History: {changes === 1 ? 'one change' : `${changes} changes`}</summary>
      <ol>
        {[...history].reverse().map((change, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two changes may be alike, and the order is the list
          <li key={at}>
            <span className={styles.soft}>{dateWords(change.at, now)}</span> <strong>{change.by}</strong> {change.says}
          </li>
        ))}
      </ol>
      {before > 0 && (
        <p className={styles.soft}>
          {before === 1 ? 'One earlier change is' : `${before} earlier changes are`} not shown here: “JSON” under “Take
          it home” has them all.
        </p>
      )}
    </details>
  )
}
