// Takes out of the file what SQLite leaves in it: the log of who came when, and old copies in unused parts of pages.
import type { Job } from './jobs.ts'
import type { Db } from './open-db.ts'

export type Scrubber = {
  /** After the commit of `group`, before it is acknowledged. */
  after(group: readonly Job[]): void
  /** Whatever is still owed. */
  everything(): void
}

/**
 * Never throws and waits for nobody: what can't be done now (somebody reads, the disk is full) stays owed. That a
 * rewrite is owed stands in the file itself, written with the removal, so that a killed process owes it still.
 *
 * secure_delete alone is not enough: it wipes the cells that are deleted, but not the copies that stay behind when
 * pages of a tree are rebuilt. Only VACUUM leaves none.
 */
export function createScrubber(db: Db): Scrubber {
  const rewriteOwed = db.prepare("SELECT 1 FROM chores WHERE name = 'rewrite'")
  let logOwed = true

  function rewrite(): void {
    if (!rewriteOwed.get()) return
    logOwed = true
    db.exec('VACUUM')
    db.exec("DELETE FROM chores WHERE name = 'rewrite'")
  }

  function emptyLog(): void {
    if (logOwed) logOwed = Number(db.pragma('wal_checkpoint(TRUNCATE)')) > 0
  }

  function unhurried(...chores: readonly (() => void)[]): void {
    const patience = Number(db.pragma('busy_timeout'))
    db.exec('PRAGMA busy_timeout = 0')
    for (const chore of chores) {
      try {
        chore()
      } catch {
        // It stays owed: what was to be saved is safe already, and must not be refused for this.
        if (db.inTransaction()) db.exec('ROLLBACK')
      }
    }
    db.exec(`PRAGMA busy_timeout = ${patience}`)
  }

  return {
    after(group) {
      if (group.some(marksTime)) logOwed = true
      // A rewrite that failed is not tried at every write: on a full disk each try would cost a copy of the file.
      if (group.some(takesOut)) unhurried(rewrite, emptyLog)
      else if (logOwed) unhurried(emptyLog)
    },
    everything() {
      logOwed = true
      unhurried(rewrite, emptyLog)
    },
  }
}

/** True if the log would show when anonymous rows came. */
function marksTime(job: Job): boolean {
  if (job.kind === 'putWaiting') return true
  if (job.kind !== 'commit') return false
  const { cards, answers, docs, withdrawn } = job.commit
  return cards.length + answers.length + docs.length + withdrawn.length > 0
}

/** True for jobs that may have made a rewrite due; statements.ts writes down when they did. */
function takesOut(job: Job): boolean {
  return ['remove', 'settleSorting'].includes(job.kind) || (job.kind === 'commit' && job.commit.erases)
}
