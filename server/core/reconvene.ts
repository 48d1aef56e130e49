// The team meets again on its board: the agenda until then is put away, and one for a check-in begins, live and in a room.
//
// G1  Only after the end, with keys that have signed nothing else, nothing on its way and no check-in open.
// G2  Everything that was stays: people, cards, themes, commitments, rounds. Steps and questions are new, and nobody sits in a room
//     any more, since this is a meeting of all.
// G3  It is held in place of a planned check-in, or stands between two as one of its own; either way it counts as held.
// G4  What was decided may be asked about once more as it stands, as at any check-in; a new wording needs a reason (P3).
import type { Step } from '../../shared/agenda.ts'
import type { CheckIn } from '../../shared/board.ts'
import { LIMITS } from '../../shared/limits.ts'
import type { Session } from '../../shared/model.ts'
import { fromBuyInToAction } from '../../shared/templates/from-buy-in-to-action.ts'
import { meetingNow } from './agenda.ts'
import { dayOf } from './calendar.ts'
import { barrierQuestions, statusesNow, WAY } from './checkins.ts'
import type { SystemHandler } from './command-handler.ts'
import { accept, refuse } from './command-handler.ts'
import { areFresh } from './keys.ts'
import { logged } from './log.ts'
import { arrangement } from './rooms.ts'
import { mapSame, withFields } from './session-with.ts'

/** Why the team cannot meet now; null when it can. */
export function whyNotReconvene({
  status,
  keys,
  rounds,
  afterwards,
}: Session): 'live-already' | 'keys-gone' | 'checkin-open' | 'not-written' | null {
  if (status !== 'ended') return 'live-already'
  if (keys.secret === null) return 'keys-gone'
  if (afterwards.checkins.some(({ state }) => state === 'open')) return 'checkin-open'
  if (!areFresh({ keys, afterwards }) || rounds.some(({ state }) => state !== 'written')) return 'not-written'
  return null
}

/** The meeting ends with its session: how each commitment stands now is what came of it. */
export function meetingClosed(session: Session, now: number): Session {
  const meeting = meetingNow(session)
  if (meeting === null) return session
  const { afterwards } = session
  const held = { ...meeting, until: dayOf(now), statuses: statusesNow(session) }
  const checkins = mapSame(afterwards.checkins, (one) => (one === meeting ? held : one))
  return withFields(session, { afterwards: withFields(afterwards, { checkins }) })
}

const reconvene: SystemHandler<'system.reconvene'> = (session, { code, checkin: id, by: label }, by) => {
  const no = whyNotReconvene(session)
  if (no !== null) return refuse(no)
  const { afterwards } = session
  const planned = afterwards.checkins.find((one) => one.id === id)
  if (id !== null && planned?.state !== 'planned') return refuse(planned === undefined ? 'not-found' : 'checkin-over')
  const name = `again${afterwards.meetings.length + 1}`
  const known = new Set([...session.agenda, ...session.rounds, ...afterwards.checkins].map((one) => one.id))
  if (planned === undefined && (known.has(name) || afterwards.checkins.length >= LIMITS.checkins))
    return refuse('too-many')
  const today = dayOf(by.now)
  const held: CheckIn = {
    id: planned?.id ?? name,
    title: planned?.title ?? 'In the room',
    opens: today,
    until: today,
    state: 'closed',
    steps: [],
    statuses: statusesNow(session),
  }
  const agenda = fromBuyInToAction.agenda.map((step) => ofMeeting(session, step, name, held.id))
  const [lobby] = agenda
  if (lobby === undefined || agenda.some((step) => known.has(step.id))) return refuse('bad-request')
  const checkins = planned === undefined ? [...afterwards.checkins, held] : afterwards.checkins
  return accept({
    ...session,
    status: 'live',
    code,
    locked: false,
    agenda,
    step: lobby.id,
    openedAt: by.now,
    endsAt: null,
    done: [],
    pastRooms: [...session.pastRooms, arrangement(session)].slice(-LIMITS.pastRooms),
    people: mapSame(session.people, (person) => withFields(person, { room: null })),
    afterwards: {
      ...afterwards,
      ended: null,
      checkins: inOrder(checkins.map((one) => (one === planned ? held : one))),
      meetings: [...afterwards.meetings, { at: by.now, checkin: held.id, before: session.agenda }],
    },
    log: logged(session, by.now, label, 'called the team back to the board').log,
  })
}

/** What is over first, by its day, and then what is to come. */
function inOrder(checkins: readonly CheckIn[]): CheckIn[] {
  const rank = ({ state }: CheckIn) => (state === 'planned' ? 1 : 0)
  return [...checkins].sort((a, b) => rank(a) - rank(b) || (a.opens < b.opens ? -1 : a.opens > b.opens ? 1 : 0))
}

/** A step of the template under names that no earlier step or question has. "What is in the way?" answers as the check-in's. */
function ofMeeting(session: Session, step: Step, name: string, checkin: string): Step {
  const id = `${name}-${step.id}`
  if (step.kind === 'ballot')
    return { ...step, id, settings: { target: session.ballots.at(-1)?.target ?? step.settings.target } }
  if (step.kind !== 'ask') return { ...step, id }
  const own = step.settings.questions.map((question) => ({
    ...question,
    id: question.id === IN_THE_WAY ? `${checkin}-${WAY}` : `${name}-${question.id}`,
  }))
  const questions = [...own, ...barrierQuestions(session)].slice(0, LIMITS.questions)
  return { ...step, id, settings: { ...step.settings, questions } }
}

const IN_THE_WAY = 'in-the-way'

export const systemReconveneHandlers = { 'system.reconvene': reconvene }
