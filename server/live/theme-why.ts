// Why a card is in its theme, in words: what people did with it comes before what the machine sees.
import type { RequestReply } from '../../shared/requests.ts'
import { clip, fits } from '../../shared/text.ts'
import type { Label, Why } from '../themes/label.ts'
import { textKey, visible } from '../themes/words.ts'

type Said = RequestReply['theme.why']

type Facts = {
  /** Cards that the facilitator put into it. */
  readonly byHand: ReadonlySet<string>
  /** Cards that people put together: piles, and pairs that were answered to say the same. */
  readonly together: readonly (readonly string[])[]
  readonly texts: ReadonlyMap<string, string>
  /** Whether people had a say in this theme at all. */
  readonly byPeople: boolean
}

export const NOTHING_TO_SAY: Said = { phrases: [], representative: null, concept: null, cards: [], mixed: null }

/** As much of a card as is quoted of it. */
const QUOTED = 60

export function sayWhy(label: Label, facts: Facts): Said {
  const { keywords, representative, concept, why, mixed } = label
  const partners = partnersOf(label.cards, facts.together)
  return {
    phrases: keywords,
    representative,
    concept,
    cards: why.map((one) => ({ card: one.card, says: says(one, partners.get(one.card) ?? null, facts) })),
    mixed: mixed && { against: mixed.against, of: mixed.of, example: mixed.example },
  }
}

function says({ card, words, like, concept }: Why, partner: string | null, facts: Facts): string {
  const quote = (id: string) => {
    const text = visible(facts.texts.get(id) ?? '')
    return `“${clip(text, QUOTED)}${fits(text, QUOTED) ? '' : '…'}”`
  }
  const key = textKey(facts.texts.get(card) ?? '')
  const people = facts.byHand.has(card)
    ? ['a person put it here']
    : partner === null
      ? []
      : [`people put it together with ${quote(partner)}`]
  if (key !== '' && like !== null && textKey(facts.texts.get(like) ?? '') === key)
    return [...people, 'the same words'].join('; ')
  if (words.length > 0) return [...people, `shares: ${words.join(', ')}`].join('; ')
  if (people.length > 0) return people.join('; ')
  if (concept !== null) return `speaks of: ${concept}`
  if (like !== null) return `much like: ${quote(like)}`
  if (key === '') return 'no words to go by'
  return facts.byPeople ? 'people put it here' : 'fits the theme as a whole'
}

/** Card → the most typical other card of the theme that people put with it. */
function partnersOf(cards: readonly string[], together: Facts['together']): ReadonlyMap<string, string> {
  const rank = new Map(cards.map((card, i) => [card, i]))
  const partners = new Map<string, string>()
  for (const group of together) {
    const here = group.filter((card) => rank.has(card)).sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0))
    const [first, second] = here
    if (first === undefined || second === undefined) continue
    for (const card of here) {
      const other = card === first ? second : first
      const known = partners.get(card)
      if (known === undefined || (rank.get(other) ?? 0) < (rank.get(known) ?? 0)) partners.set(card, other)
    }
  }
  return partners
}
