// The Store port over one SQLite file, written by one thread.
import type { AnswerRow, Commit, Store } from '../../ports.ts'
import { createGroupQueue } from './group-queue.ts'
import type { AnswerJob, DocJob, SessionJob } from './jobs.ts'
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
    async create(session) {
      await queue.ask<'create'>({ kind: 'create', session: sessionJob(session) })
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
    async vectors(session, model) {
      const rows = await queue.ask<'vectors'>({ kind: 'vectors', session, model })
      return rows.map(({ card, vector }) => ({ card, vector: numbersIn(vector) }))
    },
    async saveVectors(session, model, rows) {
      const written = rows.map(({ card, vector }) => ({ card, vector: bytesOf(vector) }))
      await queue.ask<'saveVectors'>({ kind: 'saveVectors', session, model, rows: written })
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

function sessionJob(session: Commit['session']): SessionJob {
  const { id, version, code, status } = session
  return { id, version, code, status, body: JSON.stringify(session) }
}

function commitJob(commit: Commit) {
  const { session, expected, cards = [], answers = [], docs = [], withdrawn = [], over = [], erases = false } = commit
  return {
    ...sessionJob(session),
    expected,
    cards,
    answers: answers.map(answerJob),
    docs: docs.map(docJob),
    withdrawn,
    over,
    erases,
  }
}

function answerJob(row: AnswerRow): AnswerJob {
  return { ...row, body: JSON.stringify(row.body ?? null) }
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
