// What a phone keeps until it sees it in a batch: its cards and its sealed answers. The phone is the durable store.
//
// O1  Nothing leaves the outbox before its mark was seen in a written batch, or its author took it back.
// O2  A card that missed its round stays and goes with the next one; an answer that missed its round is told, not resent.
//     Until it is known whether it missed its round, a card goes with no other: it would be there twice.
// O3  Marks are hashes of secrets that are drawn for one card each: nothing here says which cards belong together once
//     they have left, and only the secret takes a card back.
// O4  Ids are random.
// O5  A card goes by itself only while the session is live that it was written in. When the team has come back later, other people
//     may be asked something else: it stays for its author to read, to erase, or to put in once more.
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
  readonly text: string
  /** The round that it goes with. */
  readonly round: string | null
  /** A packet with these very words has left this phone. */
  readonly left?: boolean
  /** The time the session was live when it was written, as `during` counts them; absent: the first. */
  readonly live?: number
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
  readonly left?: boolean
  /** What has left this phone before it was changed: the round may close with one of these. */
  readonly earlier?: readonly { readonly mark: string; readonly answer: unknown }[]
}

export type Outbox = {
  readonly cards: Readable<readonly OutCard[]>
  readonly answers: Readable<readonly OutAnswer[]>
  /** My cards that were seen in batches, the latest last. */
  readonly sent: Readable<readonly SentCard[]>
  /** Cards, or earlier words of cards, that were taken back when they had left already: should one be in, it is withdrawn at once. */
  readonly recalled: Readable<readonly OutCard[]>
  readonly durable: boolean
  addCard(kind: string, text: string): void
  editCard(mark: string, kind: string, text: string): void
  /** Takes back a card that has not left for good. */
  withdrawCard(mark: string): void
  /** Which time the session is live, or was last: 0 is its offsite. */
  during(time: number): void
  /** Whether a card was written at an earlier time, and goes with no round unless its author puts it in. */
  isFromBefore(card: OutCard): boolean
  putIn(mark: string): void
  /** A card that is in goes with the next batch that takes withdrawals; until then `stay` keeps it. */
  takeBack(mark: string): void
  stay(mark: string): void
  /** One answer per slot; giving it again changes it; null takes it back. */
  answer(round: string, slot: string, answer: unknown): void
  answerOf(round: string, slot: string): OutAnswer | null
  /** "True where I work", of a theme that the round asks about; `on` false takes it back. */
  echo(round: string, theme: string, on: boolean): void
  /** What each slot of a round carries now. Cards are bound to the round from then on. */
  load(round: RoundView): readonly Act[]
  /** How many words each slot has had that could have left, this one included: the same on every phone that answered as often. */
  turns(round: RoundView): readonly number[]
  /** A set of packets with what `load` gave is on its way. */
  left(round: RoundView): void
  /** How many places of a round my cards and withdrawals want; more than it has wait for the next. */
  going(round: RoundView): number
  /** Whether a withdrawal could still go with this round. */
  mayTakeBack(round: RoundView | null): boolean
  /** The batch of a round is on disk: these marks are in it, these answers were counted, these cards are gone. */
  settle(round: string, batch: Settled): void
  erase(): void
  /** Cards that never left, a day after the end. */
  forgetCards(): void
  /**
   * The session is over: what I answered is nobody's business any more, this phone's finder's included (ANONYMITY R20). Rounds
   * that are open still, of a check-in, keep theirs.
   */
  forgetAnswers(but: readonly string[]): void
}

export type Settled = {
  readonly marks: ReadonlySet<string>
  readonly slots: ReadonlySet<string>
  readonly gone: ReadonlySet<string>
}

const BLANK: Act = { is: 'blank' }
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

