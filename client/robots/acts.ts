// What a robot does in each kind of step: real-looking cards, piles, answers, and a little misbehaviour.
import type { StepKind } from '../../shared/agenda.ts'
import type { BallotAnswer } from '../../shared/clarity.ts'
import type { DocCard } from '../../shared/docs.ts'
import type { Reply } from '../../shared/protocol.ts'
import { canonicalCard } from '../../shared/text.ts'
import type { PhoneMine, PhoneView, RoundView } from '../../shared/views.ts'
import type { Phone } from '../state/phone.ts'
import { randomId } from '../state/random.ts'
import { CARDS } from './fixtures/cards.ts'
import type { Mind } from './mind.ts'

export type Doing = {
  /** The phone it has now: it may have left and come back. */
  readonly phone: () => Phone
  readonly mind: Mind
  readonly number: number
  soon(ms: number, then: () => void): void
  wrote(by: number): void
  /** Sends a command and measures until the server says it is on disk. */
  timed(send: () => Promise<Reply>): Promise<void>
  cards(): readonly DocCard[]
}

type Acting = (doing: Doing, view: PhoneView, mine: PhoneMine) => void

const openRound = (view: PhoneView, mine: PhoneMine): RoundView | undefined =>
  view.rounds.find((round) => round.state === 'open' && round.step === view.step.id && mine.rounds.includes(round.id))

/** After the bell a person stops writing; so does a robot. */
const stillOpen = (doing: Doing, round: RoundView): boolean =>
  doing
    .phone()
    .common.get()
    ?.rounds.some((one) => one.id === round.id && one.state === 'open') ?? false

const sayDone: Acting = ({ phone, soon, timed, mind }, view) => {
  const done = () => void timed(() => phone().send('me.done', { step: view.step.id, done: true }))
  soon(2500, done)
  // A double tap.
  if (mind.often(0.15)) soon(2500, done)
}

const write: Acting = (doing, view, mine) => {
  const round = openRound(view, mine)
  if (round === undefined) return sayDone(doing, view, mine)
  const { phone, mind, soon } = doing
  const many = Math.min(round.slots.length, mind.below(round.slots.length + 1) + (mind.often(0.6) ? 1 : 0))
  const kinds: readonly string[] = view.step.kind === 'write' ? view.step.settings.kinds : ['note']
  for (let n = 0; n < many; n++)
    soon(600 + 500 * n, () => {
      const card = CARDS[(doing.number * 7 + mind.below(CARDS.length)) % CARDS.length]
      if (card === undefined || !stillOpen(doing, round)) return
      phone().outbox.addCard(kinds.includes(card.kind) ? card.kind : (kinds[0] ?? 'note'), canonicalCard(card.text))
      doing.wrote(1)
    })
  sayDone(doing, view, mine)
}

const ask: Acting = (doing, view, mine) => {
  if (view.step.kind !== 'ask') return
  const { phone, mind, soon } = doing
  const round = openRound(view, mine)
  for (const question of view.step.settings.questions) {
    const option = Math.min(question.options.length - 1, Math.floor(mind.between(0, question.options.length)))
    if (question.open)
      soon(900, () => void doing.timed(() => phone().send('hand.show', { question: question.id, option })))
    else if (round !== undefined && mind.often(0.93))
      soon(700, () => {
        const value = Math.round(mind.between(question.min, question.max))
        if (stillOpen(doing, round))
          phone().outbox.answer(
            round.id,
            question.id,
            question.type === 'number'
              ? { value }
              : question.type === 'text'
                ? { text: 'Say no to one thing a week' }
                : { option },
          )
      })
  }
  sayDone(doing, view, mine)
}

