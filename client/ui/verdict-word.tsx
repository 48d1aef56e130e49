// The verdict in words, with a small bar whose shape says the same: past the tick, short of it, or hatched across it.
import styles from './verdict-word.module.css'

export type VerdictWordProps = {
  readonly verdict: 'reached' | 'not-reached' | 'open'
  /** k of "k more answers decide"; null where hidden or decided. */
  readonly more?: number | null | undefined
  /** Why it is open. */
  readonly reason?: 'too-few' | 'no-quorum' | 'silent' | null | undefined
  readonly size?: 's' | 'm' | 'l' | 'projector'
}

const WORDS = { reached: 'Reached', 'not-reached': 'Not reached', open: 'Can’t say yet' } as const

export function VerdictWord({ verdict, more, reason, size = 'm' }: VerdictWordProps) {
  const why = verdict === 'open' ? whyOpen(more ?? null, reason ?? null) : null
  return (
    <span className={styles.verdict} data-verdict={verdict} data-size={size}>
      <span className={styles.word}>
        <svg className={styles.sign} viewBox="0 0 22 14" aria-hidden="true">
          <rect
            x="1"
            y="4"
            width="20"
            height="6"
            rx="1.5"
            fill="none"
            stroke="currentColor"
            strokeWidth="1"
            opacity=".55"
          />
          {verdict === 'reached' && (
            <path
              d="M2.5 4h17A1.5 1.5 0 0 1 21 5.5v3a1.5 1.5 0 0 1-1.5 1.5h-17A1.5 1.5 0 0 1 1 8.5v-3A1.5 1.5 0 0 1 2.5 4"
              fill="currentColor"
            />
          )}
          {verdict === 'not-reached' && (
            <path d="M2.5 4H10v6H2.5A1.5 1.5 0 0 1 1 8.5v-3A1.5 1.5 0 0 1 2.5 4" fill="currentColor" />
          )}
          {verdict === 'open' && (
            <path
              d="M2.5 4H8v6H2.5A1.5 1.5 0 0 1 1 8.5v-3A1.5 1.5 0 0 1 2.5 4m7.5 6 2-6m1 6 2-6m1 6 2-6"
              fill="currentColor"
              stroke="currentColor"
              strokeWidth=".9"
            />
          )}
          <path d="M17 1v12" stroke="var(--tick, currentColor)" strokeWidth="2" strokeLinecap="round" />
        </svg>
        {WORDS[verdict]}
      </span>
      {why !== null && <span className={styles.why}>{why}</span>}
    </span>
  )
}

function whyOpen(more: number | null, reason: VerdictWordProps['reason']): string | null {
  if (reason === 'too-few') return 'too few people for a ballot: talk it through'
  if (more !== null) return more === 1 ? '1 more answer decides' : `${more} more answers decide`
  if (reason === 'no-quorum') return 'not enough answers'
  return reason === 'silent' ? 'the silent decide' : null
}
