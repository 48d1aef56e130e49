// One card on the room's table: tap to choose it, flag it when it must be heard.
import styles from './room-cards.module.css'

export type PileCardProps = {
  readonly text: string
  readonly kind: string
  readonly chosen: boolean
  readonly heard: boolean
  readonly disabled: boolean
  readonly onChoose: () => void
  readonly onHeard: () => void
}

export function PileCard({ text, kind, chosen, heard, disabled, onChoose, onHeard }: PileCardProps) {
  return (
    <article className={styles.card} data-chosen={chosen || undefined} data-heard={heard || undefined}>
      <button type="button" className={styles.face} aria-pressed={chosen} disabled={disabled} onClick={onChoose}>
        <span className={styles.tick} aria-hidden="true">
          <svg viewBox="0 0 12 12" aria-hidden="true">
            <path d="M2 6.5 4.8 9.2 10 3.4" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
          </svg>
        </span>
        <span className={styles.text}>{text}</span>
      </button>
      <div className={styles.under}>
        <span className={styles.kind}>{kind}</span>
        <button type="button" className={styles.heard} aria-pressed={heard} disabled={disabled} onClick={onHeard}>
          <svg viewBox="0 0 12 14" aria-hidden="true">
            <path
              d="M2 13V1.5h8L8 4.75 10 8H2"
              fill={heard ? 'currentColor' : 'none'}
              stroke="currentColor"
              strokeWidth="1.4"
              strokeLinejoin="round"
              strokeLinecap="round"
            />
          </svg>
          Must be heard
        </button>
      </div>
    </article>
  )
}
