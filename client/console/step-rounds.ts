// The rounds of a step as the console needs them: which one is now, what to call the next, and what leaving would end.
import type { StepKind } from '../../shared/agenda.ts'
import type { ConsoleView, RoundView } from '../../shared/views.ts'

/** The current step's newest round of cards or answers; null when it has none. */
export function roundNow(view: Pick<ConsoleView, 'rounds' | 'step'>): RoundView | null {
  return view.rounds.filter((round) => round.step === view.step.id && round.purpose !== 'ballot').at(-1) ?? null
}

/** Two consoles that open "another round" at once name the same one, so only one is opened. */
export function nextRound(view: Pick<ConsoleView, 'rounds'>, step: string): string {
  const numbers = view.rounds
    .filter((round) => round.step === step)
    .map((round) => Number(round.id.slice(step.length + 1).split('.')[0]) || 0)
  return `${step}.${Math.max(0, ...numbers) + 1}`
}

/** Steps of which a second time means a fresh round. */
export const HAS_ROUNDS: ReadonlySet<StepKind> = new Set(['ask', 'write', 'discuss'])

/** Steps in which phones offer "I'm done": in the others a count of it would say nothing. */
export const CAN_BE_DONE: ReadonlySet<StepKind> = new Set(['frame', 'ask', 'write', 'discuss', 'ballot'])

/** What ends when the current step is left, in words; null when nothing does that was not meant to end with it. */
export function endsByLeaving(view: Pick<ConsoleView, 'rounds' | 'step'>): string | null {
  const open = view.rounds.find((round) => round.step === view.step.id && round.state === 'open')
  if (open === undefined || view.step.kind === 'discuss') return null
  if (open.purpose === 'ballot')
    return 'The ballot is open. Leaving closes it: everyone’s answers are collected now, and it is counted.'
  if (open.purpose === 'echo')
    return 'People are marking what they see at work. Leaving rings the bell: what they marked is collected now.'
  return open.purpose === 'card'
    ? 'The writing round is open. Leaving ends it: everyone’s cards are collected now.'
    : 'The questions are open. Leaving ends them: everyone’s answers are collected now.'
}

/** The step that Next goes to; null in the last one. */
export function nextLine(view: Pick<ConsoleView, 'agenda'>): ConsoleView['agenda'][number] | null {
  const now = view.agenda.findIndex((line) => line.state === 'now')
  return view.agenda.slice(now + 1).find((line) => line.state !== 'skipped') ?? null
}

export function previousLine(view: Pick<ConsoleView, 'agenda'>): ConsoleView['agenda'][number] | null {
  const now = view.agenda.findIndex((line) => line.state === 'now')
  return view.agenda.slice(0, Math.max(0, now)).findLast((line) => line.state !== 'skipped') ?? null
}
