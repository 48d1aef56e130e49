// Going from step to step, from wherever it was asked (rail, Next, a key): asks first only when a round would end.
import { type ReactNode, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Sheet } from '../ui/sheet.tsx'
import type { ScreenProps } from './console.ts'
import { endsByLeaving } from './step-rounds.ts'
import { useCommand } from './use-command.ts'

export type StepGo = {
  readonly go: (step: string) => void
  readonly busy: boolean
  /** The step that was asked for last, and why it could not be. */
  readonly refused: { readonly step: string; readonly says: string } | null
  /** The question, where one is open. */
  readonly sheet: ReactNode
}

export function useStepGo({ console, view }: ScreenProps): StepGo {
  const { send, busy, refusal } = useCommand(console)
  const [asked, setAsked] = useState<string | null>(null)
  const [confirming, setConfirming] = useState(false)
  const leave = async (step: string) => {
    setAsked(step)
    setConfirming(false)
    await send('step.go', { step, from: view.step.id })
  }
  const ends = endsByLeaving(view)
  const target = view.agenda.find((line) => line.step.id === asked)?.step
  return {
    go: (step) => {
      if (step === view.step.id || busy) return
      setAsked(step)
      if (ends === null) void leave(step)
      else setConfirming(true)
    },
    busy,
    refused: refusal === null || asked === null ? null : { step: asked, says: refusal },
    sheet: (
      <Sheet
        open={confirming && ends !== null && target !== undefined}
        onClose={() => setConfirming(false)}
        title={`Go to “${target?.title ?? ''}”?`}
        footer={
          <>
            <Button onClick={() => setConfirming(false)}>Stay here</Button>
            <Button kind="primary" onClick={() => target !== undefined && void leave(target.id)}>
              End the round and go
            </Button>
          </>
        }
      >
        <p>{ends}</p>
      </Sheet>
    ),
  }
}
