// The small questions of "gather" show published cards to one phone and hear what it says of them. Cards asked about name nobody:
// the server that draws them knows no author. So exactly the fields that hold such a card are blanked, and whatever else stands in
// the same frames still counts.

import { askedIn } from './socket-words.ts'
import type { Conversation } from './tap.ts'

type Shown = Readonly<Record<string, unknown>>
type Asked = { readonly question?: { readonly card?: Shown; readonly options?: readonly Shown[] } | null }

type Reply = { readonly data?: Asked }

const isAbout = (name: string) => name === 'sort.next' || name === 'sort.answer'
const blanked = (card: Shown | undefined) => (card === undefined ? card : { ...card, id: '', kind: '', text: '' })

export type SmallQuestions = {
  /** The words of an answer from the server, without the cards that it asks about. */
  readonly down: (data: unknown, text: string) => string
  /** The words of a frame or a body from the phone, without the id of the card that it answers about. */
  readonly up: (text: string) => string
}

/** Of one phone, over all its connections. */
export function smallQuestions(talks: readonly Conversation[]): SmallQuestions {
  const replies = new Map<string, string>()
  const ids = new Set<string>()
  for (const { name, reply } of askedIn(talks)) {
    const asked = isAbout(name) ? (reply as Reply | null)?.data : undefined
    if (asked?.question == null) continue
    const { card, options = [] } = asked.question
    ids.add(String(card?.id))
    const question = { ...asked.question, card: blanked(card), options: options.map(blanked) }
    replies.set(JSON.stringify(reply), JSON.stringify({ ...(reply as Reply), data: { ...asked, question } }))
  }
  return {
    down: (data, text) => replies.get(JSON.stringify(data)) ?? text,
    up: (text) =>
      text.includes('"sort.answer"')
        ? text.replaceAll(/"card":"([^"]*)"/g, (field, id: string) => (ids.has(id) ? '"card":""' : field))
        : text,
  }
}
