// What the store's two halves say to each other: jobs down, outcomes up; all of it survives a structured clone.
import type { AnswerRow, CardRow, LocalHour, SessionLine, SortingRow } from '../../ports.ts'
import type { StoreFault } from './store-problem.ts'

/** `body` is the session as JSON, written once where it was asked for. */
export type SessionJob = {
  readonly id: string
  readonly version: number
  readonly code: string | null
  readonly status: string
  readonly body: string
  readonly due: LocalHour | null
}
export type AnswerJob = Omit<AnswerRow, 'body'> & { readonly body: string }
/** Two bytes a number, the lower one first. */
export type VectorJob = { readonly card: string; readonly vector: Uint8Array }
export type SortingJob = Omit<SortingRow, 'said'> & { readonly body: string }
export type DocJob = { readonly name: string; readonly state: Uint8Array }
export type CommitJob = SessionJob & {
  readonly expected: number
  readonly cards: readonly CardRow[]
  readonly answers: readonly AnswerJob[]
  readonly docs: readonly DocJob[]
  readonly withdrawn: readonly string[]
  readonly over: readonly string[]
  readonly opened: readonly string[]
  readonly erases: boolean
}
export type WaitingJob = {
  readonly publicKey: Uint8Array
  readonly secretKey: Uint8Array
  readonly envelopes: readonly Uint8Array[]
}

type Table = {
  create: { asks: { readonly session: SessionJob }; gives: null }
  load: { asks: { readonly id: string }; gives: string | null }
  list: { asks: object; gives: readonly SessionLine[] }
  commit: { asks: { readonly commit: CommitJob }; gives: boolean }
  cards: { asks: { readonly session: string }; gives: readonly CardRow[] }
  answers: { asks: { readonly session: string; readonly round: string }; gives: readonly AnswerJob[] }
  issue: {
    asks: { readonly session: string; readonly giving: string; readonly seat: string; readonly hash: string }
    gives: boolean
  }
  issued: { asks: { readonly session: string; readonly giving: string }; gives: readonly string[] }
  waiting: {
    asks: {
      readonly session: string
      readonly round: string
      readonly publicKey: Uint8Array
      readonly secretKey: Uint8Array
      readonly places: number
      readonly bytes: number
    }
    gives: WaitingJob
  }
  putWaiting: {
    asks: {
      readonly session: string
      readonly round: string
      readonly place: number
      readonly envelope: Uint8Array
    }
    gives: null
  }
  vectors: { asks: { readonly session: string; readonly model: string }; gives: readonly VectorJob[] }
  saveVectors: {
    asks: { readonly session: string; readonly model: string; readonly rows: readonly VectorJob[] }
    gives: null
  }
  sorting: { asks: { readonly session: string }; gives: readonly SortingJob[] }
  addSorting: { asks: { readonly session: string; readonly row: SortingJob }; gives: null }
  settleSorting: {
    asks: { readonly session: string; readonly step: string; readonly rows: readonly SortingJob[] }
    gives: null
  }
  doc: { asks: { readonly session: string; readonly name: string }; gives: Uint8Array | null }
  saveDoc: { asks: { readonly session: string; readonly doc: DocJob }; gives: null }
  remove: { asks: { readonly session: string }; gives: null }
}

export type JobKind = keyof Table
export type JobOf<K extends JobKind> = { readonly kind: K } & Table[K]['asks']
export type Job = { [K in JobKind]: JobOf<K> }[JobKind]
export type Gives<K extends JobKind> = Table[K]['gives']

export type Outcome =
  | { readonly ok: true; readonly value: Gives<JobKind> }
  | { readonly ok: false; readonly fault: StoreFault }

/** Runs a group of jobs: one transaction, one disk sync, one outcome each, in order. Rejects only if it can run no more. */
export type Runner = { run(group: readonly Job[]): Promise<readonly Outcome[]>; close(): Promise<void> }
