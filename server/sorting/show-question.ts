// A question as one phone shows it: the options shuffled by phone and card, so that no place on the screen is a hint.
import type { Question } from './next-question.ts'

/** One card on top, others below it from the top of the screen down; ids of cards. */
export type Shown = { readonly card: string; readonly options: readonly string[] }

export function showQuestion(phone: string, { top, options }: Question, nameOf: (unit: number) => string): Shown {
  const card = nameOf(top)
  const ranked = options.map((unit) => {
    const name = nameOf(unit)
    return { name, rank: hash(`${phone}/${card}/${name}`) }
  })
  ranked.sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1))
  return { card, options: ranked.map(({ name }) => name) }
}

/** FNV-1a with a final mix; no secret, only a shuffle that can be repeated. */
function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  return (h ^ (h >>> 13)) >>> 0
}
