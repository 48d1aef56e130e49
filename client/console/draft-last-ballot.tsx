// What the last ballot said was missing, beside the fields in which it can be fixed.
import type { CommitmentView } from '../../shared/views.ts'
import { GAP_WORDS } from '../ui/ballot-result.tsx'
import { VerdictWord } from '../ui/verdict-word.tsx'
import { changedSince } from './ballot-changed.ts'
import styles from './draft.module.css'

export function LastBallot({ commitment }: { readonly commitment: CommitmentView }) {
  const last = commitment.ballots.findLast((ballot) => ballot.result !== null)
  if (last?.result == null) return null
  const { verdict, facets, of } = last.result
  const changed = changedSince(commitment)
  return (
    <div className={styles.lastTime}>
      <p className={styles.label}>The last ballot</p>
      {verdict !== null && <VerdictWord verdict={verdict} size="s" />}
      {facets.length > 0 && (
        <p>
          People missed: {facets.map((facet) => `${GAP_WORDS[facet.gap]} (${facet.count} of ${of ?? '?'})`).join(', ')}
        </p>
      )}
      <p className={styles.soft} role="status">
        {changed.length === 0
          ? 'Nothing has changed since.'
          : `Changed since: ${changed.join(', ')}. It can be asked again.`}
      </p>
    </div>
  )
}
