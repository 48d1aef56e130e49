// What a round's acts become when it is written: rows without author, time or order, and the facts the session keeps.
// Pure, and in the order it was given: the caller shuffles before and draws the ids after.
import type { Question } from '../../shared/agenda.ts'
import type { AskAnswer } from '../../shared/anon/act.ts'
import { ACTS } from '../../shared/anon/act.ts'
import type { Act } from '../../shared/anon/envelope.ts'
import { markOf } from '../../shared/anon/mark.ts'
import { digestOf, type Line } from '../../shared/anon/published.ts'
import type { BallotAnswer, Tally } from '../../shared/clarity.ts'
import { saysOf, tally } from '../../shared/clarity.ts'
import { LIMITS } from '../../shared/limits.ts'
import type { AskResult, Ballot, Round, Session } from '../../shared/model.ts'
import { canonicalCard, cardFit, fits } from '../../shared/text.ts'
import { roomFloor, showBallot, showLines } from '../../shared/thresholds.ts'
import { stepIndex, stepOfRound } from './agenda.ts'
import type { SystemData } from './command-handler.ts'
import { echoesHeard } from './echoes.ts'

/** One act as it was held in memory; `room` and `fn` are what its token was good for (null: none), `line`: what stands for it in what is published, where its act does not say so. */
export type Held = {
  readonly slot: string
  readonly room: string | null
  readonly fn?: string | null
  readonly act: Act
  readonly line: string
}
/** How many phones sent all their slots, in all and by room; what else the batch needs from outside. */
export type Completed = {
  readonly phones: number
  readonly completedByRoom: Readonly<Record<string, number>>
  /** Drawn now, after the last envelope: ballots' lines did not exist before. */
  readonly beacon: string
  /** The card that bears a mark; null when there is none. */
  readonly cardOf: (mark: string) => string | null
}

export type Batch = {
  readonly cards: readonly {
    readonly room: string | null
    readonly kind: string
    readonly text: string
    readonly mark: string
  }[]
  readonly answers: readonly { readonly slot: string; readonly body: unknown; readonly mark: string }[]
  readonly written: SystemData<'system.written'>
}

export function makeBatch(session: Session, round: Round, held: readonly Held[], completed: Completed): Batch {
  const known = held.filter(({ slot }) => round.slots.includes(slot))
  if (round.purpose === 'card' || round.purpose === 'withdraw') return cardBatch(session, round, known, completed)
  if (round.purpose === 'echo') return echoBatch(session, round, known, completed)
  return round.purpose === 'answer'
    ? answerBatch(session, round, known, completed)
    : ballotBatch(session, round, known, completed)
}

/**
 * Where too few phones completed the round, who wrote is a guess among two: those cards go to everyone's pool. And a pool of
 * one or two would be no better, so the smallest rooms go with them until enough share it.
 */
function cardBatch(session: Session, round: Round, held: readonly Held[], completed: Completed): Batch {
  const pooled = round.purpose === 'card' ? pooledRooms(session, round, held, completed) : new Set<string>()
  const seen = new Set<string>()
  const cards = held.flatMap(({ room, act }) => {
    const parsed = ACTS.card.safeParse(act)
    if (round.purpose !== 'card' || !parsed.success || parsed.data.is !== 'card') return []
    const { kind, mark } = parsed.data
    const text = canonicalCard(parsed.data.text)
    // A mark is one card's: what comes with it again is the same card in another packet, or a copy of somebody's mark.
    if (!cardFit(text).ok || seen.has(mark) || completed.cardOf(mark) !== null) return []
    seen.add(mark)
    // A room that was removed meanwhile has no table to lie on.
    const lies = room !== null && !pooled.has(room) && session.rooms.some(({ id }) => id === room)
    return [{ room: lies ? room : null, kind, text, mark }]
  })
  const written = facts(round, completed, {
    phonesByRoom: { ...completed.completedByRoom },
    pooled: session.rooms.map(({ id }) => id).filter((id) => pooled.has(id)),
    withdrawn: takenBack(held, completed.cardOf),
  })
  return { cards, answers: [], written }
}

/** Named by seats and phones, never by cards: whether a small room wrote anything is nobody's business. */
function pooledRooms(session: Session, round: Round, held: readonly Held[], completed: Completed): Set<string> {
  const least = roomFloor(isStrict(session, round), session.floors)
  const seats = new Set(round.seats)
  const seated = new Set(session.people.flatMap(({ id, room }) => (room !== null && seats.has(id) ? [room] : [])))
  const phonesIn = (room: string) =>
    Object.hasOwn(completed.completedByRoom, room) ? (completed.completedByRoom[room] ?? 0) : 0
  const rooms = session.rooms.map(({ id }) => id)
  const taking = rooms.filter((id) => seated.has(id) || phonesIn(id) > 0)
  const pooled = new Set(taking.filter((id) => phonesIn(id) < least))
  const staying = taking.filter((id) => !pooled.has(id)).sort((a, b) => phonesIn(a) - phonesIn(b) || (a < b ? -1 : 1))
  const inPool = () => completed.phones - staying.reduce((sum, id) => sum + phonesIn(id), 0)
  const shared = () =>
    inPool() > 0 || pooled.size > 0 || held.some(({ room }) => room === null || !rooms.includes(room))
  while (staying.length > 0 && shared() && inPool() < least) pooled.add(staying.shift() ?? '')
  return pooled
}

