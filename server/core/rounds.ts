// Sealed rounds: how they open with their step, ring, collect and become written. Nothing here has seen an act.
import type { AskResult, Ballot, Round, Session } from '../../shared/model.ts'
import { stepById } from './agenda.ts'
import { settleBarriers } from './barriers-settled.ts'
import { withoutCards } from './cards-gone.ts'
import type { Handler, SystemHandler } from './command-handler.ts'
import { accept, refuse } from './command-handler.ts'
import { withoutKeys } from './keys.ts'
import { seatedPeople, WAITING_SEAT } from './people.ts'
import { mapSame, withFields } from './session-with.ts'

/** `write.1`, then `write.2`: the id of the next round of a step. */
export function nextRoundId(session: Session, stepId: string): string {
  const taken = new Set(session.rounds.map((round) => round.id))
  let n = session.rounds.filter((round) => round.step === stepId).length + 1
  while (taken.has(`${stepId}.${n}`)) n++
  return `${stepId}.${n}`
}

/** Whether answers to this step's questions are being given right now: sealed ones on their way, or hands up in its own step. */
export function questionIsOpen(session: Session, stepId: string): boolean {
  if (session.rounds.some((round) => round.step === stepId && round.state !== 'written')) return true
  const step = stepById(session, stepId)
  if (step?.kind !== 'ask' || session.step !== stepId) return false
  const open = new Set(step.settings.questions.map(({ id }) => id))
  return session.hands.some((hand) => open.has(hand.question))
}

/** Everyone who holds a seat now, and so gets tokens. */
export function seatsNow(session: Session): string[] {
  // A seat that waits for somebody has no phone to answer with.
  return seatedPeople(session).flatMap(({ id, ticket }) => (ticket.startsWith(WAITING_SEAT) ? [] : [id]))
}

type Contents = Pick<Round, 'purpose' | 'slots'>

/** Cards that a person may take back while themes are looked at. */
const WITHDRAWALS = 2

/** What a round of this step asks of a phone when the step opens, or null: a ballot's round opens only by its own command. */
function contentsOf(session: Session, stepId: string): Contents | null {
  const step = stepById(session, stepId)
  if (step?.kind === 'write') return { purpose: 'card', slots: numbered(step.settings.quota) }
  if (step?.kind === 'discuss' && step.settings.afterthoughts > 0) {
    return { purpose: 'card', slots: numbered(step.settings.afterthoughts) }
  }
  if (step?.kind === 'ask') {
    const sealed = step.settings.questions.filter((question) => !question.open).map((question) => question.id)
    if (sealed.length > 0) return { purpose: 'answer', slots: sealed }
  }
  if (step?.kind === 'gather') return { purpose: 'withdraw', slots: numbered(WITHDRAWALS) }
  return null
}

const numbered = (n: number) => Array.from({ length: n }, (_, i) => String(i + 1))

/** A fresh round with tokens for `seats`. */
export function newRound(id: string, step: string, contents: Contents, seats: string[]): Round {
  return {
    id,
    step,
    ...contents,
    slots: [...new Set(contents.slots)],
    state: 'open',
    attempt: 0,
    issue: 0,
    collectBy: null,
    seats,
    phones: null,
    phonesByRoom: {},
    pooled: [],
    gone: [],
    functions: [],
  }
}

/** Opens the round that entering this step brings; the same session when its kind brings none or the id is taken. */
export function openRound(session: Session, stepId: string, roundId: string): Session {
  const contents = contentsOf(session, stepId)
  if (contents === null || session.rounds.some((round) => round.id === roundId)) return session
  return { ...session, rounds: [...session.rounds, newRound(roundId, stepId, contents, seatsNow(session))] }
}

/**
 * Rooms are about to change: tokens of cards that are being written were good for the old ones, so they are given anew. Null
 * while cards are on their way, which must arrive where they were written.
 */
export function reissued(session: Session): Session | null {
  if (session.rounds.some((round) => round.purpose === 'card' && round.state === 'collecting')) return null
  const rounds = mapSame(session.rounds, (round) =>
    round.purpose === 'card' && round.state === 'open' ? { ...round, issue: round.issue + 1 } : round,
  )
  return withFields(session, { rounds })
}

/** The step is being left: the bell of its open rounds rings. */
export function leaveRounds(session: Session, collectBy: number): Session {
  const rounds = mapSame(session.rounds, (round) =>
    round.step === session.step && round.state === 'open' ? rung(round, collectBy) : round,
  )
  return withFields(session, { rounds })
}

