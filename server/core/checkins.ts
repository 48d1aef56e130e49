// Check-ins: planned for a day, opened with their sealed steps, closed with what they came to. Between them nobody is linked.
//
// K1  One is open at a time, only after the session has ended, and only with keys that have signed nothing else.
// K2  It asks everyone with a seat about every commitment that is neither done nor dropped, what is in the way, and whether
//     barriers that are said to be gone are gone.
// K3  A barrier is closed when enough people answered and four in five of those it concerns say that it is gone.
// K4  One whose days went by unopened is closed without steps: it was not held.

import type { Question, Step } from '../../shared/agenda.ts'
import type { CheckIn } from '../../shared/board.ts'
import { GONE, goesOn } from '../../shared/board-lines.ts'
import { TARGET } from '../../shared/clarity.ts'
import { LIMITS } from '../../shared/limits.ts'
import type { Session } from '../../shared/model.ts'
import { clip, fits, plainLine } from '../../shared/text.ts'
import { questionsIn, walkedSteps } from './agenda.ts'
import { OF_CHECKIN } from './agenda-questions.ts'
import { newBallots } from './ballots.ts'
import { askedAs, barriersAsked } from './barriers-settled.ts'
import { dayAfter, dayOf, daysBetween, isDay } from './calendar.ts'
import type { By, Decision, Handler, SystemHandler } from './command-handler.ts'
import { accept, refuse } from './command-handler.ts'
import { areFresh } from './keys.ts'
import { newRound, rung, seatsNow } from './rounds.ts'
import { mapSame, withFields } from './session-with.ts'

/** What stands behind its id in the ids of its steps and questions must still fit. */
const ID_MOST = 30
/** Days after the offsite, and how long people have to answer. */
const USUAL = [30, 60, 90]
const WINDOW = 5
export const WAY = 'way'

/** Check-ins as they are proposed when nobody has planned any: 30, 60 and 90 days after `day`. */
export function usualCheckins(day: string, ids: readonly string[]): CheckIn[] {
  return USUAL.map((days, at) => ({
    id: ids[at] ?? `day${days}`,
    title: `${days} days`,
    opens: dayAfter(day, days),
    until: dayAfter(day, days + WINDOW),
    state: 'planned',
    steps: [],
    statuses: [],
  }))
}

/** When the board is shown for the last time: check-ins as they usually are, for whoever plans nothing. */
export function withUsualCheckins(session: Session, now: number): Session {
  if (session.afterwards.checkins.length > 0 || session.commitments.every(({ what }) => what === '')) return session
  return withCheckins(session, usualCheckins(dayOf(now), []))
}

/** The check-in whose sealed step this is; its rounds last for days. */
export function checkinOfStep({ afterwards }: Pick<Session, 'afterwards'>, step: string): CheckIn | null {
  return afterwards.checkins.find(({ steps }) => steps.some(({ id }) => id === step)) ?? null
}

const plan: Handler<'checkin.plan'> = (session, { checkins }, by) => {
  // Where the facilitator's clock is ahead of Greenwich, their today is its tomorrow.
  const yesterday = dayAfter(dayOf(by.now), -1)
  const begun = session.afterwards.checkins.filter((one) => one.state !== 'planned')
  const ids = new Set(begun.map(({ id }) => id))
  const known = new Set(session.afterwards.checkins.map(({ id }) => id))
  const planned: CheckIn[] = []
  for (const { id, title, opens, until } of checkins) {
    if (ids.has(id)) continue
    if (id.length > ID_MOST || id.includes('.') || (!known.has(id) && isUsed(session, id))) return refuse('bad-request')
    ids.add(id)
    const name = plainLine(title)
    if (!fits(name, LIMITS.label)) return refuse('too-long', 'title')
    if (!isDay(opens) || !isDay(until) || until < opens || opens < yesterday) return refuse('not-a-day')
    planned.push({ id, title: name === '' ? opens : name, opens, until, state: 'planned', steps: [], statuses: [] })
  }
  if (planned.length > LIMITS.checkins || begun.length + planned.length > LIMITS.allCheckins) return refuse('too-many')
  if (planned.length > 0 && session.status === 'ended' && session.keys.secret === null) return refuse('keys-gone')
  planned.sort((a, b) => (a.opens < b.opens ? -1 : a.opens > b.opens ? 1 : 0))
  return accept(withCheckins(session, [...begun, ...planned]))
}

/** Something is called as the steps and questions of a check-in with this id would be. */
function isUsed(session: Session, id: string): boolean {
  const steps = walkedSteps(session)
  return [...steps, ...questionsIn(steps)].some((one) => OF_CHECKIN.some((name) => one.id === `${id}-${name}`))
}

/** Before its day: it lasts as long as it would have, from today. */
const open: Handler<'checkin.open'> = (session, { checkin }, by) =>
  opened(session, checkin, ({ opens, until }) => {
    const today = dayOf(by.now)
    return opens > today ? { opens: today, until: dayAfter(today, daysBetween(opens, until)) } : {}
  })
