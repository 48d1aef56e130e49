// One card on the room's table: tap to choose it, hold it to drag it, flag it when it must be heard.
import styles from './room-cards.module.css'

export type PileCardProps = {
  readonly id: string
  readonly text: string
  readonly kind: string
  readonly chosen: boolean
  readonly heard: boolean
  /** In the air: its place is kept. */
  readonly lifted: boolean
  /** Another one is held over it, and would be put together with it. */
  readonly under: boolean
  readonly disabled: boolean
  readonly onChoose: () => void
  readonly onHeard: () => void
}

export function PileCard({ id, text, kind, chosen, heard, lifted, under, disabled, onChoose, onHeard }: PileCardProps) {
  return (
    <article
      className={styles.card}
      data-card={id}
      data-chosen={chosen || undefined}
      data-heard={heard || undefined}
      data-lifted={lifted || undefined}
      data-under={under || undefined}
    >
      <button type="button" className={styles.face} aria-pressed={chosen} disabled={disabled} onClick={onChoose}>
        <span className={styles.tick} aria-hidden="true">
          <svg viewBox="0 0 12 12" aria-hidden="true">
            <path d="M2 6.5 4.8 9.2 10 3.4" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
          </svg>
        </span>
        <span className={styles.text} dir="auto">
          {text}
        </span>
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