/** Steps whose timer is their round's: it rings the bell. A discussion's round ends with its step, people are still talking. */
const TIMED: ReadonlySet<string> = new Set(['write', 'ask', 'ballot'])

/** When the timer rings this round; null when it is not open, or not the step's own. */
export function ringsAt(session: Session, round: Round): number | null {
  const kind = stepById(session, session.step)?.kind ?? 'lobby'
  return round.state === 'open' && round.step === session.step && TIMED.has(kind) ? session.endsAt : null
}

/** The bell: its timer has done its part, and the next round of the step must not be rung by what was left of it. */
function withBellRung(session: Session, round: Round, collectBy: number): Session {
  const endsAt = ringsAt(session, round) === null ? session.endsAt : null
  return withFields(withRound(session, rung(round, collectBy)), { endsAt })
}

export function rung(round: Round, collectBy: number): Round {
  return { ...round, state: 'collecting', collectBy }
}

function withRound(session: Session, next: Round): Session {
  return { ...session, rounds: session.rounds.map((round) => (round.id === next.id ? next : round)) }
}

const find = (session: Session, id: string) => session.rounds.find((round) => round.id === id)

const openAnother: Handler<'round.open'> = (session, { step, round: id }) => {
  const existing = find(session, id)
  if (existing !== undefined) return existing.step === step ? accept(session) : refuse('bad-request')
  if (step !== session.step) return refuse('moved-on')
  const contents = contentsOf(session, step)
  if (contents === null || contents.purpose === 'withdraw') return refuse('not-now')
  const unfinished = session.rounds.find((round) => round.step === step && round.state !== 'written')
  if (unfinished !== undefined) return refuse(unfinished.state === 'open' ? 'round-open' : 'not-written')
  return accept(openRound(session, step, id))
}

const ring: Handler<'round.ring'> = (session, { round: id }, by) => {
  const round = find(session, id)
  if (round === undefined) return refuse('not-found')
  // Rung is rung: a second tap, or the timer that was faster, changes nothing.
  return accept(round.state === 'open' ? withBellRung(session, round, by.now + by.collectMs) : session)
}

const bell: SystemHandler<'system.bell'> = (session, { round: id, collectBy }) => {
  const round = find(session, id)
  if (round === undefined) return refuse('not-found')
  return round.state === 'open' ? accept(withBellRung(session, round, collectBy)) : refuse('round-over')
}

const recollect: SystemHandler<'system.recollect'> = (session, { round: id, collectBy }) => {
  const round = find(session, id)
  if (round === undefined) return refuse('not-found')
  if (round.state !== 'collecting') return refuse('round-over')
  return accept(withRound(session, { ...round, attempt: round.attempt + 1, collectBy }))
}

const written: SystemHandler<'system.written'> = (session, data, by) => {
  const round = find(session, data.round)
  if (round === undefined) return refuse('not-found')
  if (round.state !== 'collecting') return refuse('round-over')
  const next = withRound(session, {
    ...round,
    state: 'written',
    collectBy: null,
    phones: data.phones,
    phonesByRoom: { ...data.phonesByRoom },
    pooled: [...data.pooled],
    gone: data.withdrawn.map(({ mark }) => mark),
  })
  const { floors } = session
  const came = data.results.map((one) => ({ ...one, floors }))
  const results: AskResult[] = [...session.results.filter((one) => one.round !== round.id), ...came]
  const settled = settleBarriers({ ...next, results }, data.results, by.now)
  const echoes = mapSame(session.echoes, (echo) => {
    const came = echo.round === round.id ? data.echoes?.find((one) => one.theme === echo.theme) : undefined
    return came === undefined ? echo : { ...echo, heard: came.heard, floors }
  })
  const ballots: Ballot[] = session.ballots.map((ballot) => {
    const closed = data.tallies.find((one) => one.ballot === ballot.id && ballot.round === round.id)
    return closed === undefined ? ballot : { ...ballot, tally: closed.tally, published: closed.published, floors }
  })
  return accept(
    withoutKeys(
      withoutCards(
        { ...settled, ballots, echoes },
        data.withdrawn.map(({ card }) => card),
        data.words,
      ),
    ),
  )
}

export const roundHandlers = { 'round.open': openAnother, 'round.ring': ring }
export const systemRoundHandlers = { 'system.bell': bell, 'system.recollect': recollect, 'system.written': written }
