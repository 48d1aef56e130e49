// The order of themes: concentration, not anecdotes. A theme of three rooms stands before one of ten cards from one room.
import type { Theme } from '../../shared/model.ts'
import type { EchoShown } from '../../shared/thresholds.ts'
import { type Concentration, compareReach, concentrationOf } from './concentration.ts'
import type { LiveFacts } from './live-facts.ts'

type Cards = LiveFacts['cards']

export type RankedTheme = {
  readonly theme: Theme
  readonly concentration: Concentration
  /** As it may be shown: nothing else of echoes decides the order, or the order would tell what is hidden. */
  readonly echo: EchoShown | null
}

/**
 * Most rooms first, then most functions that echoed it, then echoes, then cards, then by title; hidden ones last. Cards of the pool
 * belong to no room and count for none. Does not change its argument.
 */
export function rankThemes(
  themes: readonly Theme[],
  cards: Cards,
  echoOf: (theme: string) => EchoShown | null = () => null,
): RankedTheme[] {
  const written = new Map<string | null, number>()
  for (const { room } of cards.values()) written.set(room, (written.get(room) ?? 0) + 1)
  const ranked = themes.map((theme) => {
    const echo = echoOf(theme.id)
    const there = theme.cards.flatMap((id) => cards.get(id) ?? [])
    const functions = echo?.functions ?? null
    return {
      theme,
      echo,
      concentration: concentrationOf({
        cards: there,
        written,
        echoes: functions === null ? null : { functions: functions.echoed, countable: functions.countable },
      }),
      functions: functions?.echoed ?? 0,
      echoes: echo === null ? 0 : weightOf(echo),
      cards: there.length,
      // comparing all cards for a tie would make every push wait
      cohesion: 0,
      key: `${theme.title}\n${theme.id}`,
      hidden: Number(theme.hidden !== null),
    }
  })
  return ranked.sort((a, b) => a.hidden - b.hidden || compareReach(a, b))
}

/** People where they may be counted; where a word stands in their place, the word alone decides. */
function weightOf({ people, word, n }: EchoShown): number {
  if (people !== null) return people
  return word === 'most' ? (n ?? 3) : word === 'some' ? 2 : 1
}
