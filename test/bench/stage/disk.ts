// What a thief of the disk finds (view V4): every file of the data folder, byte by byte and row by row.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDb } from '../../../server/adapters/sqlite/open-db.ts'

export type StoredRow = {
  readonly table: string
  readonly rowid: number | null
  readonly row: Readonly<Record<string, unknown>>
}
export type Disk = {
  readonly files: ReadonlyMap<string, Buffer>
  readonly rows: readonly StoredRow[]
  /** All that the server ever said on its terminal until then. */
  readonly log: string
}

/**
 * Loads what opens databases while no socket is open yet: the first time it asks Node for a report on this process, and that looks
 * up a name for each socket, for half a minute in which nothing else moves.
 */
export function readyToRead(): void {
  openDb(':memory:').close()
}

/** Reads a copy, so that opening the database changes nothing of what was found. Rows come as their table gives them. */
export function readDisk(folder: string, log: string): Disk {
  const files = new Map<string, Buffer>()
  for (const name of readdirSync(folder)) files.set(name, readFileSync(join(folder, name)))
  const copy = mkdtempSync(join(tmpdir(), 'eighty-disk-'))
  try {
    cpSync(folder, copy, { recursive: true })
    const rows = [...files.keys()].filter((name) => name.endsWith('.db')).flatMap((name) => rowsOf(join(copy, name)))
    return { files, rows, log }
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

function rowsOf(file: string): StoredRow[] {
  const db = openDb(file)
  try {
    const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all()
    return tables.flatMap(({ name }) => {
      const table = String(name)
      return read(table).map(({ _rowid, ...row }): StoredRow => {
        return { table, rowid: typeof _rowid === 'number' ? _rowid : null, row }
      })
    })
  } finally {
    db.close()
  }
  function read(table: string) {
    try {
      return db.prepare(`SELECT rowid AS _rowid, * FROM "${table}"`).all()
    } catch {
      // A table without rowid has no order but its key's.
      return db.prepare(`SELECT * FROM "${table}"`).all()
    }
  }
}
