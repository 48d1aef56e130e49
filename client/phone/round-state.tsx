// Where a sealed answer or a round's cards are right now, said honestly: nothing is called in before it was seen there.
import type { RoundView } from '../../shared/views.ts'
import styles from './shell.module.css'

export function AnswerState({
  round,
  state,
}: {
  readonly round: RoundView
  readonly state: 'kept' | 'in' | 'missed' | null
}) {
  return (
    <p className={styles.small} role="status">
      {words(round, state)}
    </p>
  )
}

function words(round: RoundView, state: 'kept' | 'in' | 'missed' | null): string {
  // Of a ballot, “counted” says how it was answered.
  if (state === 'in') return round.purpose === 'ballot' ? 'In, among the others.' : 'In. It was counted.'
  if (state === 'missed') return 'It did not arrive in time, so it is not among the answers.'
  if (round.state === 'written') return state === null ? 'Closed. You gave no answer.' : 'Looking for your answer…'
  if (round.state === 'collecting') return 'Collecting everyone’s answers…'
  return state === null
    ? 'Not answered yet. Leaving it open is fine: your phone then sends a blank.'
    : 'Kept on your phone. You can change it until the round ends.'
}
