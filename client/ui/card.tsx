// A card: somebody's anonymous sentence, its kind, where it is on its way, and what can be done with it.
import type { ReactNode } from 'react'
import styles from './card.module.css'

export type CardProps = {
  readonly text: string
  /** The kind's label, as people read it. */
  readonly kind?: string | undefined
  /** `kept` on this phone until seen in the batch, then `in`; `out`: withdrawn or hidden. */
  readonly state?: 'kept' | 'in' | 'out' | 'plain'
  /** Words for the state or the place: "Kept on your phone", "In", "Room Oak". */
  readonly note?: ReactNode
  /** Buttons. */
  readonly actions?: ReactNode
  /** Marked: must be heard, chosen, being moved. */
  readonly marked?: boolean
  readonly size?: 'm' | 'l'
}

export function Card({ text, kind, state = 'plain', note, actions, marked, size = 'm' }: CardProps) {
  const foot = note !== undefined || actions !== undefined
  return (
    <article className={styles.card} data-state={state} data-size={size} data-marked={marked || undefined}>
      {kind !== undefined && <p className={styles.kind}>{kind}</p>}
      <p className={styles.text}>{text}</p>
      {foot && (
        <div className={styles.foot}>
          {note !== undefined && <span className={styles.note}>{note}</span>}
          {actions !== undefined && <span className={styles.actions}>{actions}</span>}
        </div>
      )}
    </article>
  )
}
