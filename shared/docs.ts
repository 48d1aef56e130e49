// The one file that knows the names inside our Y.Docs: which docs there are, what lies in them, and how their wire says no.
import * as Y from 'yjs'
import { WORDING as WORDING_FIELDS, type WordingField } from './wording.ts'

/** A doc's name on the wire: `cards/<room>`, `notes/<room>` or `board`. */
export type DocRef =
  | { readonly doc: 'cards'; readonly room: string }
  | { readonly doc: 'notes'; readonly room: string }
  | { readonly doc: 'board' }

const ID = /^[A-Za-z0-9_-]{1,40}$/

export function docName(ref: DocRef): string {
  return ref.doc === 'board' ? 'board' : `${ref.doc}/${ref.room}`
}

/** The doc that a name means, or null if there can be no such doc. */
export function parseDocName(name: string): DocRef | null {
  if (name === 'board') return { doc: 'board' }
  const [doc, room, ...rest] = name.split('/')
  if (room === undefined || rest.length > 0 || !ID.test(room)) return null
  return doc === 'cards' || doc === 'notes' ? { doc, room } : null
}

// cards/<room>: three roots, all written by the server alone.

/** `mark` is the hash of a secret on its author's phone, so that only they recognise the card. */
export type DocCard = { readonly id: string; readonly kind: string; readonly text: string; readonly mark: string }
export type DocPile = { readonly id: string; readonly cards: readonly string[] }

const CARDS = 'cards'
const PILES = 'piles'
const HEARD = 'heard'

export const readCards = (doc: Y.Doc): DocCard[] => doc.getArray<DocCard>(CARDS).toArray()
export const readPiles = (doc: Y.Doc): DocPile[] => doc.getArray<DocPile>(PILES).toArray()
/** Ids of the cards that the room wants heard. */
export const readHeard = (doc: Y.Doc): string[] => doc.getArray<string>(HEARD).toArray()

/**
 * Makes the doc hold exactly these cards, new ones in the order given: the caller shuffles. One transaction under a client id
 * that is never used again, so that neither arrival order nor batches can be read from the clocks (ANONYMITY R3).
 */
export function writeCards(doc: Y.Doc, cards: readonly DocCard[]): void {
  const own = doc.clientID
  const thrownAway = new Y.Doc()
  doc.clientID = thrownAway.clientID
  thrownAway.destroy()
  try {
    doc.transact(() => {
      const list = doc.getArray<DocCard>(CARDS)
      const wanted = new Map(cards.map((card) => [card.id, card]))
      for (let at = list.length - 1; at >= 0; at--) {
        const kept = list.get(at)
        if (sameCard(kept, wanted.get(kept.id))) wanted.delete(kept.id)
        else list.delete(at)
      }
      if (wanted.size > 0) list.push([...wanted.values()].map(({ id, kind, text, mark }) => ({ id, kind, text, mark })))
    })
  } finally {
    doc.clientID = own
  }
}

/** Piles in the order given. Whole lists, as the session has them: the doc only learns what is different. */
export function writePiles(doc: Y.Doc, piles: readonly DocPile[]): void {
  const plain = piles.map(({ id, cards }) => ({ id, cards: [...cards] }))
  doc.transact(() => replaceMiddle(doc.getArray<DocPile>(PILES), plain, samePile))
}

export function writeHeard(doc: Y.Doc, cards: readonly string[]): void {
  doc.transact(() => replaceMiddle(doc.getArray<string>(HEARD), cards, (a, b) => a === b))
}

function sameCard(a: DocCard, b: DocCard | undefined): boolean {
  return b !== undefined && a.kind === b.kind && a.text === b.text && a.mark === b.mark
}

function samePile(a: DocPile, b: DocPile): boolean {
  return a.id === b.id && a.cards.length === b.cards.length && a.cards.every((card, at) => card === b.cards[at])
}

function replaceMiddle<T>(list: Y.Array<T>, wanted: readonly T[], same: (a: T, b: T) => boolean): void {
  const had = list.toArray()
  const equal = (a: T | undefined, b: T | undefined) => a !== undefined && b !== undefined && same(a, b)
  let head = 0
  while (equal(had[head], wanted[head])) head++
  let tail = 0
  while (head + tail < Math.min(had.length, wanted.length) && equal(had.at(-1 - tail), wanted.at(-1 - tail))) tail++
  if (had.length > head + tail) list.delete(head, had.length - head - tail)
  if (wanted.length > head + tail) list.insert(head, wanted.slice(head, wanted.length - tail))
}

// notes/<room>: one text.

export const NOTES = 'notes'
export const notesText = (doc: Y.Doc): Y.Text => doc.getText(NOTES)

// board: one text for each field of each commitment, so that two commitments never share a clock's fate in the view.

export { WORDING_FIELDS, type WordingField }

export const wordingName = (commitment: string, field: WordingField): string => `${commitment}/${field}`
export const wordingText = (doc: Y.Doc, commitment: string, field: WordingField): Y.Text =>
  doc.getText(wordingName(commitment, field))

export function parseWordingName(root: string): { commitment: string; field: WordingField } | null {
  const [commitment, name, ...rest] = root.split('/')
  const field = WORDING_FIELDS.find((known) => known === name)
  if (commitment === undefined || field === undefined || rest.length > 0 || !ID.test(commitment)) return null
  return { commitment, field }
}

/** The wording of one commitment as it stands now. */
export function readWording(doc: Y.Doc, commitment: string): Record<WordingField, string> {
  const read = (field: WordingField) => wordingText(doc, commitment, field).toString()
  return {
    what: read('what'),
    givingUp: read('givingUp'),
    firstStep: read('firstStep'),
    barrier: read('barrier'),
    ifCond: read('ifCond'),
    thenDo: read('thenDo'),
  }
}

/** Writes the fields given (a draft from a theme, an import); a field that is already so stays untouched. */
export function writeWording(doc: Y.Doc, commitment: string, wording: Partial<Record<WordingField, string>>): void {
  doc.transact(() => {
    for (const field of WORDING_FIELDS) {
      const text = wording[field]
      const shared = wordingText(doc, commitment, field)
      if (text === undefined || shared.toString() === text) continue
      shared.delete(0, shared.length)
      shared.insert(0, text)
    }
  })
}

/** What a client may do to a root: write; write and see it put back, as it was frozen meanwhile; not even name it. */
export type Standing = 'open' | 'frozen' | 'none'

/** The standing of a root in a doc, when `mayWord` says which commitments are being worded now. */
export function standingOf(ref: DocRef, root: string, mayWord: (commitment: string) => boolean): Standing {
  if (ref.doc === 'cards') return 'none'
  if (ref.doc === 'notes') return root === NOTES ? 'open' : 'none'
  const wording = parseWordingName(root)
  if (wording === null) return 'none'
  return mayWord(wording.commitment) ? 'open' : 'frozen'
}

// The wire, beside what y-protocols says.

/** The subprotocol of every doc connection; the ticket follows it in the client's list. */
export const DOC_PROTOCOL = 'eighty'
/** First number of a frame by which the server says what became of the sender's writes: a DocNotice follows as a string. */
export const DOC_NOTICE = 4
/** `full`: not taken, no room left. `frozen`: put back as it was. `taken`: what was refused before is in now. */
export type DocNotice = 'full' | 'frozen' | 'taken'

/** Close codes: 44xx are final for this ticket, 45xx mean "come back". */
export const DOC_CLOSE = {
  badFrame: 4400,
  badTicket: 4401,
  noRight: 4403,
  replaced: 4409,
  draining: 4503,
  slowDown: 4529,
} as const
