// The Y.Docs of one session: cards docs follow the session (durable before they are shown), notes and wording are written
// by people, and the wording is mirrored back into the session.
import * as Y from 'yjs'
import type { DocCard, DocRef, WordingField } from '../../shared/docs.ts'
import {
  docName,
  parseDocName,
  readWording,
  standingOf,
  WORDING_FIELDS,
  writeCards,
  writeHeard,
  writePiles,
  writeWording,
} from '../../shared/docs.ts'
import type { Room, Session } from '../../shared/model.ts'
import type { CardRow, Clock, DocState, Report, Store } from '../ports.ts'
import { LiveDoc } from './doc.ts'

export type WordingChange = { readonly commitment: string; readonly field: WordingField; readonly text: string }

export type SessionDocsParts = {
  readonly store: Store
  readonly clock: Clock
  readonly report: Report
  readonly session: () => Session
  readonly cardsOf: (room: string) => readonly DocCard[]
  readonly shuffle: <T>(items: readonly T[]) => T[]
  readonly onWording: (changes: readonly WordingChange[]) => Promise<void>
}

const MIRROR_MS = 250
const BOARD: DocRef = { doc: 'board' }

export class SessionDocs {
  readonly #parts: SessionDocsParts
  readonly #open = new Map<string, Promise<LiveDoc>>()
  readonly #cards = new Map<string, LiveDoc>()
  #board: LiveDoc | null = null
  /** Updates that wait for their commit to be on disk. */
  #prepared: { readonly doc: LiveDoc; readonly update: Uint8Array }[] = []
  #stopMirror: (() => void) | null = null

  constructor(parts: SessionDocsParts) {
    this.#parts = parts
  }

  /** Opens what the session itself writes, and brings it in line with what is on disk. */
  async load(): Promise<void> {
    const board = await this.#openDoc(BOARD)
    this.#board = board
    this.#wordNew(board)
    board.doc.on('update', () => this.#mirrorLater())
    for (const room of this.#parts.session().rooms) {
      const doc = await this.#openCards(room.id)
      if (doc !== null) doc.change((target) => this.#project(target, room, this.#parts.cardsOf(room.id)))
    }
  }

  /** A document of this session, or null if there can be no such one. */
  async open(name: string): Promise<LiveDoc | null> {
    const ref = parseDocName(name)
    if (ref === null) return null
    if (ref.doc !== 'board' && !this.#parts.session().rooms.some((room) => room.id === ref.room)) return null
    return ref.doc === 'cards' ? this.#openCards(ref.room) : this.#openDoc(ref)
  }

  /** What a commit makes of the cards docs: their states go to disk with it, their updates out after it. */
  prepare(saved: Session, next: Session, rows: readonly CardRow[], withdrawn: readonly string[]): DocState[] {
    this.#prepared = []
    const gone = new Set(withdrawn)
    const before = new Map(saved.rooms.map((room) => [room.id, room]))
    return next.rooms.flatMap((room) => {
      const had = before.get(room.id)
      const fresh = rows.filter((row) => row.room === room.id)
      const lay = this.#parts.cardsOf(room.id)
      const stay = lay.filter((card) => !gone.has(card.id))
      if (
        fresh.length + lay.length - stay.length === 0 &&
        had !== undefined &&
        had.piles === room.piles &&
        had.heard === room.heard
      )
        return []
      const doc = this.#cards.get(room.id) ?? this.#newCards(room.id)
      const scratch = new Y.Doc()
      Y.applyUpdate(scratch, doc.state())
      this.#project(scratch, room, [...stay, ...fresh])
      const state = Y.encodeStateAsUpdate(scratch)
      this.#prepared.push({ doc, update: Y.encodeStateAsUpdate(scratch, Y.encodeStateVector(doc.doc)) })
      scratch.destroy()
      return [{ name: docName({ doc: 'cards', room: room.id }), state }]
    })
  }

  /** The commit is on disk: everyone may see it. */
  publish(): void {
    const prepared = this.#prepared
    this.#prepared = []
    for (const { doc, update } of prepared) doc.change((target) => Y.applyUpdate(target, update))
    if (this.#board !== null) this.#wordNew(this.#board)
  }

  /** Brings the session's copy of the wording up to date now. */
  async mirrorNow(): Promise<void> {
    this.#stopMirror?.()
    this.#stopMirror = null
    const board = this.#board
    if (board === null) return
    const changes = this.#parts.session().commitments.flatMap((commitment) => {
      const wording = readWording(board.doc, commitment.id)
      return WORDING_FIELDS.filter((field) => wording[field].trim() !== commitment[field]).map((field) => ({
        commitment: commitment.id,
        field,
        text: wording[field],
      }))
    })
    if (changes.length > 0) await this.#parts.onWording(changes)
  }

  async close(): Promise<void> {
    this.#stopMirror?.()
    const docs = await Promise.all(this.#open.values())
    await Promise.all(docs.map((doc) => doc.close()))
    this.#open.clear()
    this.#cards.clear()
  }

  #mirrorLater(): void {
    const { clock, report } = this.#parts
    this.#stopMirror ??= clock.at(clock.now() + MIRROR_MS, () => {
      this.#stopMirror = null
      this.mirrorNow().catch(() => report('mirror-failed'))
    })
  }

