// What facilitators do to the themes: merge, split, rename, move, add, hide. All of it can be taken back.
// That the cards exist is checked before by server/live, which has the cards.
import { LIMITS } from '../../shared/limits.ts'
import type { Session, Theme } from '../../shared/model.ts'
import { clip, fits, plainLine } from '../../shared/text.ts'
import type { Handler } from './command-handler.ts'
import { accept, refuse } from './command-handler.ts'
import { editThemes, turnBack } from './themes-edit.ts'

const merge: Handler<'theme.merge'> = (session, data) => {
  const into = themeById(session, data.into)
  const from = themeById(session, data.from)
  if (into === undefined || from === undefined) return refuse('not-found')
  if (into === from) return accept(session)
  const cards = [...into.cards, ...from.cards.filter((card) => !into.cards.includes(card))]
  const merged = { ...into, cards, edited: true }
  const next = session.themes.flatMap((theme) => (theme === into ? [merged] : theme === from ? [] : [theme]))
  return accept(editThemes(session, `Merged ${named(from)} into ${named(into)}`, next))
}

/** The new theme has no name yet: it is shown by its first card until somebody names it. */
const split: Handler<'theme.split'> = (session, data) => {
  const theme = themeById(session, data.theme)
  if (themeById(session, data.as) !== undefined) return accept(session)
  if (theme === undefined) return refuse('not-found')
  if (session.themes.length >= LIMITS.themes) return refuse('too-many')
  const chosen = new Set(data.cards)
  const off = theme.cards.filter((card) => chosen.has(card))
  if (off.length === 0) return refuse('not-found')
  if (off.length === theme.cards.length) return accept(session)
  const rest = { ...theme, cards: theme.cards.filter((card) => !chosen.has(card)), edited: true }
  const next = session.themes.flatMap((one) => (one === theme ? [rest, newTheme(data.as, '', off)] : [one]))
  return accept(editThemes(session, `Split ${named(theme)}`, next))
}

const rename: Handler<'theme.rename'> = (session, data) => {
  const theme = themeById(session, data.theme)
  const title = plainLine(data.title)
  if (theme === undefined) return refuse('not-found')
  if (title === '') return refuse('empty')
  if (!fits(title, LIMITS.themeTitle)) return refuse('too-long')
  if (title === theme.title) return accept(session)
  return accept(editThemes(session, `Renamed ${named(theme)}`, replaced(session, { ...theme, title, edited: true })))
}

const move: Handler<'theme.move'> = (session, data) => {
  const target = data.theme === null ? null : themeById(session, data.theme)
  if (target === undefined) return refuse('not-found')
  const says = target === null ? 'Took cards out of their themes' : `Moved cards to ${named(target)}`
  return accept(editThemes(session, says, withCardsIn(session.themes, data.cards, target?.id ?? null)))
}

const add: Handler<'theme.add'> = (session, data) => {
  if (themeById(session, data.theme) !== undefined) return accept(session)
  if (session.themes.length >= LIMITS.themes) return refuse('too-many')
  const title = plainLine(data.title)
  if (title === '' && data.cards.length === 0) return refuse('empty')
  if (!fits(title, LIMITS.themeTitle)) return refuse('too-long')
  const theme = newTheme(data.theme, title, [])
  const next = withCardsIn([...session.themes, theme], data.cards, theme.id)
  return accept(editThemes(session, `Added ${named(theme)}`, next))
}

/** Hiding needs a reason, said aloud; null shows the theme again. */
const hide: Handler<'theme.hide'> = (session, data) => {
  const theme = themeById(session, data.theme)
  const reason = data.reason === null ? null : plainLine(data.reason)
  if (theme === undefined) return refuse('not-found')
  if (reason === '') return refuse('empty')
  if (reason !== null && !fits(reason, LIMITS.reason)) return refuse('too-long')
  if (reason === theme.hidden) return accept(session)
  const says = `${reason === null ? 'Showed' : 'Hid'} ${named(theme)}`
  return accept(editThemes(session, says, replaced(session, { ...theme, hidden: reason, edited: true })))
}

/** Nothing happens when the sender saw another number of edits: a double tap takes back one. */
const undo: Handler<'theme.undo'> = (session, { redo, past }) =>
  accept(session.themesPast.length === past ? turnBack(session, redo) : session)

export const themeHandlers = {
  'theme.merge': merge,
  'theme.split': split,
  'theme.rename': rename,
  'theme.move': move,
  'theme.add': add,
  'theme.hide': hide,
  'theme.undo': undo,
}

function themeById(session: Session, id: string): Theme | undefined {
  return session.themes.find((theme) => theme.id === id)
}

function newTheme(id: string, title: string, cards: string[]): Theme {
  return { id, title, cards, keywords: [], hidden: null, edited: true }
}

function replaced(session: Session, next: Theme): Theme[] {
  return session.themes.map((theme) => (theme.id === next.id ? next : theme))
}

/** Every card is in one theme at most. A theme that lost its last card goes; one that was made empty stays. */
function withCardsIn(themes: readonly Theme[], cards: readonly string[], target: string | null): Theme[] {
  const moved = new Set(cards)
  return themes.flatMap((theme) => {
    if (theme.id === target) {
      const added = [...moved].filter((card) => !theme.cards.includes(card))
      return [added.length === 0 ? theme : { ...theme, cards: [...theme.cards, ...added], edited: true }]
    }
    const kept = theme.cards.filter((card) => !moved.has(card))
    if (kept.length === theme.cards.length) return [theme]
    return kept.length === 0 ? [] : [{ ...theme, cards: kept, edited: true }]
  })
}

/** Short enough for two of them in the sentence of an edit. */
function named(theme: Theme): string {
  return theme.title === '' ? 'an unnamed theme' : `“${clip(theme.title, 40)}”`
}
