// View V1: what an honest-but-curious participant's own frames say of cards: when each was first seen, in which order, under which clocks.
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { type DocCard, readCards } from '../../../shared/docs.ts'
import type { Conversation } from '../network/tap.ts'

export type SeenCard = {
  readonly mark: string
  readonly text: string
  /** When it first stood in the document on this phone. */
  readonly at: number
  /** Its place among all that ever stood there. */
  place: number
  /** When it was gone from the document again. */
  gone: number | null
  readonly client: number
  readonly clock: number
}

const SYNC = 0
const STEP_2 = 1
const BINARY = 2

/** Updates of Y.Docs of cards, in the order of time. */
function updatesIn(talks: readonly Conversation[]): { at: number; update: Uint8Array }[] {
  return talks
    .filter((talk) => talk.requests.some(({ head }) => /^GET \/yjs\/[\w-]+\/cards\//.test(head)))
    .flatMap((talk) =>
      talk.down.flatMap(({ at, opcode, data }) => {
        if (opcode !== BINARY) return []
        try {
          const decoder = decoding.createDecoder(data)
          if (decoding.readVarUint(decoder) !== SYNC || decoding.readVarUint(decoder) < STEP_2) return []
          return [{ at, update: decoding.readVarUint8Array(decoder) }]
        } catch {
          return []
        }
      }),
    )
    .sort((a, b) => a.at - b.at)
}

/** Cards that were withdrawn later stay in the answer, where they stood. */
export function cardsSeen(talks: readonly Conversation[]): SeenCard[] {
  const doc = new Y.Doc()
  const seen = new Map<string, SeenCard>()
  let order: readonly string[] = []
  for (const { at, update } of updatesIn(talks)) {
    Y.applyUpdate(doc, update)
    const ids = idsOf(doc)
    const now = readCards(doc)
    const standing = new Set(now.map(({ mark }) => mark))
    for (const card of seen.values()) if (!standing.has(card.mark)) card.gone ??= at
    order = withGone(
      now.map(({ mark }) => mark),
      order.filter((mark) => !standing.has(mark)),
      order,
    )
    for (const { mark, text, id } of now)
      if (!seen.has(mark)) {
        const { client, clock } = ids.get(id) ?? { client: 0, clock: 0 }
        seen.set(mark, { mark, text, at, place: 0, gone: null, client, clock })
      }
  }
  doc.destroy()
  for (const [place, mark] of order.entries()) {
    const card = seen.get(mark)
    if (card !== undefined) card.place = place
  }
  return [...seen.values()]
}

/** What is gone stands behind whatever it stood behind before. */
function withGone(now: readonly string[], gone: readonly string[], before: readonly string[]): string[] {
  const order = [...now]
  for (const mark of gone) {
    const ahead = before[before.indexOf(mark) - 1]
    order.splice(ahead === undefined ? 0 : order.indexOf(ahead) + 1, 0, mark)
  }
  return order
}

/** Under which client and clock each card was written, by the card's id. */
export function idsOf(doc: Y.Doc): Map<string, { readonly client: number; readonly clock: number }> {
  const ids = new Map<string, { readonly client: number; readonly clock: number }>()
  for (let item = doc.getArray<DocCard>('cards')._start; item !== null; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentAny)) continue
    const { client, clock } = item.id
    item.content.arr.forEach((card: DocCard, at: number) => void ids.set(card.id, { client, clock: clock + at }))
  }
  return ids
}
