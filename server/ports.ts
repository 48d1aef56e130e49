// What the inside of the server needs from outside. Live and transport know these names; adapters make them true.
import type { Signed } from '../shared/anon/mint.ts'
import type { Keys, Session } from '../shared/model.ts'

/** A card as it is remembered: no author, no time, no order. `mark` is the hash of a secret on its author's phone. */
export type CardRow = {
  readonly id: string
  readonly round: string
  readonly room: string | null
  readonly kind: string
  readonly text: string
  readonly mark: string
}

/**
 * An answer as it is remembered. To a question: `body` is the parsed JSON of the act, `mark` drawn on the phone. To a ballot:
 * only what its published line says (`body`, maybe null) and the line itself (`mark`).
 */
export type AnswerRow = {
  readonly id: string
  readonly round: string
  readonly slot: string
  readonly body: unknown
  readonly mark: string
}

/** What a model makes of one card (see Embedder). */
export type StoredVector = { readonly card: string; readonly vector: Int16Array }

/** The merged state of one Y.Doc, encoded (V1 update). */
export type DocState = { readonly name: string; readonly state: Uint8Array }

/** Everything that must become durable together. Rows are written in one transaction, sorted by id. */
export type Commit = {
  readonly session: Session
  /** The version that must be on disk now; the commit changes nothing if it is another. */
  readonly expected: number
  readonly cards?: readonly CardRow[]
  readonly answers?: readonly AnswerRow[]
  readonly docs?: readonly DocState[]
  /** Cards that their authors took back. */
  readonly withdrawn?: readonly string[]
  /** Givings of tokens that are over (see `issue`): what was noted of them is dropped. */
  readonly over?: readonly string[]
  /** Something that was on disk must be gone from the file itself: keys, or a card. */
  readonly erases?: boolean
}

/** One line of the directory: enough to find a session without opening it. */
export type SessionLine = { readonly id: string; readonly code: string | null; readonly status: Session['status'] }

/** Every promise resolves only when the data is on disk (WAL, synchronous=FULL), or rejects and nothing changed. */
export interface Store {
  create(session: Session): Promise<void>
  load(id: string): Promise<Session | null>
  list(): Promise<readonly SessionLine[]>
  /** True if written; false if another version was on disk. */
  commit(commit: Commit): Promise<boolean>
  cards(session: string): Promise<readonly CardRow[]>
  answers(session: string, round: string): Promise<readonly AnswerRow[]>
  /**
   * Notes that a seat got its tokens of one giving, by the hash of what it asked with. True the first time and whenever the
   * hash is the same; false for another, and then nothing changed. Rejects with `missing` if there is no such session.
   */
  issue(session: string, giving: string, seat: string, hash: string): Promise<boolean>
  /** The seats that got their tokens of a giving. */
  issued(session: string, giving: string): Promise<readonly string[]>
  /** The vectors of a session's cards by one model (see Embedder). */
  vectors(session: string, model: string): Promise<readonly StoredVector[]>
  /** Keeps them with their cards, and as long as them; those of cards that are gone are left out. */
  saveVectors(session: string, model: string, rows: readonly StoredVector[]): Promise<void>
  doc(session: string, name: string): Promise<Uint8Array | null>
  saveDoc(session: string, doc: DocState): Promise<void>
  /** Removes the session and all that belongs to it. */
  remove(session: string): Promise<void>
  close(): Promise<void>
}

export interface Clock {
  now(): number
  /** Runs `fire` once at `at` (ms since epoch) or soon after; returns its own stop. */
  at(at: number, fire: () => void): () => void
}

export interface Ids {
  /** 22 characters, 128 random bits, base64url. */
  id(): string
  /** 43 characters, 256 random bits, base64url. */
  secret(): string
  /** `length` symbols drawn evenly from `symbols`. */
  code(symbols: string, length: number): string
  /** A fresh order (Fisher-Yates with rejection on random bytes); does not change its argument. */
  shuffle<T>(items: readonly T[]): T[]
  hash(secret: string): string
  /** A new session's keys. */
  keys(): Keys
  /** A round's own X25519 key, 32 bytes each half. */
  roundKey(): { readonly publicKey: Uint8Array; readonly secretKey: Uint8Array }
}

/** Arithmetic of blind tokens: slow, so it runs beside the event loop. It remembers nothing from one order to the next. */
export interface Mint {
  /** Null when something was no blinded token. Rejects when it can do no more. */
  sign(order: {
    readonly secret: Uint8Array
    readonly groups: readonly { readonly info: Uint8Array; readonly blinded: readonly Uint8Array[] }[]
  }): Promise<readonly Signed[] | null>
  /** The function's value for a spent token. `last`: after all others, and null when too many of these wait. */
  evaluate(order: {
    readonly secret: Uint8Array
    readonly info: Uint8Array
    readonly input: Uint8Array
    readonly last: boolean
  }): Promise<Uint8Array | null>
  /** Whether no more `last` ones are taken now. */
  crowded(): boolean
  close(): Promise<void>
}

/** Sentences as vectors, by which cards with no word in common can still be alike. */
export interface Embedder {
  /** Names the model and its version: vectors of two names are never compared. May change once, when an endpoint fails. */
  readonly id: string
  readonly dims: number
  /**
   * One vector per text, of unit length × 16384; zeros for an empty one; all of the model that `id` names when it resolves.
   * Takes 10 to 30 ms a text, beside the event loop. Rejects when no vector can be made.
   */
  embed(texts: readonly string[]): Promise<readonly Int16Array[]>
  close(): Promise<void>
}

/** What is known beforehand of the concepts that organisations struggle with; `server/themes` reads it. */
export type StoredConcepts = {
  /** Changes with every sentence. */
  readonly version: string
  readonly concepts: readonly { readonly concept: string; readonly says: readonly string[] }[]
  /** The mean of each concept's vectors (unit length × 16384) in the same order, and of all; null: not known for this model. */
  readonly vectors: {
    readonly model: string
    readonly centroids: readonly Int16Array[]
    readonly mean: Int16Array
  } | null
}

/** The one way to log: a name from the table of report.ts and its facts; never secrets, texts, names or addresses. */
export type Report = (name: string, facts?: Readonly<Record<string, string | number | boolean>>) => void

/** Simulated participants, to practise with: a program of its own that joins like phones do. */
export interface Robots {
  /** Joins `people` robots with the room code; returns their stop. */
  start(order: {
    readonly session: string
    readonly code: string
    readonly people: number
    readonly ended: () => void
  }): () => void
}
