// Commitments while they are being worded.
import { CommitmentCard, MISSING_WORDS } from '../ui/commitment-card.tsx'
import { CommitmentLines } from './commitment-lines.tsx'
import lines from './commitments.module.css'
import type { StageProps } from './screens.ts'
import styles from './stage.module.css'

export function DraftScreen({ view }: StageProps) {
  const [first] = view.commitments
  if (first === undefined)
    return (
      <div className={styles.centre}>
        <h1>{view.step.title}</h1>
        <p className={styles.say} data-length="l">
          {view.step.prompt === '' ? 'Who does what by when, giving up what?' : view.step.prompt}
        </p>
        <p className={styles.soft}>No commitment yet. The first one starts from a theme.</p>
      </div>
    )
  return (
    <>
      <h1>{view.step.title}</h1>
      {view.commitments.length === 1 ? (
        <CommitmentCard commitment={first} size="projector" />
      ) : (
        <CommitmentLines
          plain
          commitments={view.commitments}
          beside={(one) => (
            <div className={lines.words}>
              {one.wording.givingUp !== '' && (
                <>
                  <p className={lines.who}>Giving up</p>
                  <p className={lines.what}>{one.wording.givingUp}</p>
                </>
              )}
              {one.missing.length > 0 && (
                <p className={lines.missing}>
                  Still missing: {one.missing.map((field) => MISSING_WORDS[field]).join(', ')}
                </p>
              )}
            </div>
          )}
        />
      )}
    </>
  )
}
