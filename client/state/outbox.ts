// What a phone keeps until it sees it in a batch: its cards and its sealed answers. The phone is the durable store.
//
// O1  Nothing leaves the outbox before its mark was seen in a written batch, or its author took it back.
// O2  A card that missed its round stays and goes with the next one; an answer that missed its round is told, not resent.
//     Until it is known whether it missed its round, a card goes with no other: it would be there twice.
// O3  Marks are hashes of secrets that are drawn for one card each: nothing here says which cards belong together once
//     they have left, and only the secret takes a card back.
// O4  Ids are random.
import type { Act } from '../../shared/anon/envelope.ts'
import { markOf } from '../../shared/anon/mark.ts'
import type { RoundView } from '../../shared/views.ts'
import type { Keep } from './keep.ts'
import { randomId } from './random.ts'
import type { Readable } from './readable.ts'
import { writable } from './readable.ts'

export type OutCard = {
  readonly mark: string
  /** Behind the mark: names its author to whoever hears it, so it leaves this phone only to take the card back. */
  readonly secret: string
  readonly kind: string
  readonly text: string /** The round it was last sent with. */
  readonly round: string | null
}
/** A card that is in: its author may still take it back, or say that it was theirs. */
export type SentCard = OutCard & {
  readonly state: 'in' | 'leaving' | 'gone'
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
  /** My cards that were seen in batches, the latest last. */
  readonly sent: Readable<readonly SentCard[]>
  readonly durable: boolean
  addCard(kind: string, text: string): void
  editCard(mark: string, kind: string, text: string): void
  /** Takes back a card that has not left for good. */
  withdrawCard(mark: string): void
  /** A card that is in goes with the next batch that takes withdrawals; until then `stay` keeps it. */
  takeBack(mark: string): void
  stay(mark: string): void
  /** One answer per slot; giving it again changes it; null takes it back. */
  answer(round: string, slot: string, answer: unknown): void
  answerOf(round: string, slot: string): OutAnswer | null
  /** What each slot of a round carries now. Cards are bound to the round from then on. */
  load(round: RoundView): readonly Act[]
  /** How many cards of mine would go with a round if it ended now, withdrawals included. */
  going(round: RoundView): number
  /** The batch of a round is on disk: these marks are in it, these answers were counted, these cards are gone. */
  settle(round: string, batch: Settled): void
  erase(): void
  /** The session is over: what I answered is nobody's business any more, this phone's finder's included (ANONYMITY R20). */
  forgetAnswers(): void
}

export type Settled = {
  readonly marks: ReadonlySet<string>
  readonly slots: ReadonlySet<string>
  readonly gone: ReadonlySet<string>
}

const BLANK: Act = { is: 'blank' }

export function openOutbox(keep: Keep): Outbox {
  const cards = writable<readonly OutCard[]>(keep.get('cards') ?? [])
  const answers = writable<readonly OutAnswer[]>(keep.get('answers') ?? [])
  const sent = writable<readonly SentCard[]>(keep.get('sent') ?? [])

  // What is kept is the truth: another tab of this device may have written to it since.
  const changing =
    <T>(name: string, shown: ReturnType<typeof writable<readonly T[]>>) =>
    (change: (now: readonly T[]) => readonly T[]) => {
      const next = change(keep.get<readonly T[]>(name) ?? [])
      if (JSON.stringify(next) === JSON.stringify(shown.get())) return
      keep.set(name, next)
      shown.set(next)
    }
  const changeCards = changing('cards', cards)
  const changeAnswers = changing('answers', answers)
  const changeSent = changing('sent', sent)
  const marked = (mark: string, from: SentCard['state'], to: SentCard['state']) =>
    changeSent((now) => now.map((card) => (card.mark === mark && card.state === from ? { ...card, state: to } : card)))
  const leaving = () => sent.get().filter((card) => card.state === 'leaving')
  const waiting = (round: RoundView) =>
    round.purpose === 'card' ? cards.get().filter((card) => card.round === null || card.round === round.id) : []
  const answerOf = (round: string, slot: string) =>
    answers.get().find((one) => one.round === round && one.slot === slot) ?? null

  return {
    cards,
    answers,
    sent,
    durable: keep.durable,
    answerOf,
    addCard: (kind, text) => {
      const secret = randomId()
      changeCards((now) => [...now, { mark: markOf(secret), secret, kind, text, round: null }])
    },
    editCard: (mark, kind, text) =>
      changeCards((now) => now.map((card) => (card.mark === mark ? { ...card, kind, text } : card))),
    withdrawCard: (mark) => changeCards((now) => now.filter((card) => card.mark !== mark)),
    takeBack: (mark) => marked(mark, 'in', 'leaving'),
    stay: (mark) => marked(mark, 'leaving', 'in'),
    going: (round) => Math.min(round.slots.length, leaving().length + waiting(round).length),
    answer: (round, slot, answer) =>
      changeAnswers((now) => {
        const before = now.find((one) => one.round === round && one.slot === slot)
        const others = now.filter((one) => one !== before)
        return answer === null
          ? others
          : [...others, { mark: before?.mark ?? randomId(), round, slot, answer, state: 'kept' }]
      }),
    load: (round) => {
      if (round.purpose !== 'card' && round.purpose !== 'withdraw') {
        changeAnswers((now) => now)
        return round.slots.map((slot): Act => {
          const one = answerOf(round.id, slot)
          if (one === null) return BLANK
          // A ballot's answer is found by its line, which only the spent token gives.
          return round.purpose === 'ballot'
            ? { is: 'answer', answer: one.answer }
            : { is: 'answer', answer: one.answer, mark: one.mark }
        })
      }
      changeSent((now) => now)
      changeCards((now) => now)
      const back = leaving().slice(0, round.slots.length)
      const going = waiting(round).slice(0, round.slots.length - back.length)
      const marks = new Set(going.map((card) => card.mark))
      changeCards((now) => now.map((card) => (marks.has(card.mark) ? { ...card, round: round.id } : card)))
      const acts: Act[] = [
        ...back.map(({ secret }): Act => ({ is: 'withdraw', reveal: secret })),
        ...going.map(({ kind, text, mark }): Act => ({ is: 'card', kind, text, mark })),
      ]
      return round.slots.map((_slot, index) => acts[index] ?? BLANK)
    },
    settle: (round, { marks, slots, gone }) => {
      const mine = (keep.get<readonly OutCard[]>('cards') ?? []).filter(
        (card) => card.round === round && marks.has(card.mark),
      )
      if (mine.length > 0) changeSent((now) => [...now, ...mine.map((card): SentCard => ({ ...card, state: 'in' }))])
      changeCards((now) =>
        now.flatMap((card) => (card.round !== round ? [card] : marks.has(card.mark) ? [] : [{ ...card, round: null }])),
      )
      for (const mark of gone) marked(mark, 'leaving', 'gone')
      changeAnswers((now) =>
        now.map((one) =>
          one.round === round && one.state === 'kept'
            ? { ...one, state: marks.has(one.mark) || slots.has(one.slot) ? 'in' : 'missed' }
            : one,
        ),
      )
    },
    forgetAnswers: () => {
      changeAnswers(() => [])
      changeSent(() => [])
    },
    erase: () => {
      changeCards(() => [])
      changeSent(() => [])
      changeAnswers(() => [])
    },
  }
}
