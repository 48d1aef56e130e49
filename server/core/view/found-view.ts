// What the last proposal came to, as the console sees it: only of themes and cards that are still where it put them.
import type { Session } from '../../../shared/model.ts'
import type { ConsoleView } from '../../../shared/views.ts'
import type { LiveFacts } from '../live-facts.ts'

/** Edits and undo take themes and cards away from under it; what is left of it still holds. */
export function foundView(session: Session, { reading }: LiveFacts): ConsoleView['found'] {
  const { finding, floors, themes, rounds } = session
  const now = new Map(themes.map((theme) => [theme.id, theme]))
  const isShown = (id: string) => now.get(id)?.hidden === null
  return {
    answers: finding?.made.answers ?? 0,
    tau: finding?.made.tau ?? null,
    // While envelopes come in no number on any screen moves, whatever it is about (R13).
    reading: rounds.some(({ state }) => state === 'collecting') ? 0 : reading,
    themes: (finding?.themes ?? []).flatMap(({ theme: id, people, weakest }) => {
      const theme = now.get(id)
      if (theme === undefined) return []
      const cards = new Set(theme.cards)
      return [
        { theme: id, people: people >= floors.show ? people : null, weakest: weakest.filter((one) => cards.has(one)) },
      ]
    }),
    mayBeOne: (finding?.mayBeOne ?? []).filter(({ a, b }) => isShown(a) && isShown(b)),
  }
}
