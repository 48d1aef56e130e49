// Which themes people gave a name of their own: the rule for what may be asked of the room, shown by the board link, and reminded of.
import type { Theme } from '../../shared/model.ts'

/**
 * The ids of those whose name is a person's choice, hidden ones included. The machine calls a theme by one of its cards, and so does
 * whoever begins one with a card; those words were written for the people in the room. `texts`: of all cards; where they are not
 * known, every title that people touched passes.
 */
export function namedThemes(themes: readonly Theme[], texts: Iterable<string>): ReadonlySet<string> {
  const cards = [...texts]
  const isNamed = ({ title, edited }: Theme) => edited && title !== '' && !isCalledBy(title, cards)
  return new Set(themes.filter(isNamed).map(({ id }) => id))
}

/** Whether a title is the words of one of these cards. */
export function isCalledBy(title: string, texts: readonly string[]): boolean {
  const read = asRead(title)
  return title !== '' && texts.some((text) => begins(asRead(text), read))
}

/**
 * Whether a title is all of a card, its first sentence or its beginning, cut off: so the machine calls themes, also those that
 * people moved cards in or hid. A name that happens to be a card's first words is none of these.
 */
function begins(card: string, title: string): boolean {
  const isCut = /(…|\.{3})$/u.test(title)
  const words = title.replace(/[.!?…]+$/u, '')
  const next = card.slice(words.length, words.length + 1)
  return card.startsWith(words) && (words === '' || isCut || /^[.!?…]?$/u.test(next))
}

/** As titles are made of cards. */
const asRead = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
