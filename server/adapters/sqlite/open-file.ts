// Opens the store's file safely: refuses what is broken, foreign, newer or unwritable, and never starts anew over it.
import { randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import { dirname, resolve } from 'node:path'
import { MIGRATIONS, migrate, refuseNewer } from './migrations.ts'
import { type Db, openDb } from './open-db.ts'
import { damaged, faultOf, StoreProblem } from './store-problem.ts'

/** Written into the header of our files ("EGHT"), so that another program's database is not taken for ours. */
export const APPLICATION = 0x45474854
/** The first bytes of every write-ahead log, but for the last bit. */
const WAL_MAGIC = 0x377f0682

/** `busyMs`: how long a locked file may hold up this thread. Throws StoreProblem. */
export function openFile(file: string, busyMs: number): Db {
  try {
    if (file === ':memory:') return prepare(openDb(file), file, busyMs)
    const path = resolve(file)
    if (!usable(path)) createEmpty(path)
    return prepare(openDb(path), path, busyMs)
  } catch (thrown) {
    throw new StoreProblem(faultOf(file, thrown))
  }
}

/** False if there is nothing yet; throws if what is there can't be a database that we may write. */
function usable(path: string): boolean {
  const folder = dirname(path)
  fs.mkdirSync(folder, { recursive: true })
  fs.accessSync(folder, fs.constants.R_OK | fs.constants.W_OK | fs.constants.X_OK)
  const found = fs.statSync(path, { throwIfNoEntry: false })
  const wal = walStart(path)
  if (!found) {
    if (wal.length > 0) throw new StoreProblem(damaged(path, 'it is gone, though its -wal is still there'))
    return false
  }
  if (!found.isFile()) throw new StoreProblem({ code: 'unwritable', say: `${path} is not a file; set DATA_DIR.` })
  fs.accessSync(path, fs.constants.R_OK | fs.constants.W_OK)
  if (found.size === 0) throw new StoreProblem(damaged(path, 'it is empty'))
  // SQLite takes a log with a wrong start for no log at all. Zeros are what a power cut leaves of an unsynced write.
  const overwritten = wal.some((byte) => byte !== 0) && (wal.length < 4 || (wal.readUInt32BE() & ~1) !== WAL_MAGIC)
  if (overwritten) throw new StoreProblem(damaged(path, 'its -wal was overwritten'))
  return true
}

function walStart(path: string): Buffer {
  const wal = `${path}-wal`
  if (!fs.existsSync(wal)) return Buffer.alloc(0)
  const open = fs.openSync(wal, 'r')
  try {
    const start = Buffer.alloc(4)
    return start.subarray(0, fs.readSync(open, start))
  } finally {
    fs.closeSync(open)
  }
}

/** Makes the file elsewhere and gives it its name when it is whole, so that an empty file is never our own doing. */
function createEmpty(path: string): void {
  const draft = `${path}.${randomBytes(6).toString('hex')}.new`
  try {
    const db = openDb(draft)
    try {
      db.exec(`PRAGMA synchronous = FULL; PRAGMA application_id = ${APPLICATION}`)
      migrate(db, path)
    } finally {
      db.close()
    }
    giveName(draft, path)
    syncFolder(dirname(path))
  } finally {
    fs.rmSync(draft, { force: true })
  }
}

function giveName(draft: string, path: string): void {
  try {
    // Unlike a rename this never replaces: if two servers start at once, the second uses the file of the first.
    fs.linkSync(draft, path)
  } catch {
    // It is there already, or the file system has no hard links.
    if (!fs.existsSync(path)) fs.copyFileSync(draft, path, fs.constants.COPYFILE_EXCL)
  }
}

function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const open = fs.openSync(folder, 'r')
  try {
    fs.fsyncSync(open)
  } finally {
    fs.closeSync(open)
  }
}

function prepare(db: Db, file: string, busyMs: number): Db {
  try {
    db.exec(`PRAGMA busy_timeout = ${busyMs}; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON`)
    if (file === ':memory:') migrate(db, file)
    else settle(db, file)
    return db
  } catch (thrown) {
    db.close()
    throw thrown
  }
}

function settle(db: Db, file: string): void {
  if (db.pragma('application_id') !== APPLICATION) {
    throw new StoreProblem({
      code: 'foreign',
      say: `${file} is not a database of Eighty; set DATA_DIR to another folder.`,
    })
  }
  refuseNewer(db, file, MIGRATIONS.length)
  const health = db.pragma('quick_check(1)')
  if (health !== 'ok') throw new StoreProblem(damaged(file, String(health).split('\n').at(-1) ?? ''))
  if (db.pragma('journal_mode = WAL') !== 'wal')
    throw new StoreProblem({
      code: 'unwritable',
      say: `${file} is on a disk without shared memory; set DATA_DIR to a local one.`,
    })
  db.exec('PRAGMA synchronous = FULL')
  migrate(db, file)
}
