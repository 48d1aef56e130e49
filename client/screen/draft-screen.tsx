// Commitments while they are being worded.
import { CommitmentCard } from '../ui/commitment-card.tsx'
import { Empty } from '../ui/empty.tsx'
import type { StageProps } from './screens.ts'
import styles from './stage.module.css'

export function DraftScreen({ view }: StageProps) {
  return (
    <>
      <h1>{view.step.title}</h1>
      {view.commitments.length === 0 ? (
        <Empty title="Who does what by when, giving up what?" state="waiting" />
      ) : (
        <ul className={styles.list} data-many={view.commitments.length > 2 || undefined}>
          {view.commitments.map((commitment) => (
            <li key={commitment.id} className={styles.tile}>
              <CommitmentCard commitment={commitment} size={view.commitments.length > 2 ? 'm' : 'projector'} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