export function openOutbox(keep: Keep): Outbox {
  const cards = writable<readonly OutCard[]>(keep.get('cards') ?? [])
  const answers = writable<readonly OutAnswer[]>(keep.get('answers') ?? [])
  const sent = writable<readonly SentCard[]>(keep.get('sent') ?? [])
  const recalled = writable<readonly OutCard[]>(keep.get('recalled') ?? [])
  let time = 0
  const isFromBefore = (card: OutCard) => (card.live ?? 0) !== time

  // What is kept is the truth: another tab of this device may have written to it since.
  const changing =
    <T>(name: string, shown: ReturnType<typeof writable<readonly T[]>>) =>
    (change: (now: readonly T[]) => readonly T[]) => {
      const kept = keep.get<readonly T[]>(name) ?? []
      const next = change(kept)
      if (!same(next, kept)) keep.set(name, next)
      if (!same(next, shown.get())) shown.set(next)
    }
  const changeCards = changing('cards', cards)
  const changeAnswers = changing('answers', answers)
  const changeSent = changing('sent', sent)
  const changeRecalled = changing('recalled', recalled)
  const marked = (mark: string, from: SentCard['state'], to: SentCard['state']) =>
    changeSent((now) => now.map((card) => (card.mark === mark && card.state === from ? { ...card, state: to } : card)))
  const leaving = () => sent.get().filter((card) => card.state === 'leaving')
  const waiting = (round: RoundView) =>
    round.purpose === 'card'
      ? cards.get().filter((card) => card.round === round.id || (card.round === null && !isFromBefore(card)))
      : []
  /** True when a packet with this card has left: it gets a name of its own, by which it can be taken back should it be in. */
  const recall = (mark: string): boolean => {
    const card = cards.get().find((one) => one.mark === mark)
    if (card?.left !== true) return false
    changeRecalled((now) => [...now, card])
    return true
  }
  const change = (mark: string, fields: Partial<OutCard>) => {
    const fresh = recall(mark) ? randomId() : null
    const renamed = fresh === null ? {} : { secret: fresh, mark: markOf(fresh), left: false }
    changeCards((now) => now.map((card) => (card.mark === mark ? { ...card, ...fields, ...renamed } : card)))
  }
  const found = (round: string, slot: string) =>
    answers.get().find((one) => one.round === round && one.slot === slot) ?? null
  const pick = ({ mark, answer }: OutAnswer) => ({ mark, answer })

  const give: Outbox['answer'] = (round, slot, answer) =>
    changeAnswers((now) => {
      const before = now.find((one) => one.round === round && one.slot === slot)
      const others = now.filter((one) => one !== before)
      if (answer === null && before?.left !== true) return others
      // What has left keeps its mark: the round may close with it.
      const earlier = before?.left === true ? [...(before.earlier ?? []), pick(before)] : (before?.earlier ?? [])
      const mark = before === undefined || before.left === true ? randomId() : before.mark
      return [...others, { mark, round, slot, answer, state: 'kept', earlier }]
    })

  return {
    cards,
    answers,
    sent,
    recalled,
    durable: keep.durable,
    // One that was taken back after it had left is kept, but is no answer.
    answerOf: (round, slot) => {
      const one = found(round, slot)
      return one?.answer === null ? null : one
    },
    addCard: (kind, text) => {
      const secret = randomId()
      changeCards((now) => [...now, { mark: markOf(secret), secret, kind, text, round: null, live: time }])
    },
    editCard: (mark, kind, text) => change(mark, { kind, text }),
    during: (now) => {
      time = now
    },
    isFromBefore,
    putIn: (mark) => change(mark, { round: null, live: time }),
    withdrawCard: (mark) => {
      recall(mark)
      changeCards((now) => now.filter((card) => card.mark !== mark))
    },
    takeBack: (mark) => marked(mark, 'in', 'leaving'),
    stay: (mark) => marked(mark, 'leaving', 'in'),
    going: (round) => leaving().length + waiting(round).length,
    mayTakeBack: (round) =>
      round?.state === 'open' &&
      (round.purpose === 'card' || round.purpose === 'withdraw') &&
      leaving().length < round.slots.length,
    left: (round) => {
      const gone = <T extends { readonly round: string | null; readonly left?: boolean }>(now: readonly T[]) =>
        now.map((one) => (one.round === round.id ? { ...one, left: true } : one))
      changeCards(gone)
      changeAnswers(gone)
    },
    answer: give,
    echo: (round, theme, on) => give(round, theme, on ? true : null),
    load: (round) => {
      if (round.purpose !== 'card' && round.purpose !== 'withdraw') {
        changeAnswers((now) => now)
        return round.slots.map((slot): Act => {
          const one = found(round.id, slot)
          if (one === null || one.answer === null) return BLANK
          if (round.purpose === 'echo') return { is: 'echo' }
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
    turns: (round) =>
      round.slots.map((slot) => {
        const one = found(round.id, slot)
        return one === null ? 1 : 2 + (one.earlier?.length ?? 0)
      }),
    settle: (round, { marks, slots, gone }) => {
      changeCards((now) => now)
      const mine = cards.get().filter((card) => card.round === round && marks.has(card.mark))
      if (mine.length > 0) changeSent((now) => [...now, ...mine.map((card): SentCard => ({ ...card, state: 'in' }))])
      changeCards((now) =>
        now.flatMap((card) =>
          card.round !== round ? [card] : marks.has(card.mark) ? [] : [{ ...card, round: null, left: false }],
        ),
      )
      for (const mark of gone) marked(mark, 'leaving', 'gone')
      const back = recalled.get().filter((card) => card.round === round && marks.has(card.mark))
      if (back.length > 0)
        changeSent((now) => [...now, ...back.map((card): SentCard => ({ ...card, state: 'leaving' }))])
      changeRecalled((now) => now.filter((card) => card.round !== round))
      changeAnswers((now) =>
        now.flatMap((one): readonly OutAnswer[] => {
          if (one.round !== round || one.state !== 'kept') return [one]
          const arrived = [...(one.earlier ?? []), pick(one)].find(({ mark }) => marks.has(mark))
          const { left: _left, earlier: _earlier, ...kept } = one
          if (arrived !== undefined) return [{ ...kept, ...arrived, state: 'in' }]
          if (one.answer === null) return []
          return [{ ...kept, state: slots.has(one.slot) ? 'in' : 'missed' }]
        }),
      )
    },
    forgetAnswers: (but) => {
      changeAnswers((now) => now.filter(({ round }) => but.includes(round)))
      changeSent(() => [])
      changeRecalled(() => [])
    },
    forgetCards: () => {
      if (cards.get().length > 0) changeCards(() => [])
    },
    erase: () => {
      changeCards(() => [])
      changeSent(() => [])
      changeAnswers(() => [])
    },
  }
}
