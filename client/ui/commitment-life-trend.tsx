// How it stood each time it was asked: a label, the word, and how many of how many, as far as that may be shown.
import { earlierId } from '../../shared/board-lines.ts'
import type { BallotResult } from '../../shared/thresholds.ts'
import type { CommitmentView } from '../../shared/views.ts'
import styles from './commitment-life.module.css'
import controls from './commitment-life-controls.module.css'
import { RangeBar } from './range-bar.tsx'
import { VerdictWord } from './verdict-word.tsx'

export type Asking = {
  /** Of its ballot, or the name of what came with an imported board. */
  readonly id: string
  readonly asked: string
  readonly result: BallotResult
  /** What was asked about; null where an imported board did not say. */
  readonly wording: CommitmentView['wording'] | null
}

/** The oldest first; what came with an imported board stands before its own. */
export function askings({ pursuit, ballots }: Pick<CommitmentView, 'pursuit' | 'ballots'>): readonly Asking[] {
  return [
    ...pursuit.earlier.map(({ asked, result, wording = null }, at) => ({
      id: earlierId(at),
      asked,
      result,
      wording,
    })),
    ...ballots.flatMap(({ id, asked, result, wording }) => (result === null ? [] : [{ id, asked, result, wording }])),
  ]
}

/** The last result that says anything: where too few answered, it stands as it stood. Null before any. */
export function lastResult(commitment: Pick<CommitmentView, 'pursuit' | 'ballots'>): BallotResult | null {
  const all = askings(commitment)
  return (all.findLast(({ result }) => result.verdict !== null) ?? all.at(-1))?.result ?? null
}

/** Reached, and not opened again since: it is not asked once more by accident. */
export function isDecided(commitment: Pick<CommitmentView, 'pursuit' | 'ballots'>): boolean {
  const last = askings(commitment).at(-1)
  return last?.result.verdict === 'reached' && !commitment.pursuit.reopened.some(({ decided }) => decided === last.id)
}

export function LifeTrend({ commitment }: { readonly commitment: CommitmentView }) {
  const times = askings(commitment)
  if (times.length < 2) return null
  return (
    <div className={styles.part}>
      <h4 className={styles.heading}>Each time it was asked</h4>
      <ol className={styles.trend}>
        {times.map(({ id, asked, result }) => (
          <li key={id}>
            <span className={styles.asked}>{asked}</span>
            {result.verdict === null || result.level === 'none' ? (
              <span className={styles.soft}>Too few answers to show any.</span>
            ) : (
              <>
                <VerdictWord verdict={result.verdict} size="s" />
                <ResultBar result={result} label={asked} />
              </>
            )}
          </li>
        ))}
      </ol>
      {commitment.pursuit.decay && (
        <p className={controls.note} data-tone="warn">
          Fewer people are clear and committed than the first time, by a fifth of everyone or more. What has changed
          since?
        </p>
      )}
      <p className={styles.soft}>
        Each time it is everyone’s answers of that day; nobody’s are followed from one to the next.
      </p>
    </div>
  )
}

export function ResultBar({ result, label }: { readonly result: BallotResult; readonly label: string }) {
  return (
    <RangeBar
      level={result.level}
      verdict={result.verdict}
      of={result.of}
      counted={result.floor?.count ?? null}
      silent={result.silent}
      target={result.target}
      zone={result.nearly === 'everyone' ? 'high' : result.nearly === 'nobody' ? 'low' : result.zone}
      size="m"
      label={label}
    />
  )
}
