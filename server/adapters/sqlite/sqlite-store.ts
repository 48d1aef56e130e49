// The Store port over one SQLite file, written by one thread.
import type { AnswerRow, Commit, LocalHour, SortingRow, Store } from '../../ports.ts'
import { createGroupQueue } from './group-queue.ts'
import type { AnswerJob, DocJob, SessionJob, SortingJob } from './jobs.ts'
import { runHere, runInWorker } from './runners.ts'

export type SqliteStoreParts = {
  /** A path, made with its folder if there is none yet, or ':memory:'. */
  readonly file: string
  /** The script of the storage thread, or false to write on this thread; by default our own, when compiled. */
  readonly worker?: boolean | URL
}

/** Rejects with StoreProblem if the file can't be used; so do the promises of the store, when a write could not be kept. */
export async function openSqliteStore({ file, worker = isCompiled() }: SqliteStoreParts): Promise<Store> {
  const script = worker === true ? new URL('worker.js', import.meta.url) : worker
  const queue = createGroupQueue(script ? await runInWorker(file, script) : runHere(file), file)
  return {
    async create(session, due = null) {
      await queue.ask<'create'>({ kind: 'create', session: sessionJob(session, due) })
    },
    async load(id) {
      const body = await queue.ask<'load'>({ kind: 'load', id })
      return body === null ? null : JSON.parse(body)
    },
    list: () => queue.ask<'list'>({ kind: 'list' }),
    async commit(commit) {
      return queue.ask<'commit'>({ kind: 'commit', commit: commitJob(commit) })
    },
    cards: (session) => queue.ask<'cards'>({ kind: 'cards', session }),
    async answers(session, round) {
      const rows = await queue.ask<'answers'>({ kind: 'answers', session, round })
      return rows.map((row) => ({ ...row, body: JSON.parse(row.body) }))
    },
    issue: (session, giving, seat, hash) => queue.ask<'issue'>({ kind: 'issue', session, giving, seat, hash }),
    issued: (session, giving) => queue.ask<'issued'>({ kind: 'issued', session, giving }),
    async waiting(session, round, { key, places, bytes }) {
      const { envelopes, publicKey, secretKey } = await queue.ask<'waiting'>({
        kind: 'waiting',
        session,
        round,
        publicKey: Uint8Array.from(key.publicKey),
        secretKey: Uint8Array.from(key.secretKey),
        places,
        bytes,
      })
      return { key: { publicKey, secretKey }, envelopes }
    },
    async putWaiting(session, round, place, envelope) {
      await queue.ask<'putWaiting'>({ kind: 'putWaiting', session, round, place, envelope: Uint8Array.from(envelope) })
    },
    async vectors(session, model) {
      const rows = await queue.ask<'vectors'>({ kind: 'vectors', session, model })
      return rows.map(({ card, vector }) => ({ card, vector: numbersIn(vector) }))
    },
    async saveVectors(session, model, rows) {
      const written = rows.map(({ card, vector }) => ({ card, vector: bytesOf(vector) }))
      await queue.ask<'saveVectors'>({ kind: 'saveVectors', session, model, rows: written })
    },
    async sorting(session) {
      const rows = await queue.ask<'sorting'>({ kind: 'sorting', session })
      return rows.map(({ body, ...row }) => ({ ...row, said: JSON.parse(body) }))
    },
    async addSorting(session, row) {
      await queue.ask<'addSorting'>({ kind: 'addSorting', session, row: sortingJob(row) })
    },
    async settleSorting(session, step, rows) {
      await queue.ask<'settleSorting'>({ kind: 'settleSorting', session, step, rows: rows.map(sortingJob) })
    },
    doc: (session, name) => queue.ask<'doc'>({ kind: 'doc', session, name }),
    async saveDoc(session, doc) {
      await queue.ask<'saveDoc'>({ kind: 'saveDoc', session, doc: docJob(doc) })
    },
    async remove(session) {
      await queue.ask<'remove'>({ kind: 'remove', session })
    },
    close: () => queue.close(),
  }
}

/** A .ts worker can't be loaded by every Node that we run on. */
function isCompiled(): boolean {
  return import.meta.url.endsWith('.js')
}

function sessionJob(session: Commit['session'], due: LocalHour | null): SessionJob {
  const { id, version, code, status } = session
  return { id, version, code, status, body: JSON.stringify(session), due }
}

function commitJob(commit: Commit) {
  const { session, expected, cards = [], answers = [], docs = [], withdrawn = [], over = [] } = commit
  const { opened = [], erases = false, due = null } = commit
  return {
    ...sessionJob(session, due),
    expected,
    cards,
    answers: answers.map(answerJob),
    docs: docs.map(docJob),
    withdrawn,
    over,
    opened,
    erases,
  }
}

function answerJob(row: AnswerRow): AnswerJob {
  return { ...row, body: JSON.stringify(row.body ?? null) }
}

/** Named one by one: what else an answer may carry in memory never gets to the disk. */
function sortingJob({ step, seq, phone, said: { top, options, choice } }: SortingRow): SortingJob {
  return { step, seq, phone, body: JSON.stringify({ top, options, choice }) }
}

function bytesOf(vector: Int16Array): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(vector.length * 2))
  vector.forEach((value, at) => {
    bytes.setInt16(at * 2, value, true)
  })
  return new Uint8Array(bytes.buffer)
}

function numbersIn(bytes: Uint8Array): Int16Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Int16Array.from({ length: bytes.length >> 1 }, (_, at) => view.getInt16(at * 2, true))
}

/** Copied: the caller may go on writing, and a view would take its whole buffer along to the other thread. */
function docJob({ name, state }: DocJob): DocJob {
  return { name, state: Uint8Array.from(state) }
}
