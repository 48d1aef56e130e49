// The SQL of every job.
import type { AnswerRow, CardRow, SessionLine } from '../../ports.ts'
import type { AnswerJob, CommitJob, Gives, Job, JobKind, JobOf, SessionJob, SortingJob, WaitingJob } from './jobs.ts'
import type { Db } from './open-db.ts'
import { StoreProblem } from './store-problem.ts'

/** Prepares the statements of `db`; what it returns does one job and throws if it can't. */
export function createStatements(db: Db): (job: Job) => Gives<JobKind> {
  const has = db.prepare('SELECT 1 FROM sessions WHERE id = ?')
  const insert = db.prepare(
    'INSERT INTO sessions (version, code, status, body, due_day, due_hour, id) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const load = db.prepare('SELECT body FROM sessions WHERE id = ?')
  const list = db.prepare('SELECT id, code, status, due_day, due_hour FROM sessions ORDER BY id')
  const swap = db.prepare(
    'UPDATE sessions SET version = ?, code = ?, status = ?, body = ?, due_day = ?, due_hour = ? WHERE id = ? AND version = ?',
  )
  const addCard = db.prepare(
    'INSERT INTO cards (session, id, round, room, kind, text, mark) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const addAnswer = db.prepare('INSERT INTO answers (session, id, round, slot, body, mark) VALUES (?, ?, ?, ?, ?, ?)')
  const putDoc = db.prepare('INSERT OR REPLACE INTO docs (session, name, state) VALUES (?, ?, ?)')
  const cards = db.prepare('SELECT id, round, room, kind, text, mark FROM cards WHERE session = ? ORDER BY id')
  const answers = db.prepare(
    'SELECT id, round, slot, body, mark FROM answers WHERE session = ? AND round = ? ORDER BY id',
  )
  const doc = db.prepare('SELECT state FROM docs WHERE session = ? AND name = ?')
  const remove = db.prepare('DELETE FROM sessions WHERE id = ?')
  const removeCard = db.prepare('DELETE FROM cards WHERE session = ? AND id = ?')
  const vectors = db.prepare('SELECT card, vector FROM vectors WHERE session = ? AND model = ? ORDER BY card')
  const putVector = db.prepare(`INSERT OR REPLACE INTO vectors (session, card, model, vector)
    SELECT session, id, ?, ? FROM cards WHERE session = ? AND id = ?`)
  const noteIssued = db.prepare('INSERT OR IGNORE INTO issued (session, giving, seat, hash) VALUES (?, ?, ?, ?)')
  const issuedHash = db.prepare('SELECT hash FROM issued WHERE session = ? AND giving = ? AND seat = ?')
  const issuedSeats = db.prepare('SELECT seat FROM issued WHERE session = ? AND giving = ? ORDER BY seat')
  const forgetIssued = db.prepare('DELETE FROM issued WHERE session = ? AND giving = ?')
  const sorting = db.prepare('SELECT step, seq, phone, body FROM sorting WHERE session = ? ORDER BY step, seq')
  const addSorting = db.prepare('INSERT INTO sorting (session, step, seq, phone, body) VALUES (?, ?, ?, ?, ?)')
  const clearSorting = db.prepare('DELETE FROM sorting WHERE session = ? AND step = ?')
  const waitingKey = db.prepare('SELECT public, secret FROM waiting_keys WHERE session = ? AND round = ?')
  const addWaitingKey = db.prepare('INSERT INTO waiting_keys (session, round, public, secret) VALUES (?, ?, ?, ?)')
  const addPlace = db.prepare('INSERT INTO waiting (session, round, place, envelope) VALUES (?, ?, ?, randomblob(?))')
  const places = db.prepare('SELECT envelope FROM waiting WHERE session = ? AND round = ? ORDER BY place')
  const putWaiting = db.prepare('UPDATE waiting SET envelope = ? WHERE session = ? AND round = ? AND place = ?')
  const forgetWaiting = db.prepare('DELETE FROM waiting WHERE session = ? AND round = ?')
  const forgetWaitingKey = db.prepare('DELETE FROM waiting_keys WHERE session = ? AND round = ?')
  const oweRewrite = db.prepare("INSERT OR IGNORE INTO chores (name) VALUES ('rewrite')")

  const columns = (session: SessionJob) =>
    [
      session.version,
      session.code,
      session.status,
      session.body,
      session.due?.day ?? null,
      session.due?.hour ?? null,
      session.id,
    ] as const

  function commit(commit: CommitJob): boolean {
    if (swap.run(...columns(commit), commit.expected) !== 1) return false
    if (commit.erases) oweRewrite.run()
    // Sorted: even without a rowid the bytes of a page lie in the order in which they were written.
    for (const row of commit.cards.toSorted(byId))
      addCard.run(commit.id, row.id, row.round, row.room, row.kind, row.text, row.mark)
    for (const row of commit.answers.toSorted(byId))
      addAnswer.run(commit.id, row.id, row.round, row.slot, row.body, row.mark)
    for (const { name, state } of commit.docs) putDoc.run(commit.id, name, state)
    for (const card of commit.withdrawn) removeCard.run(commit.id, card)
    for (const giving of commit.over) forgetIssued.run(commit.id, giving)
    for (const round of commit.opened) {
      forgetWaiting.run(commit.id, round)
      forgetWaitingKey.run(commit.id, round)
    }
    return true
  }

  const mustHave = (session: string) => {
    if (!has.get(session)) throw new StoreProblem({ code: 'missing', say: `There is no session ${session}.` })
  }

  function waiting({ session, round, publicKey, secretKey, places: count, bytes }: JobOf<'waiting'>): WaitingJob {
    mustHave(session)
    // All places are there from the beginning: whatever comes later changes no size and no order.
    if (!waitingKey.get(session, round)) {
      addWaitingKey.run(session, round, publicKey, secretKey)
      for (let place = 0; place < count; place++) addPlace.run(session, round, place, bytes)
    }
    const key = waitingKey.get(session, round)
    return {
      publicKey: bytesOf(key?.public),
      secretKey: bytesOf(key?.secret),
      envelopes: places.all(session, round).map(({ envelope }) => bytesOf(envelope)),
    }
  }

  const keepSorting = (session: string, { step, seq, phone, body }: SortingJob) =>
    addSorting.run(session, step, seq, phone, body)

  return (job) => {
    switch (job.kind) {
      case 'create':
        if (has.get(job.session.id))
          throw new StoreProblem({ code: 'exists', say: `There is a session ${job.session.id} already.` })
        insert.run(...columns(job.session))
        return null
      case 'load':
        return (load.get(job.id)?.body as string | undefined) ?? null
      case 'list':
        return list.all().map(
          ({ id, code, status, due_day: day, due_hour: hour }): SessionLine => ({
            id: String(id),
            code: code === null ? null : String(code),
            status: status === 'live' ? 'live' : 'ended',
            due: day === null ? null : { day: String(day), hour: Number(hour) },
          }),
        )
      case 'commit':
        return commit(job.commit)
      case 'cards':
        return cards.all(job.session) as CardRow[]
      case 'answers':
        return answers.all(job.session, job.round) as AnswerJob[]
      case 'issue':
        mustHave(job.session)
        noteIssued.run(job.session, job.giving, job.seat, job.hash)
        return issuedHash.get(job.session, job.giving, job.seat)?.hash === job.hash
      case 'issued':
        return issuedSeats.all(job.session, job.giving).map((row) => String(row.seat))
      case 'waiting':
        return waiting(job)
      case 'putWaiting':
        putWaiting.run(job.envelope, job.session, job.round, job.place)
        return null
      case 'vectors':
        return vectors.all(job.session, job.model).map((row) => ({
          card: String(row.card),
          vector: new Uint8Array(row.vector as Uint8Array),
        }))
      case 'saveVectors':
        for (const { card, vector } of job.rows.toSorted((a, b) => (a.card < b.card ? -1 : 1)))
          putVector.run(job.model, vector, job.session, card)
        return null
      case 'sorting':
        return sorting.all(job.session) as SortingJob[]
      case 'addSorting':
        mustHave(job.session)
        keepSorting(job.session, job.row)
        return null
      case 'settleSorting':
        mustHave(job.session)
        clearSorting.run(job.session, job.step)
        for (const row of job.rows) keepSorting(job.session, row)
        oweRewrite.run()
        return null
      case 'doc': {
        const state = doc.get(job.session, job.name)?.state
        // Bindings give a Buffer, maybe over shared memory: hand out bytes of their own.
        return state ? new Uint8Array(state as Uint8Array) : null
      }
      case 'saveDoc':
        mustHave(job.session)
        putDoc.run(job.session, job.doc.name, job.doc.state)
        return null
      case 'remove':
        if (remove.run(job.session) > 0) oweRewrite.run()
        return null
    }
  }
}

/** Bindings give a Buffer, maybe over shared memory: these are bytes of their own. */
function bytesOf(blob: unknown): Uint8Array {
  return new Uint8Array(blob as Uint8Array)
}

function byId(a: Pick<CardRow | AnswerRow, 'id'>, b: Pick<CardRow | AnswerRow, 'id'>): number {
  return a.id < b.id ? -1 : 1
}
