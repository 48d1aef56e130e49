// A proposal of themes, laid over what people did: their themes stay, and sets that did not change keep their ids.
import { LIMITS } from '../../shared/limits.ts'
import type { Finding, Session, Theme } from '../../shared/model.ts'
import type { SystemHandler } from './command-handler.ts'
import { accept } from './command-handler.ts'
import { mapSame, withFields } from './session-with.ts'
import { withThemesFound } from './sorting.ts'
import { editThemes } from './themes-edit.ts'
import { heldCards } from './themes-hand.ts'
import { PROPOSAL } from './themes-says.ts'

/** Two sets of cards are the same theme from this share of common cards (Jaccard): more than half cannot be in two. */
const SAME_FROM = 0.5
/** A sentence that nobody else said is no theme. */
const CARDS_LEAST = 2

const propose: SystemHandler<'system.themes'> = (session, { themes: proposed, finding, byItself = false }) => {
  const before = session.themes.filter((theme) => theme.edited)
  const theirs = heldCards(session)
  const held = new Set([...theirs.values()].flat())
  // What came later and belongs to a theme that people made joins it: its name, its cards and its place stay.
  const joining = new Map(proposed.map((theme) => [theme.id, theme.cards.filter((card) => !held.has(card))]))
  const edited = mapSame(before, (theme) =>
    withJoined(theme, theirs.get(theme.id) ?? theme.cards, joining.get(theme.id) ?? []),
  )
  const ours = new Set(edited.map(({ id }) => id))
  const taken = new Set(edited.flatMap((theme) => theme.cards))
  const fresh = proposed
    .filter((theme) => !ours.has(theme.id))
    .map((theme) => ({ ...theme, cards: theme.cards.filter((card) => !taken.has(card)) }))
    .filter((theme) => theme.cards.length >= CARDS_LEAST)
    .slice(0, LIMITS.themes - edited.length)
  const known = session.themes.filter((theme) => !theme.edited)
  const kept = keepIds(known, fresh)
  const next = [...edited, ...kept]
  const ids = new Map([
    ...edited.map(({ id }) => [id, id] as const),
    ...fresh.map(({ id }, f) => [id, kept[f]?.id ?? id] as const),
  ])
  const found = withThemesFound(withFinding(session, named(finding, ids)), finding.made.answers)
  const says = saysOf(session.finding, finding)
  // Nobody saw anything to go back to: the first proposal, and the machine thinking better of it before anybody did something.
  const first = session.themes.length === 0 || (byItself && says === PROPOSAL.anew && before.length === 0)
  if (first && isWithoutPast(session)) return accept(withThemes(found, next))
  return accept(editThemes(found, says, next))
}

export const systemThemeHandlers = { 'system.themes': propose }

function isWithoutPast({ themesPast, themesFuture }: Session): boolean {
  return themesPast.length === 0 && themesFuture.length === 0
}

/** The very same session when they are the themes that it has. */
function withThemes(session: Session, next: Theme[]): Session {
  const { themes } = session
  const same = themes.length === next.length && themes.every((theme, i) => theme === next[i])
  return same ? session : withFields(session, { themes: next })
}

/** The very same theme when no other cards joined it than before. */
function withJoined(theme: Theme, held: readonly string[], joined: readonly string[]): Theme {
  const cards = [...held, ...joined]
  const known = new Set(theme.cards)
  const same = cards.length === known.size && cards.every((card) => known.has(card))
  return same ? theme : { ...theme, cards }
}

/** With the ids that themes have in the session; what did not come to be a theme there is left out. */
function named(finding: Finding, ids: ReadonlyMap<string, string>): Finding {
  return {
    ...finding,
    themes: finding.themes.flatMap((one) => {
      const theme = ids.get(one.theme)
      return theme === undefined ? [] : [{ ...one, theme }]
    }),
    mayBeOne: finding.mayBeOne.flatMap((pair) => {
      const a = ids.get(pair.a)
      const b = ids.get(pair.b)
      return a === undefined || b === undefined || a === b ? [] : [{ a, b }]
    }),
  }
}

/** The same session when it was found before. Whose the answers were is forgotten at the end; how many people there were is not. */
function withFinding(session: Session, now: Finding): Session {
  const people = new Map((session.finding?.themes ?? []).map((one) => [one.theme, one.people]))
  const counted = (one: Finding['themes'][number]) => (one.people > 0 ? one.people : (people.get(one.theme) ?? 0))
  const finding =
    now.made.answers === 0 ? now : { ...now, themes: now.themes.map((one) => ({ ...one, people: counted(one) })) }
  const same = JSON.stringify(session.finding) === JSON.stringify(finding)
  return same ? session : withFields(session, { finding })
}

function saysOf(before: Finding | null, { made }: Finding): string {
  if (before !== null && before.made.cards === made.cards && before.made.tau !== made.tau)
    return made.tau < before.made.tau ? PROPOSAL.coarser : PROPOSAL.finer
  return made.answers > 0 ? PROPOSAL.room : PROPOSAL.anew
}

/** Best matches first; a theme that came out exactly as it was is the very same object. */
function keepIds(known: readonly Theme[], fresh: readonly Theme[]): Theme[] {
  const pairs = [...pairsOf(known, fresh)].filter(({ share }) => share >= SAME_FROM)
  pairs.sort((a, b) => b.share - a.share || a.o - b.o || a.f - b.f)
  // What the proposal took for a known theme stays that: two themes of one id could not be told apart.
  const at = new Map(known.map((old, o) => [old.id, o]))
  const used = new Set(fresh.flatMap(({ id }) => at.get(id) ?? []))
  const idFor = new Map<number, Theme>()
  for (const [f, { id }] of fresh.entries()) {
    const old = known[at.get(id) ?? -1]
    if (old !== undefined) idFor.set(f, old)
  }
  for (const { o, f } of pairs) {
    const old = known[o]
    if (old === undefined || used.has(o) || idFor.has(f)) continue
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

/** Of those that share a card, by their places: how much they share (Jaccard). */
function* pairsOf(known: readonly Theme[], fresh: readonly Theme[]) {
  const knownWith = new Map(known.flatMap(({ cards }, o) => cards.map((card) => [card, o] as const)))
  for (const [f, { cards }] of fresh.entries()) {
    const both = new Map<number, number>()
    for (const card of cards) {
      const o = knownWith.get(card)
      if (o !== undefined) both.set(o, (both.get(o) ?? 0) + 1)
    }
    for (const [o, count] of both) yield { o, f, share: count / ((known[o]?.cards.length ?? 0) + cards.length - count) }
  }
}

function isSame(a: Theme, b: Theme): boolean {
  const equal = (x: readonly string[], y: readonly string[]) =>
    x.length === y.length && x.every((one, i) => one === y[i])
  return a.title === b.title && a.hidden === b.hidden && equal(a.cards, b.cards) && equal(a.keywords, b.keywords)
}
