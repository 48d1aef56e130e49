// Which cards had left this phone when they were taken back or worded anew, so that their author can be told should one be in.
import type { Keep } from '../state/keep.ts'
import type { OutCard } from '../state/outbox.ts'

const LEFT = 'left-already'

const marks = (keep: Keep) => keep.get<readonly string[]>(LEFT) ?? []

/** Called before a card is taken back or changed; one that has not left yet leaves no note. */
export function noteLeft(keep: Keep, card: Pick<OutCard, 'mark' | 'left'>): void {
  if (card.left === true) keep.set(LEFT, [...marks(keep), card.mark])
}

export function hadLeft(keep: Keep, mark: string): boolean {
  return marks(keep).includes(mark)
}
