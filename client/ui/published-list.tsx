// The published list of a closed ballot in one quiet line: its digest, and how lines and missing ones add up to the people.
import type { BallotView } from '../../shared/views.ts'
import styles from './published-list.module.css'

export type PublishedListProps = {
  readonly ballot: Pick<BallotView, 'published' | 'eligible'>
  readonly size?: 's' | 'm' | 'projector'
}

export function PublishedList({ ballot, size = 'm' }: PublishedListProps) {
  const { published, eligible } = ballot
  if (published === null) return null
  const over = published.lines > eligible
  return (
    <p className={styles.list} data-size={size} data-over={over || undefined}>
      {published.digest !== null && (
        <span>
          List <Digest text={published.digest} />
        </span>
      )}
      <span>{over ? sayTooMany(published.lines, eligible) : sayCount(published.lines, eligible)}</span>
      {published.digest === null && <span>{WITHHELD}</span>}
    </p>
  )
}

const WITHHELD = 'The facilitator has asked for more people since, so what the lines say is no longer shown.'

/** Twelve digits in three groups, as they are read aloud. */
export function Digest({ text }: { readonly text: string }) {
  return <span className={styles.digest}>{text.replace(/(.{4})(?=.)/g, '$1 ')}</span>
}

/** "11 lines + 1 missing = 12 people" */
export function sayCount(lines: number, eligible: number): string {
  return `${count(lines, 'line', 'lines')} + ${eligible - lines} missing = ${count(eligible, 'person', 'people')}`
}

export function sayTooMany(lines: number, eligible: number): string {
  return `${count(lines, 'line', 'lines')}, but only ${count(eligible, 'person', 'people')} could answer. Do not rely on this result.`
}

function count(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`
}
