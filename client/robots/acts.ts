// What a robot does in each kind of step: real-looking cards, answers, and a little misbehaviour.
import type { StepKind } from '../../shared/agenda.ts'
import type { BallotAnswer } from '../../shared/clarity.ts'
import { canonicalCard } from '../../shared/text.ts'
import type { PhoneMine, PhoneView } from '../../shared/views.ts'
import { discuss } from './discuss.ts'
import { type Acting, type Doing, openRound, sayDone, stillOpen } from './doing.ts'
import { gather } from './gather.ts'
import type { Mind } from './mind.ts'

const write: Acting = (doing, view, mine) => {
  const round = openRound(view, mine)
  if (round === undefined) return sayDone(doing, view, mine)
  const { phone, mind, soon } = doing
  const many = Math.min(round.slots.length, mind.below(round.slots.length + 1) + (mind.often(0.6) ? 1 : 0))
  const kinds: readonly string[] = view.step.kind === 'write' ? view.step.settings.kinds : ['note']
  for (let n = 0; n < many; n++)
    soon(600 + 500 * n, () => {
      const card = stillOpen(doing, round) ? doing.nextCard(mine.room?.id ?? null) : null
      if (card === null) return
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
  gather,
  draft,
  ballot,
  board: draft,
  close: () => undefined,
}

export function act(doing: Doing, view: PhoneView, mine: PhoneMine): void {
  ACTS[view.step.kind](doing, view, mine)
}
