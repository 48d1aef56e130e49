// Commitments while they are being worded.

import type { CommitmentView } from '../../shared/views.ts'
import { CommitmentCard, MISSING_WORDS } from '../ui/commitment-card.tsx'
import { standing } from '../ui/commitment-life-barriers.tsx'
import { shortDay, today } from '../ui/commitment-life-days.ts'
import { stepLines } from '../ui/commitment-life-steps.tsx'
import { CommitmentLines } from './commitment-lines.tsx'
import lines from './commitments.module.css'
import type { StageProps } from './screens.ts'
import styles from './stage.module.css'

export function DraftScreen({ view, offset }: StageProps) {
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
  if (view.liveCheckin !== null)
    return (
      <>
        <h1>{view.step.title}</h1>
        <CommitmentLines
          plain
          commitments={view.commitments}
          beside={(one) => <NextStep commitment={one} now={Date.now() + offset} />}
        />
      </>
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

/** What comes next, and what is in its way. */
function NextStep({ commitment, now }: { readonly commitment: CommitmentView; readonly now: number }) {
  const next = stepLines(commitment).find(({ done }) => done === null)
  const [barrier] = standing(commitment)
  return (
    <div className={lines.words}>
      <p className={lines.who}>
        {next === undefined
          ? 'No next step yet'
          : next.by === null
            ? 'Next'
            : `Next, ${next.by < today(now) ? 'was due' : 'by'} ${shortDay(next.by, now)}`}
      </p>
      {next !== undefined && <p className={lines.what}>{next.text}</p>}
      {barrier !== undefined && (
        <p className={lines.missing}>
          In the way: {barrier.text}
          {barrier.remover !== null && `. ${barrier.remover.name} removes it.`}
        </p>
      )}
    </div>
  )
}
