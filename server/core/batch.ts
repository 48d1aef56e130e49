// What a round's acts become when it is written: rows without author, time or order, and the facts the session keeps.
// Pure, and in the order it was given: the caller shuffles before and draws the ids after.
import type { Question } from '../../shared/agenda.ts'
import type { AskAnswer } from '../../shared/anon/act.ts'
import { ACTS } from '../../shared/anon/act.ts'
import type { Act } from '../../shared/anon/envelope.ts'
import type { BallotAnswer } from '../../shared/clarity.ts'
import { tally } from '../../shared/clarity.ts'
import { LIMITS } from '../../shared/limits.ts'
import type { AskResult, Round, Session } from '../../shared/model.ts'
import { canonicalCard, cardFit, fits } from '../../shared/text.ts'
import { roomNote } from '../../shared/thresholds.ts'
import { stepById, stepIndex } from './agenda.ts'
import type { SystemData } from './command-handler.ts'

/** One act as it was held in memory; `room` is where its sender sits when the round ends (null: in none). */
export type Held = { readonly slot: string; readonly room: string | null; readonly act: Act }
/** How many phones sent all their slots, in all and by room. */
export type Completed = { readonly phones: number; readonly completedByRoom: Readonly<Record<string, number>> }

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
  if (round.purpose === 'card') return cardBatch(session, round, known, completed)
  return round.purpose === 'answer'
    ? answerBatch(session, round, known, completed)
    : ballotBatch(session, round, known, completed)
}

/** Where too few phones completed the round, who wrote is a guess among two: those cards go to everyone's pool. */
function cardBatch(session: Session, round: Round, held: readonly Held[], completed: Completed): Batch {
  const strict = isStrict(session, round)
  const phonesIn = (room: string) =>
    Object.hasOwn(completed.completedByRoom, room) ? (completed.completedByRoom[room] ?? 0) : 0
  const pooledRoom = (room: string) => roomNote(phonesIn(room), strict).note === 'pooled'
  // Named by its seats, not by its cards: whether a small room wrote anything is nobody's business.
  const seats = new Set(round.seats)
  const seated = new Set(session.people.flatMap(({ id, room }) => (room !== null && seats.has(id) ? [room] : [])))
  const cards = held.flatMap(({ room, act }) => {
    const parsed = ACTS.card.safeParse(act)
    if (!parsed.success || parsed.data.is === 'blank') return []
    const text = canonicalCard(parsed.data.text)
    if (!cardFit(text).ok) return []
    return [
      {
        room: room === null || pooledRoom(room) ? null : room,
        kind: parsed.data.kind,
        text,
        mark: parsed.data.mark,
      },
    ]
  })
  const written = facts(round, completed, {
    phonesByRoom: { ...completed.completedByRoom },
    pooled: session.rooms.map(({ id }) => id).filter((id) => seated.has(id) && pooledRoom(id)),
  })
  return { cards, answers: [], written }
}

/** The strict rule of a writing step also holds for the afterthoughts of the discussion that follows it. */
export function isStrict(session: Pick<Session, 'agenda'>, round: Pick<Round, 'step'>): boolean {
  const upTo = session.agenda.slice(0, stepIndex(session, round.step) + 1)
  const step = upTo.findLast((one) => one.kind === 'write')
  return step?.kind === 'write' && step.settings.strict
}

function answerBatch(session: Session, round: Round, held: readonly Held[], completed: Completed): Batch {
  const step = stepById(session, round.step)
  const asked = step?.kind === 'ask' ? step.settings.questions : []
  const questions = asked.filter((question) => round.slots.includes(question.id))
  const byId = new Map(questions.map((question) => [question.id, question]))
  const answers = held.flatMap(({ slot, act }) => {
    const question = byId.get(slot)
    const parsed = ACTS.answer.safeParse(act)
    if (question === undefined || !parsed.success || parsed.data.is === 'blank') return []
    const body = fitting(question, parsed.data.answer)
    return body === null ? [] : [{ slot, body, mark: parsed.data.mark }]
  })
  const results = questions.map((question): AskResult => {
    const bodies = answers.filter(({ slot }) => slot === question.id).map(({ body }) => body)
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
  return { cards: [], answers, written: facts(round, completed, { results }) }
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
  const answers = held.flatMap(({ slot, act }): { slot: string; body: BallotAnswer; mark: string }[] => {
    const parsed = ACTS.ballot.safeParse(act)
    if (!parsed.success || parsed.data.is === 'blank') return []
    return [{ slot, body: parsed.data.answer, mark: parsed.data.mark }]
  })
  const tallies = session.ballots
    .filter((ballot) => ballot.round === round.id)
    .map((ballot) => {
      const bodies = answers.filter(({ slot }) => slot === ballot.id).map(({ body }) => body)
      return { ballot: ballot.id, tally: tally(bodies, ballot.eligible) }
    })
  return { cards: [], answers, written: facts(round, completed, { tallies }) }
}

function facts(
  round: Round,
  { phones }: Completed,
  more: Partial<SystemData<'system.written'>>,
): SystemData<'system.written'> {
  return { round: round.id, phones, phonesByRoom: {}, pooled: [], results: [], tallies: [], ...more }
}