/** Whoever names the secret behind a card's mark wrote it; a wrong one changes nothing and nobody hears of it. */
function takenBack(
  held: readonly Held[],
  cardOf: Completed['cardOf'],
): { readonly card: string; readonly mark: string }[] {
  const marks = held.flatMap(({ act }) => {
    const parsed = ACTS.withdraw.safeParse(act)
    return parsed.success && parsed.data.is === 'withdraw' ? [markOf(parsed.data.reveal)] : []
  })
  return [...new Set(marks)].flatMap((mark) => {
    const card = cardOf(mark)
    return card === null ? [] : [{ card, mark }]
  })
}

/** The strict rule of a writing step also holds for the afterthoughts of the discussion that follows it. */
export function isStrict(session: Pick<Session, 'agenda'>, round: Pick<Round, 'step'>): boolean {
  const upTo = session.agenda.slice(0, stepIndex(session, round.step) + 1)
  const step = upTo.findLast((one) => one.kind === 'write')
  return step?.kind === 'write' && step.settings.strict
}

function answerBatch(session: Session, round: Round, held: readonly Held[], completed: Completed): Batch {
  const step = stepOfRound(session, round.step)
  const asked = step?.kind === 'ask' ? step.settings.questions : []
  const questions = asked.filter((question) => round.slots.includes(question.id))
  const byId = new Map(questions.map((question) => [question.id, question]))
  const given = held.map(({ slot, act, line }) => {
    const question = byId.get(slot)
    const parsed = ACTS.answer.safeParse(act)
    const says = parsed.success && parsed.data.is === 'answer' ? parsed.data : null
    const body = question === undefined || says === null ? null : fitting(question, says.answer)
    // A blank is published like an answer: how many answered is nobody's business where they are too few to be shown.
    return body === null || says === null ? { slot, body: null, mark: line } : { slot, body, mark: says.mark }
  })
  const results = questions.map((question): AskResult => {
    const bodies = given.flatMap(({ slot, body }) => (slot === question.id && body !== null ? [body] : []))
    const chosen = bodies.flatMap((body) => ('option' in body ? [body.option] : []))
    return {
      question: question.id,
      round: round.id,
      eligible: round.seats.length,
      counts: question.options.map((_, option) => chosen.filter((one) => one === option).length),
      values: bodies.flatMap((body) => ('value' in body ? [body.value] : [])).sort((a, b) => a - b),
      texts: bodies.flatMap((body) => ('text' in body ? [body.text] : [])),
    }
  })
  return { cards: [], answers: given, written: facts(round, completed, { results }) }
}

/** The answer in its canonical form, or null when it is no answer to this question. */
function fitting(question: Question, answer: AskAnswer): AskAnswer | null {
  switch (question.type) {
    case 'scale':
    case 'choice':
      return 'option' in answer && answer.option < question.options.length ? answer : null
    case 'number':
      return 'value' in answer && answer.value >= question.min && answer.value <= question.max ? answer : null
    case 'text': {
      const text = 'text' in answer ? canonicalCard(answer.text) : ''
      return text !== '' && fits(text, LIMITS.answerText) ? { text } : null
    }
  }
}

function ballotBatch(session: Session, round: Round, held: readonly Held[], completed: Completed): Batch {
  const given = held.flatMap(({ slot, act, line }) => {
    const parsed = ACTS.ballot.safeParse(act)
    return parsed.success ? [{ slot, line, answer: parsed.data.is === 'blank' ? null : parsed.data.answer }] : []
  })
  const ballots = session.ballots.filter((ballot) => ballot.round === round.id)
  const closed = ballots.map((ballot) => {
    const lines = given.filter(({ slot }) => slot === ballot.id)
    const answers = lines.flatMap(({ answer }) => answer ?? [])
    // More answers than people would be the operator's doing, and is shown: the list is longer than the room.
    const counts = tally(answers, Math.max(ballot.eligible, answers.length))
    return { ballot, counts, list: listOf(ballot, lines, counts, session) }
  })
  return {
    cards: [],
    answers: closed.flatMap(({ ballot, list }) =>
      list.map(({ line, says }) => ({ slot: ballot.id, body: says, mark: line })),
    ),
    written: facts(round, completed, {
      tallies: closed.map(({ ballot, counts, list }) => ({
        ballot: ballot.id,
        tally: counts,
        published: {
          beacon: completed.beacon,
          digest: digestOf(ballot.id, completed.beacon, list),
          lines: list.length,
        },
      })),
    }),
  }
}

/** A row for every envelope, blanks included: they say that it came, and nothing of what it said. */
function echoBatch(session: Session, round: Round, held: readonly Held[], completed: Completed): Batch {
  const answers = held.map(({ slot, line }) => ({ slot, body: null, mark: line }))
  return { cards: [], answers, written: facts(round, completed, { echoes: echoesHeard(session, round, held) }) }
}

/** What is published of a ballot, and all that is kept of its single answers: blanks stand in it like the rest. */
function listOf(
  ballot: Ballot,
  lines: readonly { readonly line: string; readonly answer: BallotAnswer | null }[],
  counts: Tally,
  { floors }: Session,
): Line[] {
  const { level } = showBallot(counts, ballot.target, undefined, floors)
  const says = showLines(lines.length, level, floors)
  return lines.map(({ line, answer }) => ({ line, says: says ? saysOf(answer) : null }))
}

function facts(
  round: Round,
  { phones }: Completed,
  more: Partial<SystemData<'system.written'>>,
): SystemData<'system.written'> {
  return { round: round.id, phones, phonesByRoom: {}, pooled: [], results: [], tallies: [], withdrawn: [], ...more }
}
