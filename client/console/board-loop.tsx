// The way back to a step of some kind (or on to it): one button that says no where it was refused.
import type { ReactNode } from 'react'
import type { StepKind } from '../../shared/agenda.ts'
import type { ConsoleView } from '../../shared/views.ts'
import { Button, type ButtonProps } from '../ui/button.tsx'
import type { ScreenProps } from './console.ts'
import { useCommand } from './use-command.ts'

export type GoToStepProps = ScreenProps & {
  readonly kind: StepKind
  readonly look?: ButtonProps['kind']
  readonly size?: ButtonProps['size']
  readonly children: ReactNode
}

/** Nothing when the agenda has no such step. */
export function GoToStep({ console, view, kind, look = 'secondary', size = 'm', children }: GoToStepProps) {
  const { send, busy, refusal } = useCommand(console)
  const step = nearest(view, kind)
  if (step === null) return null
  return (
    <Button
      kind={look}
      size={size}
      busy={busy}
      refusal={refusal}
      onClick={() => void send('step.go', { step, from: view.step.id })}
    >
      {children}
    </Button>
  )
}

/** The last such step before the current one, else the first after it. Never the current one itself, never a skipped one. */
export function nearest(view: Pick<ConsoleView, 'agenda' | 'step'>, kind: StepKind): string | null {
  const now = view.agenda.findIndex((line) => line.step.id === view.step.id)
  const fitting = (from: number, to: number) =>
    view.agenda.slice(from, to).filter((line) => line.step.kind === kind && line.state !== 'skipped')
  const line = fitting(0, Math.max(0, now)).at(-1) ?? fitting(now + 1, view.agenda.length)[0]
  return line?.step.id ?? null
}
