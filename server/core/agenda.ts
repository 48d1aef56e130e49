// Where a session stands in its agenda: looking up steps, and what comes next.
import type { Question, Step } from '../../shared/agenda.ts'
import type { CheckIn } from '../../shared/board.ts'
import type { Session } from '../../shared/model.ts'

type Walked = Pick<Session, 'agenda' | 'step' | 'skipped'>

export function stepById(session: Pick<Session, 'agenda'>, id: string): Step | null {
  return session.agenda.find((step) => step.id === id) ?? null
}

/** The step that a round belongs to: of the agenda, of one that was put away, or of a check-in. */
export function stepOfRound(session: Pick<Session, 'agenda' | 'afterwards'>, id: string): Step | null {
  const inCheckins = session.afterwards.checkins.flatMap((one) => one.steps)
  return [...walkedSteps(session), ...inCheckins].find((step) => step.id === id) ?? null
}

/** All agendas this session went through, the offsite's first, today's last, each with the check-in it was walked at. */
export function agendasWalked({
  agenda,
  afterwards: { reconvened },
}: Pick<Session, 'agenda' | 'afterwards'>): { readonly checkin: string | null; readonly steps: readonly Step[] }[] {
  return [...reconvened.map(({ before }) => before), agenda].map((steps, at) => ({
    checkin: reconvened[at - 1]?.checkin ?? null,
    steps,
  }))
}

/** The steps of all of them. */
export function walkedSteps(session: Pick<Session, 'agenda' | 'afterwards'>): Step[] {
  return agendasWalked(session).flatMap(({ steps }) => steps)
}

/** The questions of all asks among these steps. */
export function questionsIn(steps: readonly Step[]): Question[] {
  return steps.flatMap((step) => (step.kind === 'ask' ? step.settings.questions : []))
}

/** The check-in that a step was walked in, when the team met on its board; null for the offsite. */
export function checkinWalkedIn(session: Pick<Session, 'agenda' | 'afterwards'>, id: string): string | null {
  return agendasWalked(session).find(({ steps }) => steps.some((step) => step.id === id))?.checkin ?? null
}

/** The check-in that is held live now; null at the offsite and after the end. */
export function liveCheckin({ status, afterwards }: Pick<Session, 'status' | 'afterwards'>): CheckIn | null {
  const held = status === 'live' ? afterwards.reconvened.at(-1)?.checkin : undefined
  return afterwards.checkins.find(({ id }) => id === held) ?? null
}

/** -1 for a step that is not in the agenda. */
export function stepIndex(session: Pick<Session, 'agenda'>, id: string): number {
  return session.agenda.findIndex((step) => step.id === id)
}

/** Throws when the session names a step that it does not have: no command can bring that about. */
export function currentStep(session: Pick<Session, 'agenda' | 'step'>): Step {
  const step = stepById(session, session.step)
  if (step === null) throw new Error('the current step is not in the agenda')
  return step
}

/** The step that comes by itself after the current one: skipped steps are passed over. Null in the last. */
export function nextStep(session: Walked): Step | null {
  return (
    session.agenda.slice(stepIndex(session, session.step) + 1).find((step) => !session.skipped.includes(step.id)) ??
    null
  )
}

/** Every agenda begins with the lobby and ends with the close (S4): neither is moved, removed, skipped or doubled. */
export function isEnd(step: Step): boolean {
  return step.kind === 'lobby' || step.kind === 'close'
}
