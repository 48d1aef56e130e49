// A check-in that is held live, with everybody in a room: the agenda until then is put away, and one of its own begins.
//
// G1  Only after the end, with keys that have signed nothing else, nothing on its way and no check-in open.
// G2  Everything that was stays: people, cards, themes, commitments, rounds. Steps and questions are new, and nobody sits in a room
//     any more, since all are together.
// G3  It is held in place of a planned check-in, or stands between two as one of its own; either way it counts as held.
// G4  What was decided may be asked about once more as it stands, as at any check-in; a new wording needs a reason (P3).
import type { Step } from '../../shared/agenda.ts'
import type { CheckIn } from '../../shared/board.ts'
import { IN_THE_ROOM, isAboutBarrier } from '../../shared/board-lines.ts'
import { LIMITS } from '../../shared/limits.ts'
import type { Session } from '../../shared/model.ts'
import { fromBuyInToAction, IN_THE_WAY } from '../../shared/templates/from-buy-in-to-action.ts'
import { liveCheckin, walkedSteps } from './agenda.ts'
import { barrierQuestions, statusesNow, WAY, whyNoneNow } from './checkins.ts'
import type { SystemHandler } from './command-handler.ts'
import { accept, refuse } from './command-handler.ts'
import { logged } from './log.ts'
import { pastRooms } from './rooms.ts'
import { mapSame, withFields, withStep } from './session-with.ts'

/** Why none can be held now; null when one can. */
export function whyNotReconvene(session: Session): 'live-already' | ReturnType<typeof whyNoneNow> {
  return session.status === 'ended' ? whyNoneNow(session) : 'live-already'
}

/** It ends with its session, late if nobody said so: how each commitment stands then is what came of it. */
export function liveCheckinOver(session: Session): Session {
  const held = liveCheckin(session)
  if (held === null) return session
  const { afterwards } = session
  const over = { ...held, statuses: statusesNow(session) }
  const checkins = mapSame(afterwards.checkins, (one) => (one === held ? over : one))
  return withFields(session, { afterwards: withFields(afterwards, { checkins }) })
}

const reconvene: SystemHandler<'system.reconvene'> = (session, { code, checkin: id, day, by: label }, by) => {
  const no = whyNotReconvene(session)
  if (no !== null) return refuse(no)
  const { afterwards } = session
  const planned = afterwards.checkins.find((one) => one.id === id)
  if (id !== null && planned?.state !== 'planned') return refuse(planned === undefined ? 'not-found' : 'checkin-over')
  if (planned === undefined && afterwards.checkins.length >= LIMITS.allCheckins) return refuse('too-many')
  const name = freeName(session)
  const held: CheckIn = {
    id: planned?.id ?? name,
    title: planned?.title ?? IN_THE_ROOM,
    opens: day,
    until: day,
    state: 'closed',
    steps: [],
    statuses: statusesNow(session),
  }
  const agenda = fromBuyInToAction.agenda.map((step) => ofLiveCheckin(session, step, name, held.id))
  const [lobby] = agenda
  if (lobby === undefined) throw new Error('the template has no lobby')
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
    talk: null,
    done: [],
    pastRooms: pastRooms(session),
    people: mapSame(session.people, (person) => withFields(person, { room: null })),
    afterwards: {
      ...afterwards,
      ended: null,
      checkins: inOrder(checkins.map((one) => (one === planned ? held : one))),
      reconvened: [...afterwards.reconvened, { checkin: held.id, before: session.agenda }],
    },
    log: logged(session, by.now, label, 'called the team back to the board').log,
  })
}

/** Nothing of it was ever called so, here or where an imported board comes from. */
function freeName(session: Session): string {
  const { checkins, reconvened } = session.afterwards
  const ids = [...walkedSteps(session), ...session.rounds, ...checkins].map(({ id }) => id)
  let n = reconvened.length + 1
  while (ids.some((id) => id === `again${n}` || id.startsWith(`again${n}-`))) n++
  return `again${n}`
}

/** What is over first, by its day, and then what is to come. */
function inOrder(checkins: readonly CheckIn[]): CheckIn[] {
  const rank = ({ state }: CheckIn) => (state === 'planned' ? 1 : 0)
  return [...checkins].sort((a, b) => rank(a) - rank(b) || (a.opens < b.opens ? -1 : a.opens > b.opens ? 1 : 0))
}

/** A step of the template under names that no earlier step or question has. "What is in the way?" answers as the check-in's. */
function ofLiveCheckin(session: Session, step: Step, name: string, checkin: string): Step {
  const id = `${name}-${step.id}`
  if (step.kind === 'ballot')
    return { ...step, id, settings: { target: session.ballots.at(-1)?.target ?? step.settings.target } }
  if (step.kind !== 'ask') return { ...step, id }
  const questions = step.settings.questions.map((question) => ({
    ...question,
    id: question.id === IN_THE_WAY ? `${checkin}-${WAY}` : `${name}-${question.id}`,
  }))
  return { ...step, id, settings: { ...step.settings, questions } }
}

/**
 * The step that asks what is in the way, as it opens for the first time: barriers that are said to be gone by then are asked about, as
 * they are worded then.
 */
export function withBarriersAsked(session: Session, step: Step): Session {
  const way = liveCheckin(session)?.id
  if (step.kind !== 'ask' || !step.settings.questions.some(({ id }) => id === `${way}-${WAY}`)) return session
  const own = step.settings.questions.filter((question) => !isAboutBarrier(question))
  const questions = [...own, ...barrierQuestions(session)].slice(0, LIMITS.questions)
  return withStep(session, step.id, (one) => ({ ...one, settings: { ...step.settings, questions } }) as Step)
}

export const systemReconveneHandlers = { 'system.reconvene': reconvene }
