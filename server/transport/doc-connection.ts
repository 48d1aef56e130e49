// One phone or console on one Y.Doc: reads its frames, holds it to its right and its pace, and keeps its copy equal to ours.
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { RawData, WebSocket } from 'ws'
import * as Y from 'yjs'
import { DOC_CLOSE, DOC_NOTICE, type DocNotice } from '../../shared/docs.ts'
import type { Acceptance, LiveDoc, Subscriber } from '../live/doc.ts'
import type { Ownership } from '../live/doc-gate.ts'
import type { Clock, Report } from '../ports.ts'

const SYNC = 0
const AWARENESS = 1
const STEP1 = 0
const STEP2 = 1
const UPDATE = 2

const FRAMES = { perSecond: 20, burst: 40 }
const BYTES = { perSecond: 64 * 1024, burst: 192 * 1024 }
const STEP1_EVERY_MS = 10_000
const ASK_EVERY_MS = 1_000
const QUEUED_BYTES = 1024 * 1024
/** Writes on a doc that may only be read. An honest client never tries; one that lost its right may have some on the way. */
const WRITES_WITHOUT_RIGHT = 3
const WRITES_AFTER_LOSING_IT = 50

/** What an accepted ticket stands for. */
export type DocAccess = {
  readonly doc: LiveDoc
  readonly owner: string
  readonly clientId: number
  readonly write: boolean
  ownership(client: number): Ownership
}

export type ConnectionParts = {
  readonly clock: Clock
  readonly report: Report
  frameOf(update: Uint8Array): Uint8Array
}

export function syncFrame(kind: 0 | 1 | 2, bytes: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, SYNC)
  encoding.writeVarUint(encoder, kind)
  encoding.writeVarUint8Array(encoder, bytes)
  return encoding.toUint8Array(encoder)
}

export const updateFrame = (update: Uint8Array): Uint8Array => syncFrame(UPDATE, update)
/** An update without content: y-websocket takes a link without messages for dead after 30 s, and pings are none to it. */
const BEAT = updateFrame(new Uint8Array([0, 0]))

export class DocConnection implements Subscriber {
  readonly owner: string
  readonly #ws: WebSocket
  readonly #access: DocAccess
  readonly #parts: ConnectionParts
  readonly #frames: Allowance
  readonly #bytes: Allowance
  #write: boolean
  #lostRight = false
  #writesRefused = 0
  #lastStep1 = Number.NEGATIVE_INFINITY
  #lastAsked = Number.NEGATIVE_INFINITY
  /** Something of theirs was not taken: what they have is asked for again when the doc has changed. */
  #behind = false
  #stopAsking: (() => void) | null = null
  #unsubscribe: (() => void) | null = null
  #alive = true
  #over = false

