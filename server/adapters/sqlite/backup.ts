// Copies of the whole file: taken while the server runs, and put back while it does not.
import * as fs from 'node:fs'
import { dirname, resolve } from 'node:path'
import { MIGRATIONS, refuseNewer } from './migrations.ts'
import { openDb } from './open-db.ts'
import { APPLICATION } from './open-file.ts'
import { damaged, faultOf, StoreProblem } from './store-problem.ts'

/** A busy file is waited for so long (ms): nobody sits in front of a backup. */
const PATIENCE = 10_000

/**
 * Writes a copy of `file` as it stands at one moment: everything acknowledged until then, nothing half. The server may run.
 * Throws StoreProblem: `missing` when there is nothing to copy, `exists` when `target` is there already.
 */
export function backupFile(file: string, target: string): void {
  const [from, to] = [resolve(file), resolve(target)]
  if (!fs.existsSync(from)) throw new StoreProblem({ code: 'missing', say: `There is no database at ${from}.` })
  if (fs.existsSync(to)) throw new StoreProblem({ code: 'exists', say: `${to} is there already; name another file.` })
  const draft = `${to}.part`
  try {
    fs.rmSync(draft, { force: true })
    const db = openDb(from)
    try {
      db.exec(`PRAGMA busy_timeout = ${PATIENCE}`)
      // Not prepared: a statement that is still there keeps the file open.
      db.exec(`VACUUM INTO '${draft.replaceAll("'", "''")}'`)
    } finally {
      db.close()
    }
    leaveOutWaiting(draft)
    checkBackup(draft)
    fs.chmodSync(draft, 0o600)
    fs.renameSync(draft, to)
  } catch (thrown) {
    throw new StoreProblem(faultOf(from, thrown))
  } finally {
    fs.rmSync(draft, { force: true })
  }
}

/**
 * Puts a backup in the place of `file`. What lies there is moved aside (its new name is returned) when `replace` says so, else
 * nothing is touched. Throws StoreProblem: `busy` while a server has the file open, `exists` without `replace`.
 */
export function restoreFile(backup: string, file: string, replace: boolean): string | null {
  const [from, to] = [resolve(backup), resolve(file)]
  if (!fs.existsSync(from)) throw new StoreProblem({ code: 'missing', say: `There is no backup at ${from}.` })
  checkBackup(from)
  const there = fs.existsSync(to)
  if (there && !replace)
    throw new StoreProblem({ code: 'exists', say: `${to} is there already; add --replace to move it aside first.` })
  if (there && isInUse(to))
    throw new StoreProblem({ code: 'busy', say: `${to} is open: stop the server, then restore.` })
  fs.mkdirSync(dirname(to), { recursive: true })
  const aside = there ? freeName(`${to}.before`) : null
  const draft = `${to}.restoring`
  try {
    fs.copyFileSync(from, draft)
    fs.chmodSync(draft, 0o600)
    if (aside !== null) fs.renameSync(to, aside)
    // What is left of the old one's log must not be read into the new one.
    for (const rest of ['-wal', '-shm']) fs.rmSync(`${to}${rest}`, { force: true })
    fs.renameSync(draft, to)
  } catch (thrown) {
    throw new StoreProblem(faultOf(to, thrown))
  } finally {
    fs.rmSync(draft, { force: true })
  }
  return aside
}

/** Whether any process has it open: only the last one to leave may take its log away. */
function isInUse(file: string): boolean {
  const db = openDb(file)
  try {
    db.exec('PRAGMA busy_timeout = 200')
    return db.pragma('journal_mode = DELETE') !== 'delete'
  } catch {
    return true
  } finally {
    db.close()
  }
}

/** Sealed answers of an open check-in, and the key to them, are in no copy: a second file would tell what came between two. */
function leaveOutWaiting(copy: string): void {
  const db = openDb(copy)
  try {
    // A file of an earlier version, copied before the new one opens it, knows of no check-ins.
    if (!db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'waiting_keys'").get()) return
    db.exec(
      'PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; DELETE FROM waiting_keys; DELETE FROM waiting; VACUUM',
    )
  } finally {
    db.close()
  }
}

/** How many sessions a file holds, and that it is whole, ours and not from the future. Throws StoreProblem if not. */
export function checkBackup(file: string): { readonly sessions: number } {
  const db = openDb(file)
  try {
    const health = db.pragma('quick_check(1)')
    if (health !== 'ok') throw new StoreProblem(damaged(file, String(health).split('\n').at(-1) ?? ''))
    if (db.pragma('application_id') !== APPLICATION)
      throw new StoreProblem({ code: 'foreign', say: `${file} is not a database of Eighty.` })
    refuseNewer(db, file, MIGRATIONS.length)
    return { sessions: Number(db.prepare('SELECT count(*) AS n FROM sessions').get()?.n ?? 0) }
  } catch (thrown) {
    throw new StoreProblem(faultOf(file, thrown))
  } finally {
    db.close()
  }
}

function freeName(path: string): string {
  if (!fs.existsSync(path)) return path
  for (let n = 2; ; n++) if (!fs.existsSync(`${path}-${n}`)) return `${path}-${n}`
}
