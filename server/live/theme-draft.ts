// Themes as they are handed to the session: from the machine alone, or from what the room said of its cards.
import { LIMITS } from '../../shared/limits.ts'
import type { Finding, Theme } from '../../shared/model.ts'
import { keepIds } from '../themes/keep-ids.ts'
import type { Label } from '../themes/label.ts'
import { type Compare, labelInSlices, type Proposal } from '../themes/propose-themes.ts'
import type { Sorted } from './sorting-evidence.ts'

export type Draft = { readonly themes: readonly Theme[] } & Pick<Finding, 'mayBeOne'> & {
    readonly found: Finding['themes']
  }

type Known = readonly Pick<Theme, 'id' | 'cards' | 'edited'>[]

/** The machine's own. `newId` for themes that were not there before. */
export function machineDraft({ themes, near }: Proposal, known: Known, newId: () => string): Draft {
  const ids = themes.map(({ id }) => id ?? newId())
  const held = heldOf(known)
  return {
    themes: themes.map((label, i) => themeOf(label, ids[i] ?? newId())),
    found: themes.map(({ weakest }, i) => ({
      theme: ids[i] ?? '',
      people: 0,
      weakest: weakest.filter((card) => !held.has(card)),
    })),
    mayBeOne: near.flatMap(({ a, b }) => pairOf(ids[a], ids[b])),
  }
}

/** The room's, in words of the machine; those of most rooms first, then of most cards. */
export async function sortedDraft(
  { themes: sorted, mayBeOne }: Sorted,
  compare: Compare,
  known: Known,
  newId: () => string,
): Promise<Draft> {
  const roomOf = new Map(compare.order.map(({ id, room }) => [id, room]))
  const wide = (cards: readonly string[]) => new Set(cards.flatMap((id) => roomOf.get(id) ?? [])).size
  const kept = sorted
    .map((theme, place) => ({ theme, place, rooms: wide(theme.cards) }))
    .sort((a, b) => b.rooms - a.rooms || b.theme.cards.length - a.theme.cards.length || a.place - b.place)
    .slice(0, LIMITS.themes)
  const ids = keepIds(
    known,
    kept.map(({ theme }) => ({ cards: theme.cards, pinned: theme.theme })),
  ).map((id) => id ?? newId())
  const at = new Map(kept.map(({ place }, i) => [place, ids[i] ?? '']))
  const themes: Theme[] = []
  for (const [i, { theme }] of kept.entries()) {
    const label = await labelInSlices(compare, theme.cards)
    // cards that came while the room was asked are in no theme yet
    if (label !== null) themes.push(themeOf(label, ids[i] ?? newId()))
  }
  return {
    themes,
    found: kept.map(({ theme: { people, weakest } }, i) => ({ theme: ids[i] ?? '', people, weakest: [...weakest] })),
    mayBeOne: mayBeOne.flatMap(({ a, b }) => pairOf(at.get(a), at.get(b))),
  }
}

function themeOf({ cards, title, keywords }: Label, id: string): Theme {
  return { id, title, cards: [...cards], keywords: [...keywords], hidden: null, edited: false }
}

function pairOf(a: string | undefined, b: string | undefined): Finding['mayBeOne'] {
  return a === undefined || b === undefined ? [] : [{ a, b }]
}

/** Cards that people put where they are: nobody is asked whether they fit. */
function heldOf(known: Known): ReadonlySet<string> {
  return new Set(known.flatMap(({ edited, cards }) => (edited ? cards : [])))
}
