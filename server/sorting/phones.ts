// What is remembered of each phone while the step is open: what it was asked, what it holds, how much it still may be asked.
import { handedOver } from './budget.ts'
import type { Shown } from './show-question.ts'

/** A question on a phone that left is nobody's after so many seconds. */
const EXPIRES = 30

type Phone = {
  /** In the order of coming; says nothing else. */
  readonly number: number
  /** Unanswered questions by the card on top, the latest last. */
  readonly open: Map<string, Shown>
  /** Ids of all cards that were on top for this phone. */
  readonly asked: Set<string>
  /** Questions answered or skipped. */
  done: number
  /** Seconds of session time; null: here. */
  leftAt: number | null
}

/** `each`: questions per phone; `first`: the number of the first to come. Nothing of this outlives the step. */
export function trackPhones(each: number, first: number) {
  const phones = new Map<string, Phone>()
  let budget = each

  const isGone = ({ leftAt }: Phone, now: number) => leftAt !== null && now - leftAt >= EXPIRES

  return {
    get: (token: string): Phone | undefined => phones.get(token),
    /** The phone is here. */
    come(token: string): Phone {
      const phone = phones.get(token) ?? {
        number: first + phones.size,
        open: new Map(),
        asked: new Set(),
        done: 0,
        leftAt: null,
      }
      phones.set(token, phone)
      phone.leftAt = null
      return phone
    },
    leave(token: string, now: number): void {
      const phone = phones.get(token)
      if (phone) phone.leftAt ??= now
    },
    extend(more: number): void {
      budget += more
    },
    budget: (): number => budget,
    /** Questions that this phone may still be asked, those handed over by phones that left among them. */
    left(phone: Phone, now: number): number {
      let unanswered = 0
      let present = 0
      for (const other of phones.values()) {
        if (isGone(other, now)) unanswered += Math.max(0, budget - other.done)
        else present++
      }
      return Math.max(0, budget + handedOver(unanswered, present) - phone.done)
    },
    /** Ids of the cards on top of questions that are open now. */
    openCards(now: number): string[] {
      return [...phones.values()].flatMap((phone) => (isGone(phone, now) ? [] : [...phone.open.keys()]))
    },
    count: (): number => phones.size,
    /** Which phone said what is known to nobody afterwards. */
    forget(): void {
      phones.clear()
    },
  }
}
