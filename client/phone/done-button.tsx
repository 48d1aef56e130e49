// "I'm done": tells the facilitator, and can be taken back.
import type { StepKind } from '../../shared/agenda.ts'
import type { PhoneView } from '../../shared/views.ts'
import { Button } from '../ui/button.tsx'
import { type ScreenProps, useCommand } from './phone-context.ts'

/** Steps in which saying "I'm done" tells the facilitator something. */
const CAN_BE_DONE: ReadonlySet<StepKind> = new Set(['frame', 'ask', 'write', 'discuss'])

/** Not once the step's round is over: then everybody is. */
export function canBeDone(view: PhoneView): boolean {
  if (view.status === 'ended' || !CAN_BE_DONE.has(view.step.kind)) return false
  const rounds = view.rounds.filter((round) => round.step === view.step.id)
  return rounds.length === 0 || rounds.some((round) => round.state === 'open')
}

export type DoneButtonProps = ScreenProps & {
  /** Beside something that is to be done first. */
  readonly second?: boolean
}

export function DoneButton({ view, mine, second = false }: DoneButtonProps) {
  const { send, busy, refusal } = useCommand()
  return (
    <Button
      kind={mine.done || second ? 'secondary' : 'primary'}
      size="l"
      wide
      busy={busy}
      refusal={refusal}
      aria-pressed={mine.done}
      onClick={() => void send('me.done', { step: view.step.id, done: !mine.done })}
    >
      {mine.done ? 'Done. Tap to take it back' : 'I’m done'}
    </Button>
  )
}
