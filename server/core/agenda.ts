// Where a session stands in its agenda: looking up steps, and what comes next.
import type { Step } from '../../shared/agenda.ts'
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

/** The steps of all agendas this session went through, the offsite's first, today's last. */
export function walkedSteps({ agenda, afterwards }: Pick<Session, 'agenda' | 'afterwards'>): Step[] {
  return [...afterwards.reconvened.flatMap(({ before }) => before), ...agenda]
}

/** The check-in that a step was walked in, when the team met on its board; null for the offsite. */
export function checkinWalkedIn(
  { agenda, afterwards }: Pick<Session, 'agenda' | 'afterwards'>,
  id: string,
): string | null {
  const { reconvened } = afterwards
  const at = reconvened.findIndex((_, i) => (reconvened[i + 1]?.before ?? agenda).some((step) => step.id === id))
  return reconvened[at]?.checkin ?? null
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
