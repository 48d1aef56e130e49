// What must hold before a step is left forward (S3): one check for each name of the step table.
import type { Step } from '../../shared/agenda.ts'
import type { Session } from '../../shared/model.ts'
import type { RefusalCode } from '../../shared/refusals.ts'
import type { GuardName } from '../../shared/steps.ts'
import { STEPS } from '../../shared/steps.ts'
import { currentStep, stepIndex } from './agenda.ts'
import { readyForBallot } from './commitments.ts'

type Guard = (session: Session, target: Step) => RefusalCode | null

const roomsIfNeeded: Guard = (session, target) => {
  const placed = session.people.some((person) => !person.removed && person.room !== null)
  return placed || !needsRooms(session, target) ? null : 'rooms-needed'
}

const GUARDS: Readonly<Record<GuardName, Guard>> = {
  none: () => null,
  'rooms-if-needed': roomsIfNeeded,
  'someone-here': (session, target) =>
    session.people.some((person) => !person.removed) ? roomsIfNeeded(session, target) : 'nobody-here',
  'ready-if-ballot': (session, target) =>
    target.kind !== 'ballot' || session.commitments.some(readyForBallot) ? null : 'nothing-ready',
  'ballot-closed': (session) =>
    session.rounds.some((round) => round.step === session.step && round.purpose === 'ballot' && round.state === 'open')
      ? 'ballot-open'
      : null,
}

/** Why `target` cannot be entered now; null when it can. Going back is always possible. */
export function blockedReason(session: Session, target: Step): RefusalCode | null {
  if (stepIndex(session, target.id) <= stepIndex(session, session.step)) return null
  return GUARDS[STEPS[currentStep(session).kind].guard](session, target)
}

/** Cards belong to the room of their writer, so writing needs rooms when its cards are to be talked about in rooms. */
function needsRooms(session: Session, target: Step): boolean {
  if (target.group === 'room') return true
  const later = session.agenda.slice(stepIndex(session, target.id) + 1)
  return target.kind === 'write' && later.some((step) => step.group === 'room' && !session.skipped.includes(step.id))
}
