// Moving through the agenda: going to a step, its timer, skipping, opening a step once more.
import type { Step } from '../../shared/agenda.ts'
import { LIMITS } from '../../shared/limits.ts'
import type { Session } from '../../shared/model.ts'
import { isEnd, stepById } from './agenda.ts'
import { withUsualCheckins } from './checkins.ts'
import type { By, Handler } from './command-handler.ts'
import { accept, refuse } from './command-handler.ts'
import { blockedReason } from './guards.ts'
import { withBarriersAsked } from './reconvene.ts'
import { leaveRounds, nextRoundId, openRound } from './rounds.ts'
import { mapSame, toggled, withFields } from './session-with.ts'

const MINUTE = 60_000
/** People arrive, look at the board and leave in their own time. */
const UNTIMED: ReadonlySet<Step['kind']> = new Set(['lobby', 'board', 'close'])

/** Whoever already is where they want to go hears yes: two consoles pressing "next" at once both got their wish. */
const go: Handler<'step.go'> = (session, data, by) => {
  const target = stepById(session, data.step)
  if (target === null) return refuse('not-found')
  if (session.step === target.id) return accept(session)
  if (session.step !== data.from) return refuse('moved-on')
  const blocked = blockedReason(session, target)
  if (blocked !== null) return refuse(blocked)
  const entered = enter(session, target, by)
  const first = !entered.rounds.some((round) => round.step === target.id)
  return accept(first ? openRound(entered, target.id, nextRoundId(entered, target.id)) : entered)
}

/** Goes there and opens a fresh round, if the kind has rounds. */
const reopen: Handler<'step.reopen'> = (session, data, by) => {
  const target = stepById(session, data.step)
  if (target === null) return refuse('not-found')
  const known = session.rounds.find((round) => round.id === data.round)
  if (known !== undefined)
    return known.step === target.id && session.step === target.id ? accept(session) : refuse('moved-on')
  if (session.step !== data.from) return refuse('moved-on')
  const blocked = blockedReason(session, target)
  if (blocked !== null) return refuse(blocked)
  for (const round of session.rounds) {
    if (round.step !== target.id) continue
    if (round.state === 'open') return refuse('round-open')
    if (round.state === 'collecting') return refuse('not-written')
  }
  return accept(openRound(enter(session, target, by), target.id, data.round))
}

const time: Handler<'step.time'> = (session, data, by) => {
  if (session.step !== data.step) return refuse('moved-on')
  if (data.endsAt !== null && data.endsAt > by.now + LIMITS.minutes * MINUTE)
    return refuse('too-many', `at most ${LIMITS.minutes} minutes`)
  return accept(withFields(session, { endsAt: data.endsAt }))
}

const skip: Handler<'step.skip'> = (session, data) => {
  const step = stepById(session, data.step)
  if (step === null) return refuse('not-found')
  if (isEnd(step)) return refuse('first-and-last')
  if (data.skip && step.id === session.step) return refuse('already-begun')
  return accept(withFields(session, { skipped: toggled(session.skipped, step.id, data.skip) }))
}

export const agendaWalkHandlers = { 'step.go': go, 'step.reopen': reopen, 'step.time': time, 'step.skip': skip }

/** Leaving rings the bell of what is still open: cards written so far are collected, not lost. */
function enter(session: Session, target: Step, by: By): Session {
  const isFirst = session.step !== target.id && !session.visited.includes(target.id)
  const asked = isFirst ? withBarriersAsked(session, target) : session
  const planned = target.kind === 'close' && isFirst ? withUsualCheckins(asked, by.now) : asked
  const left = session.step === target.id ? planned : leaveRounds(planned, by.now + by.collectMs)
  return {
    ...left,
    visited: session.step === target.id ? left.visited : toggled(left.visited, session.step, true),
    skipped: toggled(left.skipped, target.id, false),
    step: target.id,
    openedAt: by.now,
    endsAt: target.minutes > 0 && !UNTIMED.has(target.kind) ? by.now + target.minutes * MINUTE : null,
    done: [],
    // Whoever called for help meant this step; the next one begins without old calls.
    rooms: mapSame(session.rooms, (room) => withFields(room, { help: null })),
  }
}
