// What a phone keeps until it sees it in a batch: its cards and its sealed answers. The phone is the durable store.
//
// O1  Nothing leaves the outbox before its mark was seen in a written batch, or its author took it back.
// O2  A card that missed its round stays and goes with the next one; an answer that missed its round is told, not resent.
//     Until it is known whether it missed its round, a card goes with no other: it would be there twice.
// O3  Ids and marks are random: nothing here says which card or answer belongs to whom once it has left.
import type { RoundView } from '../../shared/views.ts'
import type { Keep } from './keep.ts'
import { randomId } from './random.ts'
import type { Readable } from './readable.ts'
import { writable } from './readable.ts'

export type OutCard = {
  readonly mark: string
  readonly kind: string
  readonly text: string /** The round it was last sent with. */
  readonly round: string | null
}
export type OutAnswer = {
  readonly mark: string
  readonly round: string
  readonly slot: string
  readonly answer: unknown
  readonly state: 'kept' | 'in' | 'missed'
}

export type Outbox = {
  readonly cards: Readable<readonly OutCard[]>
  readonly answers: Readable<readonly OutAnswer[]>
  /** How many of my cards were seen in batches. */
  readonly arrived: Readable<number>
  readonly durable: boolean
  addCard(kind: string, text: string): void
  editCard(mark: string, kind: string, text: string): void
  withdrawCard(mark: string): void
  /** One answer per slot; giving it again changes it; null takes it back. */
  answer(round: string, slot: string, answer: unknown): void
  answerOf(round: string, slot: string): OutAnswer | null
  /** What each slot of a round carries now; null for a blank. Cards are bound to the round from then on. */
  load(
    round: RoundView,
  ): readonly (
    | { readonly is: 'card'; readonly card: OutCard }
    | { readonly is: 'answer'; readonly answer: OutAnswer }
    | null
  )[]
  /** The batch of a round is on disk; these marks are in it. */
  settle(round: string, marks: ReadonlySet<string>): void
  erase(): void
  /** The session is over: what I answered is nobody's business any more, this phone's finder's included (ANONYMITY R20). */
  forgetAnswers(): void
}

export function openOutbox(keep: Keep): Outbox {
  const cards = writable<readonly OutCard[]>(keep.get('cards') ?? [])
  const answers = writable<readonly OutAnswer[]>(keep.get('answers') ?? [])
  const arrived = writable<number>(keep.get('arrived') ?? 0)

  // What is kept is the truth: another tab of this device may have written to it since.
  const changeCards = (change: (now: readonly OutCard[]) => readonly OutCard[]) => {
    const next = change(keep.get<readonly OutCard[]>('cards') ?? [])
    keep.set('cards', next)
    cards.set(next)
  }
  const changeAnswers = (change: (now: readonly OutAnswer[]) => readonly OutAnswer[]) => {
    const next = change(keep.get<readonly OutAnswer[]>('answers') ?? [])
    keep.set('answers', next)
    answers.set(next)
  }
  const answerOf = (round: string, slot: string) =>
    answers.get().find((one) => one.round === round && one.slot === slot) ?? null

  return {
    cards,
    answers,
    arrived,
    durable: keep.durable,
    answerOf,
    addCard: (kind, text) => changeCards((now) => [...now, { mark: randomId(), kind, text, round: null }]),
    editCard: (mark, kind, text) =>
      changeCards((now) => now.map((card) => (card.mark === mark ? { ...card, kind, text } : card))),
    withdrawCard: (mark) => changeCards((now) => now.filter((card) => card.mark !== mark)),
    answer: (round, slot, answer) =>
      changeAnswers((now) => {
        const before = now.find((one) => one.round === round && one.slot === slot)
        const others = now.filter((one) => one !== before)
        return answer === null
          ? others
          : [...others, { mark: before?.mark ?? randomId(), round, slot, answer, state: 'kept' }]
      }),
    load: (round) => {
      if (round.purpose !== 'card') {
        changeAnswers((now) => now)
        return round.slots.map((slot) => {
          const answer = answerOf(round.id, slot)
          return answer === null ? null : { is: 'answer', answer }
        })
      }
      let going: readonly OutCard[] = []
      changeCards((now) => {
        going = now.filter((card) => card.round === null || card.round === round.id).slice(0, round.slots.length)
        const marks = new Set(going.map((card) => card.mark))
        return now.map((card) =>
          marks.has(card.mark) && card.round !== round.id ? { ...card, round: round.id } : card,
        )
      })
      return round.slots.map((_slot, index) => {
        const card = going[index]
        return card === undefined ? null : { is: 'card', card }
      })
    },
    settle: (round, marks) => {
      changeCards((now) => {
        const gone = now.filter((card) => card.round === round && marks.has(card.mark)).length
        if (gone > 0) {
          const sum = (keep.get<number>('arrived') ?? 0) + gone
          keep.set('arrived', sum)
          arrived.set(sum)
        }
        return now.flatMap((card) =>
          card.round !== round ? [card] : marks.has(card.mark) ? [] : [{ ...card, round: null }],
        )
      })
      changeAnswers((now) =>
        now.map((one) =>
          one.round === round && one.state === 'kept' ? { ...one, state: marks.has(one.mark) ? 'in' : 'missed' } : one,
        ),
      )
    },
    forgetAnswers: () => changeAnswers(() => []),
    erase: () => {
      changeCards(() => [])
      changeAnswers(() => [])
    },
  }
}
