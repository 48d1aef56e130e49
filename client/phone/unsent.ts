// What leaving a seat would lose: its cards and answers that have not left this phone.
import type { Keep } from '../state/keep.ts'
import type { OutAnswer, OutCard } from '../state/outbox.ts'

export type Unsent = { readonly cards: number; readonly answers: number }

export function unsentOf(cards: readonly OutCard[], answers: readonly OutAnswer[]): Unsent {
  return {
    cards: cards.length,
    answers: answers.filter((one) => one.state === 'kept' && one.answer !== null).length,
  }
}

/** Of a seat that is not connected. */
export function unsentIn(keep: Keep): Unsent {
  return unsentOf(keep.get<readonly OutCard[]>('cards') ?? [], keep.get<readonly OutAnswer[]>('answers') ?? [])
}

/** "2 cards have not left this phone. Leaving erases them."; null when there is nothing to lose. */
export function sayUnsent({ cards, answers }: Unsent, what: string): string | null {
  const parts = [count(cards, 'card'), count(answers, 'answer')].filter((part) => part !== null)
  if (parts.length === 0) return null
  const one = cards + answers === 1
  const [said, rest] = [parts.join(' and '), one ? 'it' : 'them']
  return `${said.charAt(0).toUpperCase()}${said.slice(1)} ${one ? 'has' : 'have'} not left this phone. ${what} erases ${rest}.`
}

function count(n: number, what: string): string | null {
  if (n === 0) return null
  return n === 1 ? `one ${what}` : `${n} ${what}s`
}
