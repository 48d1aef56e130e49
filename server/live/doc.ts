// One Y.Doc in memory: who may change it, who hears of it, and how its merged state reaches the disk.
import * as Y from 'yjs'
import type { Standing } from '../../shared/docs.ts'
import type { Clock, Report } from '../ports.ts'
import { DOC_BYTES, examine, type GateRefusal, type GateRules } from './doc-gate.ts'

export const SAVE_AFTER_MS = 400
const SAVE_AGAIN_MS = 2_000

/** Hears every change that it did not cause itself, as bytes that this server encoded (never a client's). */
export type Subscriber = { send(update: Uint8Array): void }

export type LiveDocParts = {
  /** The merged state as it was saved, or null for a new doc. */
  readonly state: Uint8Array | null
  /** Resolves only when the merged state is on disk. Never called twice at once. Null: somebody else saves this doc. */
  readonly save: ((state: Uint8Array) => Promise<void>) | null
  /** What clients may do to a root now; asked at every update, so it may change with the session. */
  standing(root: string): Standing
  readonly clock: Clock
  readonly report: Report
}

/** `lostRight`: this client might write a moment ago, so what it still sends is put back instead of refused. */
export type ClientRules = Omit<GateRules, 'standing'> & { readonly lostRight: boolean }

export type Acceptance =
  | { readonly ok: true; readonly frozen: boolean }
  | { readonly ok: false; readonly why: GateRefusal }

/** Origins of our own transactions, so that no subscriber can be mistaken for one. */
const SERVER = Symbol('server')
const SAVED = Symbol('saved')

export class LiveDoc {
  readonly doc = new Y.Doc({ gc: true })
  readonly #parts: LiveDocParts
  readonly #subscribers = new Set<Subscriber>()
  #encoded: Uint8Array | null = null
  /** At least the bytes of the encoded state: counted up by updates, exact again whenever it is encoded. */
  #atMost = 0
  #dirty = false
  #saving: Promise<void> | null = null
  #stopTimer: (() => void) | null = null
  #closed = false

  constructor(parts: LiveDocParts) {
    this.#parts = parts
    if (parts.state !== null) Y.applyUpdate(this.doc, parts.state, SAVED)
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      this.#encoded = null
      this.#atMost += update.length
      this.#dirty = parts.save !== null
      for (const subscriber of this.#subscribers) if (subscriber !== origin) subscriber.send(update)
      this.#saveLater(SAVE_AFTER_MS)
    })
    this.#atMost = this.state().length
  }

  /** The whole doc as one V1 update; the same array until the doc changes. */
  state(): Uint8Array {
    if (this.#encoded === null) {
      this.#encoded = Y.encodeStateAsUpdate(this.doc)
      this.#atMost = this.#encoded.length
    }
    return this.#encoded
  }

  /** What a client with this state vector lacks; an empty vector gets the cached whole. Throws if the vector is malformed. */
  missing(stateVector: Uint8Array): Uint8Array {
    const clients = Y.decodeStateVector(stateVector)
    return clients.size === 0 ? this.state() : Y.encodeStateAsUpdate(this.doc, stateVector)
  }

  /** The server's own writes: one transaction. */
  change(write: (doc: Y.Doc) => void): void {
    if (this.#closed) throw new Error('This doc is closed: nothing may be written to it any more.')
    this.doc.transact(() => write(this.doc), SERVER)
  }

  /** A client's update, if the gate lets it in. A refused one has changed nothing. */
  accept(update: Uint8Array, from: Subscriber, rules: ClientRules): Acceptance {
    if (this.#closed) return { ok: false, why: 'gap' }
    const verdict = examine(this.doc, update, {
      kind: rules.kind,
      ownership: (client) => rules.ownership(client),
      standing: (root) => {
        const standing = this.#parts.standing(root)
        return standing === 'open' && rules.lostRight ? 'frozen' : standing
      },
    })
    if (!verdict.ok) return verdict
    if (verdict.adds && !this.#hasRoomFor(update.length)) return { ok: false, why: 'full' }
    if (verdict.frozen.length > 0) this.#applyAndPutBack(update, from, verdict.frozen)
    else Y.applyUpdate(this.doc, update, from)
    this.#dropPending()
    return { ok: true, frozen: verdict.frozen.length > 0 }
  }

  subscribe(subscriber: Subscriber): () => void {
    this.#subscribers.add(subscriber)
    return () => {
      this.#subscribers.delete(subscriber)
    }
  }

  /** Resolves when everything written so far is on disk; rejects if the save failed (the doc stays in memory, dirty). */
  async flush(): Promise<void> {
    while (this.#dirty || this.#saving !== null) {
      if (this.#saving !== null) await this.#saving.catch(() => {})
      if (this.#dirty && this.#saving === null) await this.#save()
    }
  }

  /** Nothing changes any more; resolves when the last state is on disk. After a failure it is open again, nothing lost. */
  async close(): Promise<void> {
    this.#closed = true
    try {
      await this.flush()
    } catch (problem) {
      this.#closed = false
      throw problem
    }
    this.#stopTimer?.()
    this.#stopTimer = null
    this.doc.destroy()
  }

  #hasRoomFor(bytes: number): boolean {
    if (this.#atMost + bytes > DOC_BYTES) this.state()
    return this.#atMost + bytes <= DOC_BYTES
  }

  /**
   * Somebody typed into a field in the moment it was frozen. Refusing their struct would leave their copy different for ever
   * (their next clocks would be gaps), so it is taken and undone: all copies end as the frozen text, theirs too.
   */
  #applyAndPutBack(update: Uint8Array, from: Subscriber, frozen: readonly string[]): void {
    const texts = frozen.map((root) => this.doc.getText(root))
    const undo = new Y.UndoManager(texts, { trackedOrigins: new Set([from]), captureTimeout: 0, doc: this.doc })
    Y.applyUpdate(this.doc, update, from)
    while (undo.undoStack.length > 0) undo.undo()
    undo.destroy()
  }

  /** The gate lets nothing through that Yjs would keep for later; if it ever did, it must not pile up (it is quadratic). */
  #dropPending(): void {
    if (this.doc.store.pendingStructs === null && this.doc.store.pendingDs === null) return
    this.doc.store.pendingStructs = null
    this.doc.store.pendingDs = null
    this.#parts.report('doc-pending-dropped')
  }

  #saveLater(after: number): void {
    if (this.#stopTimer !== null || this.#closed || this.#parts.save === null) return
    const { clock } = this.#parts
    this.#stopTimer = clock.at(clock.now() + after, () => {
      this.#stopTimer = null
      if (this.#dirty && this.#saving === null) this.#save().catch(() => {})
    })
  }

  #save(): Promise<void> {
    this.#dirty = false
    const { save } = this.#parts
    const saving = (save === null ? Promise.resolve() : save(this.state())).then(
      () => {
        this.#saving = null
        if (this.#dirty) this.#saveLater(SAVE_AFTER_MS)
      },
      (problem: unknown) => {
        this.#saving = null
        this.#dirty = true
        this.#parts.report('doc-save-failed')
        this.#saveLater(SAVE_AGAIN_MS)
        throw problem
      },
    )
    this.#saving = saving
    return saving
  }
}
