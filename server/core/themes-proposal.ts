// The machine's proposal of themes, laid over what people did: their themes stay, and sets that did not change keep their ids.
import { LIMITS } from '../../shared/limits.ts'
import type { Session, Theme } from '../../shared/model.ts'
import type { SystemHandler } from './command-handler.ts'
import { accept } from './command-handler.ts'
import { mapSame, withFields } from './session-with.ts'
import { editThemes } from './themes-edit.ts'

/** Two sets of cards are the same theme from this share of common cards (Jaccard): more than half cannot be in two. */
const SAME_FROM = 0.5
/** A sentence that nobody else said is no theme. */
const CARDS_LEAST = 2

const propose: SystemHandler<'system.themes'> = (session, { themes: proposed }) => {
  const before = session.themes.filter((theme) => theme.edited)
  const held = new Set(before.flatMap((theme) => theme.cards))
  // What came later and belongs to a theme that people made joins it: its name, its cards and its place stay.
  const joining = new Map(proposed.map((theme) => [theme.id, theme.cards.filter((card) => !held.has(card))]))
  const edited = mapSame(before, (theme) => {
    const late = joining.get(theme.id) ?? []
    return late.length === 0 ? theme : { ...theme, cards: [...theme.cards, ...late] }
  })
  const ours = new Set(edited.map(({ id }) => id))
  const taken = new Set(edited.flatMap((theme) => theme.cards))
  const fresh = proposed
    .filter((theme) => !ours.has(theme.id))
    .map((theme) => ({ ...theme, cards: theme.cards.filter((card) => !taken.has(card)) }))
    .filter((theme) => theme.cards.length >= CARDS_LEAST)
    .slice(0, LIMITS.themes - edited.length)
  const known = session.themes.filter((theme) => !theme.edited)
  const next = [...edited, ...keepIds(known, fresh)]
  // Before the first proposal there is nothing to go back to.
  if (isUntouched(session)) return accept(next.length === 0 ? session : withFields(session, { themes: next }))
  return accept(editThemes(session, 'New proposal', next))
}

export const systemThemeHandlers = { 'system.themes': propose }

function isUntouched({ themes, themesPast, themesFuture }: Session): boolean {
  return themes.length === 0 && themesPast.length === 0 && themesFuture.length === 0
}

/** Best matches first; a theme that came out exactly as it was is the very same object. */
function keepIds(known: readonly Theme[], fresh: readonly Theme[]): Theme[] {
  const pairs = known.flatMap((old, o) =>
    fresh.flatMap((theme, f) => {
      const share = jaccard(old.cards, theme.cards)
      return share >= SAME_FROM ? [{ old, o, f, share }] : []
    }),
  )
  pairs.sort((a, b) => b.share - a.share || a.o - b.o || a.f - b.f)
  const idFor = new Map<number, Theme>()
  const used = new Set<number>()
  for (const { old, o, f } of pairs) {
    if (used.has(o) || idFor.has(f)) continue
    used.add(o)
    idFor.set(f, old)
  }
  return fresh.map((theme, f) => {
    const old = idFor.get(f)
    if (old === undefined) return theme
    const next = { ...theme, id: old.id }
    return isSame(old, next) ? old : next
  })
}

function isSame(a: Theme, b: Theme): boolean {
  const equal = (x: readonly string[], y: readonly string[]) =>
    x.length === y.length && x.every((one, i) => one === y[i])
  return a.title === b.title && a.hidden === b.hidden && equal(a.cards, b.cards) && equal(a.keywords, b.keywords)
}

function jaccard(a: readonly string[], b: readonly string[]): number {
  const inA = new Set(a)
  const both = b.filter((card) => inA.has(card)).length
  const all = inA.size + b.length - both
  return all === 0 ? 0 : both / all
}
