// Edits of the themes that can be taken back: each remembers what it replaced, so that undo restores it exactly.
import { LIMITS } from '../../shared/limits.ts'
import type { Session, Theme, ThemeEdit } from '../../shared/model.ts'
import { withFields } from './session-with.ts'

/** Card ids that all remembered edits may hold together: a big session must not carry its history in every save. */
const REMEMBERED_CARDS = 8000

export type ThemesWithPast = Pick<Session, 'themes' | 'themesPast' | 'themesFuture'>

/** Replaces the themes and remembers how they were; the same session when nothing changed. */
export function editThemes(session: Session, says: string, next: Theme[]): Session {
  const edit = editBetween(session.themes, next, says)
  if (edit === null) return session
  return withFields(session, { themes: next, themesPast: remembered([...session.themesPast, edit]), themesFuture: [] })
}

/** Takes back the last edit, or puts back the last one taken back; the same session when there is none. */
export function turnBack<S extends ThemesWithPast>(session: S, redo: boolean): S {
  const { themesPast: past, themesFuture: future } = session
  const edit = (redo ? future : past).at(-1)
  if (edit === undefined) return session
  const themes = before(session.themes, edit)
  const inverse = editBetween(session.themes, themes, edit.says)
  const turned = inverse === null ? [] : [inverse]
  return redo
    ? { ...session, themes, themesPast: [...past, ...turned], themesFuture: future.slice(0, -1) }
    : { ...session, themes, themesPast: past.slice(0, -1), themesFuture: [...future, ...turned] }
}

/** What would lead back from `next` to `now`; null when they are equal. Themes are compared by identity. */
function editBetween(now: readonly Theme[], next: readonly Theme[], says: string): ThemeEdit | null {
  const kept = new Set(next)
  const known = new Set(now.map(({ id }) => id))
  const replaced = now.filter((theme) => !kept.has(theme))
  const added = next.flatMap(({ id }) => (known.has(id) ? [] : [id]))
  const moved = now.length !== next.length || now.some(({ id }, i) => id !== next[i]?.id)
  if (replaced.length === 0 && added.length === 0 && !moved) return null
  return { says, before: replaced, added, order: now.map(({ id }) => id) }
}

function before(themes: readonly Theme[], edit: ThemeEdit): Theme[] {
  const now = new Map(themes.map((theme) => [theme.id, theme]))
  const then = new Map(edit.before.map((theme) => [theme.id, theme]))
  return edit.order.flatMap((id) => then.get(id) ?? now.get(id) ?? [])
}

function remembered(edits: ThemeEdit[]): ThemeEdit[] {
  let cards = 0
  const kept = edits.slice(-LIMITS.undo)
  const tooFar = kept.findLastIndex((edit) => {
    cards += edit.before.reduce((sum, theme) => sum + theme.cards.length, 0)
    return cards > REMEMBERED_CARDS
  })
  // The newest edit can always be taken back.
  return kept.slice(Math.min(tooFar + 1, kept.length - 1))
}
