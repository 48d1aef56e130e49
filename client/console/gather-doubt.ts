// Which cards of a theme are doubtful, and the order that shows them first: what moves most is looked at first.
import type { ConsoleView } from '../../shared/views.ts'

/** The cards that fit least, the worst first. Never so many that most of a theme would be doubtful. */
export function weakestOf(
  found: Pick<ConsoleView['found'], 'themes'>,
  theme: string,
  cards: readonly string[],
): readonly string[] {
  const weakest = found.themes.find((one) => one.theme === theme)?.weakest ?? []
  return weakest.filter((card) => cards.includes(card)).slice(0, Math.floor((cards.length - 1) / 2))
}

/** `cards` come with the most typical first. */
export function byDoubt(cards: readonly string[], doubtful: readonly string[]): readonly string[] {
  const first = new Set(doubtful)
  return [...doubtful, ...cards.filter((card) => !first.has(card)).reverse()]
}
