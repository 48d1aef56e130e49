// Whose doing the themes are, as far as edits are remembered: which cards people put where they are, and which the machine.
import type { Theme, ThemeEdit } from '../../shared/model.ts'
import { type ThemesWithPast, turnBack } from './themes-edit.ts'
import { isProposal } from './themes-says.ts'

/** Cards that a person moved into this theme, whatever the machine did before. */
export function putByHand(session: ThemesWithPast, theme: string): ReadonlySet<string> {
  const put = new Set<string>()
  for (const { edit, now, before } of backwards(session)) {
    if (isProposal(edit.says)) continue
    const was = new Set(cardsIn(before, theme))
    for (const card of cardsIn(now, theme)) if (!was.has(card)) put.add(card)
  }
  return put
}

/**
 * By theme that people touched: the cards that are theirs to move, in its order. What the machine let join since somebody last
 * touched it is not among them: it may leave as it came, or "finer" would not take back what "coarser" did.
 */
export function heldCards(session: ThemesWithPast): ReadonlyMap<string, readonly string[]> {
  const edited = session.themes.filter((theme) => theme.edited)
  const open = new Map(edited.map(({ id }) => [id, new Set<string>()]))
  const joined = new Map(open)
  for (const { edit, now, before } of backwards(session)) {
    if (open.size === 0) break
    const touched = [...edit.before.map(({ id }) => id), ...edit.added]
    for (const id of touched) {
      if (!isProposal(edit.says)) open.delete(id)
      const was = new Set(cardsIn(before, id))
      for (const card of cardsIn(now, id)) if (!was.has(card)) open.get(id)?.add(card)
    }
  }
  return new Map(edited.map(({ id, cards }) => [id, cards.filter((card) => !joined.get(id)?.has(card))]))
}

type Step = { readonly edit: ThemeEdit; readonly now: readonly Theme[]; readonly before: readonly Theme[] }

/** From the last edit to the first that is remembered, with the themes after and before it. */
function* backwards(session: ThemesWithPast): Generator<Step, void, undefined> {
  let later = session
  for (let edit = later.themesPast.at(-1); edit !== undefined; edit = later.themesPast.at(-1)) {
    const earlier = turnBack(later, false)
    yield { edit, now: later.themes, before: earlier.themes }
    later = earlier
  }
}

function cardsIn(themes: readonly Theme[], id: string): readonly string[] {
  return themes.find((theme) => theme.id === id)?.cards ?? []
}