/** Cards of one label go together; one in five goes astray. */
const discuss: Acting = (doing, view, mine) => {
  const { phone, mind, soon } = doing
  const label = new Map(CARDS.map((card) => [canonicalCard(card.text), card.label]))
  if (doing.number % 3 === 0)
    soon(4500, () => {
      const piles = new Map<string, string[]>()
      for (const card of doing.cards()) {
        const name = mind.often(0.2) ? `astray ${mind.below(4)}` : (label.get(card.text) ?? null)
        if (name !== null) piles.set(name, [...(piles.get(name) ?? []), card.id])
      }
      for (const [, cards] of [...piles].slice(0, 4))
        if (cards.length > 1) void doing.timed(() => phone().send('pile.put', { cards, pile: randomId() }))
      const heard = doing.cards()[mind.below(Math.max(1, doing.cards().length))]
      if (heard !== undefined) void phone().send('heard.mark', { card: heard.id, on: true })
    })
  if (mine.room !== null && mind.often(0.04)) {
    const room = mine.room.id
    soon(3000, () => void phone().send('help.ask', { room, on: true }))
  }
  if (mind.often(0.08))
    soon(2500, () => {
      const [mine] = phone().outbox.sent.get()
      if (mine !== undefined) phone().outbox.takeBack(mine.mark)
    })
  const round = openRound(view, mine)
  if (round !== undefined && round.slots.length > 0 && mind.often(0.15))
    soon(3500, () => {
      const card = CARDS[mind.below(CARDS.length)]
      if (card === undefined || !stillOpen(doing, round)) return
      phone().outbox.addCard('note', canonicalCard(card.text))
      doing.wrote(1)
    })
  sayDone(doing, view, mine)
}

const draft: Acting = (doing, view, mine) => {
  const accept = () => {
    const now = doing.phone().common.get()
    if (now?.step.kind !== 'draft' && now?.step.kind !== 'ballot') return
    for (const commitment of now.commitments)
      if (commitment.owner?.id === mine.id && !commitment.accepted)
        void doing.timed(() => doing.phone().send('owner.answer', { commitment: commitment.id, accept: true }))
    doing.soon(1500, accept)
  }
  accept()
  const first = view.commitments[0]
  if (first !== undefined && doing.mind.often(0.05))
    doing.soon(1500, () => void doing.phone().send('owner.offer', { commitment: first.id, on: true }))
  sayDone(doing, view, mine)
}

/** The first commitment of an offsite is usually the clear one; a second asking usually finds people clearer. */
const ballot: Acting = (doing, view, mine) => {
  const round = openRound(view, mine)
  if (round === undefined) return
  view.commitments.forEach((commitment, place) => {
    const asked = commitment.ballots.find((one) => one.round === round.id)
    if (asked === undefined) return
    const clear = asked.turn > 1 ? 0.96 : place === 0 ? 0.97 : place === 1 ? 0.5 : 0.8
    doing.soon(
      800 + 400 * place,
      () => stillOpen(doing, round) && doing.phone().outbox.answer(round.id, asked.id, answerLike(doing.mind, clear)),
    )
  })
  sayDone(doing, view, mine)
}

function answerLike(mind: Mind, clear: number): BallotAnswer {
  if (mind.often(0.01)) return { abstain: true }
  const isClear = mind.often(clear)
  return {
    clear: isClear ? mind.pick(['clear', 'explain']) : mind.pick(['lost', 'fuzzy', 'nearly']),
    gaps: isClear ? [] : [mind.pick(['what', 'who', 'when', 'people-time'])],
    committed: isClear ? mind.pick([3, 4]) : mind.pick([1, 2, 3]),
    guess: 5 + mind.below(6),
  }
}

const ACTS: Readonly<Record<StepKind, Acting>> = {
  lobby: () => undefined,
  frame: sayDone,
  ask,
  write,
  discuss,
  gather: sayDone,
  draft,
  ballot,
  board: draft,
  close: () => undefined,
}

export function act(doing: Doing, view: PhoneView, mine: PhoneMine): void {
  ACTS[view.step.kind](doing, view, mine)
}
