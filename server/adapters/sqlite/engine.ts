// Does a group of jobs in one transaction and one disk sync; a job that fails takes no other with it.
import type { Job, Outcome } from './jobs.ts'
import type { Db } from './open-db.ts'
import { createScrubber } from './scrubber.ts'
import { createStatements } from './statements.ts'
import { faultOf, type StoreFault } from './store-problem.ts'

export type Engine = { run(group: readonly Job[]): readonly Outcome[]; close(): void }

/** `db` must be prepared (open-file.ts); `file` is its name for messages. The engine closes it. Never throws from run. */
export function createEngine(db: Db, file: string): Engine {
  const perform = createStatements(db)
  const scrubber = createScrubber(db)

  function attempt(job: Job): Outcome {
    if (!writes(job)) return alone(job)
    db.exec('SAVEPOINT job')
    try {
      const value = perform(job)
      db.exec('RELEASE job')
      return { ok: true, value }
    } catch (thrown) {
      // A full disk ends the whole transaction, not only this job.
      if (!db.inTransaction()) throw thrown
      db.exec('ROLLBACK TO job; RELEASE job')
      return { ok: false, fault: faultOf(file, thrown) }
    }
  }

  function alone(job: Job): Outcome {
    try {
      return { ok: true, value: perform(job) }
    } catch (thrown) {
      return { ok: false, fault: faultOf(file, thrown) }
    }
  }

  /** The transaction is lost: nothing of it was written, and those who only wanted to read still may. */
  function lost(group: readonly Job[], fault: StoreFault): readonly Outcome[] {
    if (db.inTransaction()) db.exec('ROLLBACK')
    return group.map((job) => (writes(job) ? { ok: false, fault } : alone(job)))
  }

  scrubber.everything()
  return {
    run(group) {
      if (!group.some(writes)) return group.map(alone)
      let outcomes: readonly Outcome[]
      try {
        db.exec('BEGIN IMMEDIATE')
        outcomes = group.map(attempt)
        db.exec('COMMIT')
      } catch (thrown) {
        return lost(group, faultOf(file, thrown))
      }
      scrubber.after(group)
      return outcomes
    },
    close() {
      scrubber.everything()
      db.close()
    },
  }
}

function writes(job: Job): boolean {
  return [
    'create',
    'commit',
    'saveDoc',
    'remove',
    'issue',
    'saveVectors',
    'addSorting',
    'settleSorting',
    'waiting',
    'putWaiting',
  ].includes(job.kind)
}