  /** A commitment that has words in the session and none in its document yet: it was just made, or the document was lost. */
  #wordNew(board: LiveDoc): void {
    for (const commitment of this.#parts.session().commitments) {
      const wording = readWording(board.doc, commitment.id)
      const empty = WORDING_FIELDS.every((field) => wording[field] === '')
      if (empty && !this.#worded.has(commitment.id) && WORDING_FIELDS.some((field) => commitment[field] !== ''))
        board.change((target) => writeWording(target, commitment.id, commitment))
      this.#worded.add(commitment.id)
    }
  }
  /** Commitments whose document was filled once: empty from then on means that people emptied it. */
  readonly #worded = new Set<string>()

  #project(target: Y.Doc, room: Room, cards: readonly DocCard[]): void {
    writeCards(target, this.#parts.shuffle(cards))
    writePiles(target, room.piles)
    writeHeard(target, room.heard)
  }

  async #openCards(room: string): Promise<LiveDoc | null> {
    const doc = await this.#openDoc({ doc: 'cards', room })
    this.#cards.set(room, doc)
    return doc
  }

  /** A room that was made just now has no document on disk. */
  #newCards(room: string): LiveDoc {
    const ref: DocRef = { doc: 'cards', room }
    const doc = this.#make(ref, null)
    this.#cards.set(room, doc)
    this.#open.set(docName(ref), Promise.resolve(doc))
    return doc
  }

  #openDoc(ref: DocRef): Promise<LiveDoc> {
    const name = docName(ref)
    const already = this.#open.get(name)
    if (already !== undefined) return already
    const opening = this.#parts.store.doc(this.#parts.session().id, name).then((state) => this.#make(ref, state))
    this.#open.set(name, opening)
    opening.catch(() => this.#open.delete(name))
    return opening
  }

  #make(ref: DocRef, state: Uint8Array | null): LiveDoc {
    const { store, clock, report, session } = this.#parts
    return new LiveDoc({
      state,
      // Cards go to disk with their commit and with nothing else: a state of before must not come after a withdrawal.
      save: ref.doc === 'cards' ? null : (bytes) => store.saveDoc(session().id, { name: docName(ref), state: bytes }),
      standing: (root) => standingOf(ref, root, (commitment) => this.#mayWord(commitment)),
      clock,
      report,
    })
  }

  /** Wording is frozen while it is being asked about. */
  #mayWord(id: string): boolean {
    const { commitments, ballots, rounds, status } = this.#parts.session()
    const asked = ballots.some(
      (ballot) =>
        ballot.commitment === id && rounds.some((round) => round.id === ballot.round && round.state !== 'written'),
    )
    return status === 'live' && commitments.some((one) => one.id === id) && !asked
  }
}
