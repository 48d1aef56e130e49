// Going from step to step, from wherever it was asked (rail, Next, a key): asks first only when a round would end.
import { type ReactNode, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Sheet } from '../ui/sheet.tsx'
import type { ScreenProps } from './console.ts'
import { endsByLeaving, nextRound } from './step-rounds.ts'
import { useCommand } from './use-command.ts'

export type StepGo = {
  readonly go: (step: string) => void
  /** Goes there (or stays) and opens a fresh round. */
  readonly reopen: (step: string) => void
  readonly busy: boolean
  /** The step that was asked for last, and why it could not be. */
  readonly refused: { readonly step: string; readonly says: string } | null
  /** The question, where one is open. */
  readonly sheet: ReactNode
}

export function useStepGo({ console, view }: ScreenProps): StepGo {
  const { send, busy, refusal } = useCommand(console)
  const [asked, setAsked] = useState<{
    readonly step: string
    readonly again: boolean
    readonly blocked: string | null
  } | null>(null)
  const [confirming, setConfirming] = useState(false)
  const leave = async (step: string, again: boolean) => {
    setConfirming(false)
    if (again) await send('step.reopen', { step, from: view.step.id, round: nextRound(view, step) })
    else await send('step.go', { step, from: view.step.id })
  }
  const ends = endsByLeaving(view)
  const target = view.agenda.find((line) => line.step.id === asked?.step)?.step
  // What stood in the way then is gone: its sentence would only puzzle.
  const unblocked = asked !== null && asked.blocked !== null && view.blocked === null
  const ask = (step: string, again: boolean) => {
    if (busy) return
    setAsked({ step, again, blocked: view.blocked })
    if (ends === null || step === view.step.id) void leave(step, again)
    else setConfirming(true)
  }
  return {
    go: (step) => {
      if (step !== view.step.id) ask(step, false)
    },
    reopen: (step) => ask(step, true),
    busy,
    refused: refusal === null || asked === null || unblocked ? null : { step: asked.step, says: refusal },
    sheet: (
      <Sheet
        open={confirming && ends !== null && target !== undefined}
        onClose={() => setConfirming(false)}
        title={`Go to “${target?.title ?? ''}”?`}
        footer={
          <>
            <Button onClick={() => setConfirming(false)}>Stay here</Button>
            <Button
              kind="primary"
              onClick={() => target !== undefined && asked !== null && void leave(target.id, asked.again)}
            >
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
