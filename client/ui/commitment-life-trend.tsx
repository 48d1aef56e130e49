// How it stood each time it was asked: a label, the word, and how many of how many, as far as that may be shown.
import type { BallotResult } from '../../shared/thresholds.ts'
import type { CommitmentView } from '../../shared/views.ts'
import styles from './commitment-life.module.css'
import controls from './commitment-life-controls.module.css'
import { RangeBar } from './range-bar.tsx'
import { VerdictWord } from './verdict-word.tsx'

export type Asking = { readonly key: string; readonly asked: string; readonly result: BallotResult }

/** The oldest first; what came with an imported board stands before its own. */
export function askings({ pursuit, ballots }: Pick<CommitmentView, 'pursuit' | 'ballots'>): readonly Asking[] {
  return [
    ...pursuit.earlier.map(({ asked, result }, at) => ({ key: `earlier ${at}`, asked, result })),
    ...ballots.flatMap(({ id, asked, result }) => (result === null ? [] : [{ key: id, asked, result }])),
  ]
}

/** The last result that there is; null before any. */
export function lastResult(commitment: Pick<CommitmentView, 'pursuit' | 'ballots'>): BallotResult | null {
  return askings(commitment).at(-1)?.result ?? null
}

export function LifeTrend({ commitment }: { readonly commitment: CommitmentView }) {
  const times = askings(commitment)
  if (times.length < 2) return null
  return (
    <div className={styles.part}>
      <h4 className={styles.heading}>Each time it was asked</h4>
      <ol className={styles.trend}>
        {times.map(({ key, asked, result }) => (
          <li key={key}>
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