  constructor(ws: WebSocket, access: DocAccess, parts: ConnectionParts) {
    this.#ws = ws
    this.#access = access
    this.#parts = parts
    this.owner = access.owner
    this.#write = access.write
    this.#frames = new Allowance(parts.clock, FRAMES)
    this.#bytes = new Allowance(parts.clock, BYTES)
    ws.on('message', (data: RawData, isBinary: boolean) => this.#receive(data, isBinary))
    ws.on('pong', () => {
      this.#alive = true
    })
    ws.on('close', () => this.#end())
  }

  /** True as soon as it is ended from here, though the socket may still be saying goodbye. */
  get over(): boolean {
    return this.#over
  }

  /** A change by others. */
  send(update: Uint8Array): void {
    this.#put(this.#parts.frameOf(update))
    if (this.#behind) this.#ask()
  }

  /** The right changed while connected: losing it never costs anyone their copy, gaining it asks what they have. */
  setWrite(write: boolean): void {
    if (write === this.#write) return
    this.#lostRight = !write
    this.#writesRefused = 0
    this.#write = write
    if (write && this.#unsubscribe !== null) this.#ask()
  }

  /** Still there? Called in regular turns; says so to the other end too. */
  beat(): void {
    if (this.#over) return
    if (!this.#alive) {
      this.#ws.terminate()
      return
    }
    this.#alive = false
    this.#ws.ping()
    this.#put(BEAT)
  }

  /** Nothing is sent or taken after this, whether or not the other end answers the close. */
  close(code: number): void {
    if (this.#over) return
    this.#end()
    this.#ws.close(code)
  }

  #end(): void {
    this.#over = true
    this.#unsubscribe?.()
    this.#unsubscribe = null
    this.#stopAsking?.()
    this.#stopAsking = null
  }

  #receive(data: RawData, isBinary: boolean): void {
    if (this.#over) return
    if (!isBinary || !(data instanceof Uint8Array)) {
      this.close(DOC_CLOSE.badFrame)
      return
    }
    if (!this.#frames.take(1) || !this.#bytes.take(data.length)) {
      this.close(DOC_CLOSE.slowDown)
      return
    }
    let kind: number
    let step: number
    let bytes: Uint8Array
    try {
      const decoder = decoding.createDecoder(data)
      kind = decoding.readVarUint(decoder)
      // Presence is the session's to say: nothing that clients claim about themselves or others goes any further.
      if (kind === AWARENESS) return
      step = decoding.readVarUint(decoder)
      bytes = decoding.readVarUint8Array(decoder)
    } catch {
      this.close(DOC_CLOSE.badFrame)
      return
    }
    if (kind !== SYNC) this.close(DOC_CLOSE.badFrame)
    else if (step === STEP1) this.#answer(bytes)
    else if (step === STEP2 || step === UPDATE) this.#take(bytes, step === STEP2 ? 'answer' : 'update')
    else this.close(DOC_CLOSE.badFrame)
  }

  /** Their state vector → what they lack. Three bytes may ask for a whole doc, so rarely. */
  #answer(stateVector: Uint8Array): void {
    const now = this.#parts.clock.now()
    if (now - this.#lastStep1 < STEP1_EVERY_MS) return
    this.#lastStep1 = now
    let missing: Uint8Array
    try {
      missing = this.#access.doc.missing(stateVector)
    } catch {
      this.close(DOC_CLOSE.badFrame)
      return
    }
    this.#unsubscribe ??= this.#access.doc.subscribe(this)
    this.#put(syncFrame(STEP2, missing))
    if (this.#write) this.#ask()
  }

  #take(update: Uint8Array, kind: 'answer' | 'update'): void {
    if (!this.#write) {
      const allowed = this.#lostRight ? WRITES_AFTER_LOSING_IT : WRITES_WITHOUT_RIGHT
      if (++this.#writesRefused >= allowed) {
        this.#parts.report('doc-refused', { code: 'no-right' })
        this.close(DOC_CLOSE.noRight)
        return
      }
      if (!this.#lostRight) return
    }
    const taken = this.#offer(update, kind)
    if (taken.ok) {
      if (taken.frozen) this.#notice('frozen')
      if (this.#behind && kind === 'answer') {
        this.#behind = false
        this.#notice('taken')
      } else if (this.#behind) this.#ask()
      return
    }
    if (taken.why === 'malformed' || taken.why === 'forbidden') {
      this.#parts.report('doc-refused', { code: taken.why })
      this.close(DOC_CLOSE.badFrame)
      return
    }
    this.#behind = true
    if (taken.why === 'full') this.#notice('full')
  }

  #offer(update: Uint8Array, kind: 'answer' | 'update'): Acceptance {
    const ownership = (client: number) => this.#access.ownership(client)
    try {
      return this.#access.doc.accept(update, this, { kind, ownership, lostRight: this.#lostRight })
    } catch {
      // Should a malformed update ever pass the gate and throw inside Yjs, it costs its sender the link and nobody else anything.
      return { ok: false, why: 'malformed' }
    }
  }

  /** Sends our state vector, at most once a second; the client answers with all that we lack. */
  #ask(): void {
    if (this.#stopAsking !== null || this.#over) return
    const { clock } = this.#parts
    const at = this.#lastAsked + ASK_EVERY_MS
    if (at > clock.now()) {
      this.#stopAsking = clock.at(at, () => {
        this.#stopAsking = null
        this.#ask()
      })
      return
    }
    this.#lastAsked = clock.now()
    this.#put(syncFrame(STEP1, Y.encodeStateVector(this.#access.doc.doc)))
  }

  #notice(notice: DocNotice): void {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, DOC_NOTICE)
    encoding.writeVarString(encoder, notice)
    this.#put(encoding.toUint8Array(encoder))
  }

  #put(frame: Uint8Array): void {
    if (this.#over) return
    if (this.#ws.bufferedAmount > QUEUED_BYTES) {
      // It reads too slowly to keep up: it comes back and gets what it lacks in one piece.
      this.#parts.report('doc-refused', { code: 'slow-reader' })
      this.#end()
      this.#ws.terminate()
      return
    }
    this.#ws.send(frame)
  }
}

class Allowance {
  readonly #clock: Clock
  readonly #perSecond: number
  readonly #burst: number
  #left: number
  #at: number

  constructor(clock: Clock, { perSecond, burst }: { readonly perSecond: number; readonly burst: number }) {
    this.#clock = clock
    this.#perSecond = perSecond
    this.#burst = burst
    this.#left = burst
    this.#at = clock.now()
  }

  take(amount: number): boolean {
    const now = this.#clock.now()
    this.#left = Math.min(this.#burst, this.#left + ((now - this.#at) / 1000) * this.#perSecond)
    this.#at = now
    if (this.#left < amount) return false
    this.#left -= amount
    return true
  }
}
