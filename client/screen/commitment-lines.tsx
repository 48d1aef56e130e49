// Commitments on the wall: the words left, how they stand right, one line each.
import type { ReactNode } from 'react'
import { dayWords } from '../../shared/day-words.ts'
import type { CommitmentView } from '../../shared/views.ts'
import lines from './commitments.module.css'
import styles from './stage.module.css'

/** More lines than these cannot be read from the back row. */
const SHOWN = 5
const MANY = 4

export type CommitmentLinesProps = {
  readonly commitments: readonly CommitmentView[]
  readonly talk?: string | null
  /** What stands beside a commitment's words; it gets a line of its own under a single one. */
  readonly beside: (commitment: CommitmentView) => ReactNode
  /** The wording that counts here: the ballot's frozen one, or as it is now. */
  readonly what?: (commitment: CommitmentView) => string
  /** Words on both sides, so neither needs the greater half. */
  readonly plain?: boolean
}

export function CommitmentLines({
  commitments,
  talk = null,
  beside,
  what = (one) => one.wording.what,
  plain = false,
}: CommitmentLinesProps) {
  // What is talked about next is never among those left out.
  const first = commitments.filter((one) => one.id === talk)
  const shown =
    commitments.length <= SHOWN
      ? commitments
      : [...first, ...commitments.filter((one) => one.id !== talk)].slice(0, SHOWN)
  const more = commitments.length - shown.length
  return (
    <>
      <ul className={lines.list} data-many={shown.length >= MANY || undefined} data-plain={plain || undefined}>
        {shown.map((one) => (
          <li
            key={one.id}
            className={lines.line}
            data-alone={shown.length === 1 || undefined}
            data-talk={talk === one.id || undefined}
          >
            <div className={lines.words}>
              {talk === one.id && <p className={lines.next}>Let’s talk about this next</p>}
              <p className={lines.what}>{what(one) === '' ? 'Not worded yet' : what(one)}</p>
              <p className={lines.who}>
                {one.owner === null ? 'No owner yet' : <strong>{one.owner.name}</strong>}
                {one.owner !== null && !one.accepted && ', not accepted yet'}
                {one.by !== null && ` · by ${dayWords(one.by)}`}
              </p>
            </div>
            {beside(one)}
          </li>
        ))}
      </ul>
      {more > 0 && (
        <p className={styles.soft}>{more === 1 ? 'One more is on your phone.' : `${more} more are on your phone.`}</p>
      )}
    </>
  )
}
