// What the inside of the server needs from outside. Live and transport know these names; adapters make them true.
import type { Signed } from '../shared/anon/mint.ts'
import type { Keys, Session } from '../shared/model.ts'
import type { BoardRecord } from '../shared/record.ts'

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

/**
 * One answer to a small question of a gather step: which of some cards says the same as the one on top. `phone` counts phones and
 * says nothing of a seat; -1: forgotten. `choice`: a place among the options, -1 for none of them.
 */
export type SortingRow = {
  readonly step: string
  /** From 0 in the order of arrival; once phones are forgotten, in an order that says nothing. */
  readonly seq: number
  readonly phone: number
  readonly said: { readonly top: string; readonly options: readonly string[]; readonly choice: number }
}

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
  /** Rounds of a check-in whose waiting envelopes, and the key that opens them, go with this. */
  readonly opened?: readonly string[]
  /** Something that was on disk must be gone from the file itself: keys, envelopes, or a card. */
  readonly erases?: boolean
  /** When the session is to be looked at next, by itself; missing: never. */
  readonly due?: LocalHour | null
}

/** An hour (0 to 24) of a day where the server is: no time zone moves it. */
export type LocalHour = { readonly day: string; readonly hour: number }

/** One line of the directory: enough to find a session, and to know when it is due, without opening it. */
export type SessionLine = {
  readonly id: string
  readonly code: string | null
  readonly status: Session['status']
  readonly due: LocalHour | null
}

/**
 * Envelopes of a check-in's round, which lasts for days: as they came, encrypted, in places that say nothing of when. `key` is
 * the round's own. A place that nothing came for holds random bytes.
 */
export type Waiting = {
  readonly key: { readonly publicKey: Uint8Array; readonly secretKey: Uint8Array }
  readonly envelopes: readonly Uint8Array[]
}

/** Every promise resolves only when the data is on disk (WAL, synchronous=FULL), or rejects and nothing changed. */
export interface Store {
  create(session: Session, due?: LocalHour | null): Promise<void>
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
  /**
   * Where the envelopes of a round wait: as it is on disk, or made now with this key and so many places of `bytes` random bytes.
   * Rejects with `missing` if there is no such session.
   */
  waiting(
    session: string,
    round: string,
    fresh: { readonly key: Waiting['key']; readonly places: number; readonly bytes: number },
  ): Promise<Waiting>
  /** Puts an envelope in a place (from 0) over what was there; nothing happens once the round is opened. */
  putWaiting(session: string, round: string, place: number, envelope: Uint8Array): Promise<void>
  /** The vectors of a session's cards by one model (see Embedder). */
  vectors(session: string, model: string): Promise<readonly StoredVector[]>
  /** Keeps them with their cards, and as long as them; those of cards that are gone are left out. */
  saveVectors(session: string, model: string, rows: readonly StoredVector[]): Promise<void>
  /** The log of a session's small questions, by step and number. */
  sorting(session: string): Promise<readonly SortingRow[]>
  /** Rejects with `missing` if there is no such session, and if a number of the step is taken. */
  addSorting(session: string, row: SortingRow): Promise<void>
  /** Puts these rows in the place of all that the step had, which is then gone from the file itself. */
  settleSorting(session: string, step: string, rows: readonly SortingRow[]): Promise<void>
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
  /** When that hour begins where the server is (ms since epoch). */
  when(hour: LocalHour): number
  /** The day it is where the server is (`YYYY-MM-DD`). */
  today(): string
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

/**
 * Arithmetic of blind tokens: slow, so it runs beside the event loop. It remembers nothing from one order to the next. One order at
 * a time; sessions take turns, however many one has waiting.
 */
export interface Mint {
  /** Null when something was no blinded token (`isBlinded`): ask before ordering, it costs far less. Rejects when it can do no more. */
  sign(order: {
    readonly session: string
    readonly secret: Uint8Array
    readonly groups: readonly { readonly info: Uint8Array; readonly blinded: readonly Uint8Array[] }[]
  }): Promise<readonly Signed[] | null>
  /** The function's value for a spent token. `last`: after all others, and null when too many of these wait. */
  evaluate(order: {
    readonly session: string
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

/** Boards on paper: slow, so they are made beside the event loop, one after the other. */
export interface Press {
  /**
   * The PDF of a board, the same bytes for the same board and moment (ms since epoch); who asks for what is being made already
   * gets that one. Null when too many wait. Rejects, in words that quote nobody, when it can't be made or takes longer than 30 s;
   * the next one is made all the same.
   */
  pdf(record: BoardRecord, now: number): Promise<Uint8Array | null>
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

/** One e-mail; everything in it is plain already. `id` is the same whenever the same is sent again. */
export type MailMessage = {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** Where its reader stops them; null where nobody knows the server's address. */
  readonly stop: string | null
}

/** E-mail, where the operator set it up. */
export interface Mail {
  /**
   * `refused`: this one is not taken, ever. `later`: it may be another time, and others may get theirs now. `away`: the
   * mail server could not be reached, or takes nothing. Never rejects.
   */
  send(message: MailMessage): Promise<'sent' | 'refused' | 'later' | 'away'>
  close(): void
}

/** Messages to an address that a facilitator typed. */
export interface Webhooks {
  /** Posts JSON once and follows nothing; takes at most 5 s and never rejects. */
  post(url: string, body: unknown): Promise<Posted>
}

/** `private`: the address lies inside the server's own network, and none of those is written to. */
export type Posted =
  | { readonly is: 'taken' }
  | { readonly is: 'refused'; readonly status: number }
  | { readonly is: 'private' | 'no-address' | 'unreachable' | 'slow' }

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
