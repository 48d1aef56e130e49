// View V2: what the facilitator's console was told: its views over time, and the cards in the order in which it got them.
import type { ConsoleView } from '../../../shared/views.ts'
import { askedIn, viewsIn } from '../network/socket-words.ts'
import type { Conversation } from '../network/tap.ts'

export type CardsReply = { readonly at: number; readonly texts: readonly string[] }

export function cardReplies(talks: readonly Conversation[]): CardsReply[] {
  return askedIn(talks)
    .filter(({ name }) => name === 'cards')
    .flatMap(({ reply, answered }) => {
      const cards = (reply as { data?: { cards?: readonly { readonly text: string }[] } } | null)?.data?.cards
      return cards === undefined ? [] : [{ at: answered, texts: cards.map((card) => card.text) }]
    })
}

export function consoleViews(talks: readonly Conversation[]): { readonly at: number; readonly view: ConsoleView }[] {
  return viewsIn(talks, 'common').map(({ at, view }) => ({ at, view: view as ConsoleView }))
}

/** Every number in a view by its path, without places in lists. */
export function numbersIn(value: unknown, path = ''): Map<string, string> {
  const found = new Map<string, string>()
  const walk = (one: unknown, at: string): void => {
    if (typeof one === 'number') found.set(at, `${found.get(at) ?? ''} ${one}`)
    else if (Array.isArray(one)) for (const item of one) walk(item, `${at}[]`)
    else if (typeof one === 'object' && one !== null)
      for (const [name, item] of Object.entries(one)) walk(item, at === '' ? name : `${at}.${name}`)
  }
  walk(value, path)
  return found
}

/** What may change while envelopes come in: who is here, who says they are done, what the facilitator did. */
const INNOCENT =
  /^(version|people|rooms\[\]\.(connected|done|people|help)|log|endsAt|openedAt|rounds\[\]\.(collectBy|attempt))/

export const isInnocent = (path: string): boolean => INNOCENT.test(path)
