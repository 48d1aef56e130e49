// "I'm done": tells the facilitator, and can be taken back.
import { Button } from '../ui/button.tsx'
import { type ScreenProps, useCommand } from './phone-context.ts'

export function DoneButton({ view, mine }: ScreenProps) {
  const { send, busy, refusal } = useCommand()
  return (
    <Button
      kind={mine.done ? 'secondary' : 'primary'}
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