const close: Handler<'checkin.close'> = (session, { checkin }, by) => closed(session, checkin, by)
const openDue: SystemHandler<'system.checkin'> = (session, { checkin, state }, by) =>
  state === 'open' ? opened(session, checkin) : closed(session, checkin, by)

export const checkinHandlers = { 'checkin.plan': plan, 'checkin.open': open, 'checkin.close': close }
export const systemCheckinHandlers = { 'system.checkin': openDue }

/** Why none can be held after the end, alone or in the room; null when one can. */
export function whyNoneNow({ keys, rounds, afterwards }: Session): 'keys-gone' | 'checkin-open' | 'not-written' | null {
  if (keys.secret === null) return 'keys-gone'
  if (afterwards.checkins.some(({ state }) => state === 'open')) return 'checkin-open'
  return areFresh({ keys, afterwards }) && rounds.every(({ state }) => state === 'written') ? null : 'not-written'
}

function opened(
  session: Session,
  id: string,
  days: (planned: CheckIn) => Partial<Pick<CheckIn, 'opens' | 'until'>> = () => ({}),
): Decision {
  const checkin = session.afterwards.checkins.find((one) => one.id === id)
  if (checkin === undefined) return refuse('not-found')
  if (checkin.state !== 'planned') return accept(session)
  if (session.status !== 'ended') return refuse('not-now')
  const no = whyNoneNow(session)
  if (no !== null) return refuse(no)
  const seats = seatsNow(session)
  if (seats.length === 0) return refuse('nobody-here')
  const asked = session.commitments.filter((one) => one.what !== '' && goesOn(one))
  const ask: Step = {
    ...base(`${id}-ask`, `${checkin.title}: what is in the way?`),
    kind: 'ask',
    settings: { questions: [wayQuestion(id), ...barrierQuestions(session)] },
  }
  const target = session.ballots.at(-1)?.target ?? TARGET
  const ballot: Step = { ...base(`${id}-ballot`, checkin.title), kind: 'ballot', settings: { target } }
  const [answers, round] = [`${id}-a.1`, `${id}-b.1`]
  const taken = new Set([...walkedSteps(session), ...session.rounds].map((one) => one.id))
  if ([ask.id, ballot.id, answers, round].some((one) => taken.has(one))) return refuse('bad-request')
  const ballots = newBallots(session, asked, { round, target, seats })
  return accept({
    ...session,
    afterwards: {
      ...session.afterwards,
      checkins: session.afterwards.checkins.map((one) =>
        one === checkin
          ? { ...one, ...days(one), state: 'open', steps: asked.length > 0 ? [ask, ballot] : [ask] }
          : one,
      ),
    },
    ballots: [...session.ballots, ...ballots],
    rounds: [
      ...session.rounds,
      newRound(answers, ask.id, { purpose: 'answer', slots: ask.settings.questions.map((one) => one.id) }, seats),
      ...(ballots.length > 0
        ? [newRound(round, ballot.id, { purpose: 'ballot', slots: ballots.map((one) => one.id) }, seats)]
        : []),
    ],
  })
}

function closed(session: Session, id: string, by: By): Decision {
  const checkin = session.afterwards.checkins.find((one) => one.id === id)
  if (checkin === undefined) return refuse('not-found')
  if (checkin.state === 'closed') return accept(session)
  if (checkin.state === 'planned') return by.actor.role === 'system' ? notHeld(session, checkin) : refuse('not-now')
  const own = new Set(checkin.steps.map((step) => step.id))
  const rounds = mapSame(session.rounds, (round) =>
    own.has(round.step) && round.state === 'open' ? rung(round, by.now + by.collectMs) : round,
  )
  const statuses = statusesNow(session)
  const next = session.afterwards.checkins.map((one) =>
    one === checkin ? { ...one, state: 'closed' as const, statuses } : one,
  )
  return accept(withCheckins(withFields(session, { rounds }), next))
}

function notHeld(session: Session, checkin: CheckIn): Decision {
  const next = session.afterwards.checkins.map((one) => (one === checkin ? { ...one, state: 'closed' as const } : one))
  return accept(withCheckins(session, next))
}

/** How each commitment stands. */
export function statusesNow({ commitments }: Pick<Session, 'commitments'>): CheckIn['statuses'] {
  return commitments.map((one) => ({ commitment: one.id, status: one.pursuit.status }))
}

function wayQuestion(checkin: string): Question {
  return { id: `${checkin}-${WAY}`, text: 'What is in the way?', ...SEALED, type: 'text', options: [] }
}

/** One for each barrier that is said to be gone. */
export function barrierQuestions(session: Session): Question[] {
  return [...barriersAsked(session)].slice(0, LIMITS.questions - 1).map(([id, barrier]) => ({
    id,
    text: askedAs(barrier),
    ...SEALED,
    type: 'choice',
    options: [...GONE],
  }))
}

const SEALED = { min: 0, max: 10, unit: '', open: false } as const

const base = (id: string, title: string) => ({
  id,
  title: clip(title, LIMITS.title),
  minutes: 0,
  prompt: '',
  group: 'solo' as const,
})

function withCheckins(session: Session, checkins: CheckIn[]): Session {
  return withFields(session, { afterwards: withFields(session.afterwards, { checkins }) })
}
