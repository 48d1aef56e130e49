// The statement, as large as it fits; at a live check-in, what is different now.
import type { CommitmentView } from '../../shared/views.ts'
import { isSaid, lookedWords, NOBODY_SAID, stillLookedFor, whoseDifference } from '../ui/what-is-different.ts'
import frame from './frame.module.css'
import { sayLength } from './say-length.ts'
import type { StageProps } from './screens.ts'
import styles from './stage.module.css'

/** More sentences than these cannot be read from the back row. */
const SHOWN = 5

export function FrameScreen({ view, offset }: StageProps) {
  if (view.liveCheckin !== null) {
    const said = stillLookedFor(view.commitments).filter(isSaid)
    return (
      <div className={frame.now}>
        <h1>{view.step.title}</h1>
        {view.step.prompt !== '' && <p className={frame.prompt}>{view.step.prompt}</p>}
        {said.length === 0 ? (
          <p className={styles.soft}>{NOBODY_SAID}</p>
        ) : (
          <Said commitments={said} now={Date.now() + offset} />
        )}
      </div>
    )
  }
  return (
    <div className={styles.centre}>
      <h1 className="visually-hidden">{view.step.title}</h1>
      <blockquote className={styles.say} data-length={sayLength(view.statement)}>
        {view.statement}
      </blockquote>
      {view.goal !== '' && <p className={styles.soft}>{view.goal}</p>}
      {view.unknown !== '' && (
        <section className={styles.unknown}>
          <h2>What the sponsor doesn’t know yet</h2>
          <p>{view.unknown}</p>
        </section>
      )}
    </div>
  )
}

function Said({ commitments, now }: { readonly commitments: readonly CommitmentView[]; readonly now: number }) {
  const more = commitments.length - SHOWN
  return (
    <>
      <ul className={frame.said} data-many={commitments.length > 2 || undefined}>
        {commitments.slice(0, SHOWN).map((one) => (
          <li key={one.id}>
            <p className={frame.sentence}>{one.pursuit.different}</p>
            <p className={frame.whose}>
              {whoseDifference(one)}
              {one.pursuit.seen !== null && <strong> · {lookedWords(one.pursuit.seen, now)}</strong>}
            </p>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <p className={styles.soft}>{more === 1 ? 'One more is on your phone.' : `${more} more are on your phone.`}</p>
      )}
    </>
  )
}
