// One card on the room's table: tap to choose it, star it when it must be heard.
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
        <span className={styles.kind}>{kind}</span>
        <span className={styles.text}>{text}</span>
      </button>
      <button type="button" className={styles.heard} aria-pressed={heard} disabled={disabled} onClick={onHeard}>
        {heard ? 'Must be heard' : 'Mark: must be heard'}
      </button>
    </article>
  )
}
