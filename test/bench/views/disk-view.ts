// View V4: in which order the bytes of a disk have the cards, whatever table, page or log they lie in.
import type { Disk } from '../stage/disk.ts'

/** Names of the orders that a disk may betray. */
export type DiskOrders = {
  /** First place in the main file, by page and then from its end, as SQLite fills pages. */
  readonly bytes: ReadonlyMap<string, number>
  /** First frame of the write-ahead log that has it. */
  readonly frames: ReadonlyMap<string, number>
  /** Rowid, where a table that has one holds it. */
  readonly rowids: ReadonlyMap<string, number>
}

const PAGE = 4096
const WAL_HEAD = 32
const FRAME_HEAD = 24

/** `keys`: what is looked for, such as the marks of cards. */
export function diskOrders(disk: Disk, keys: readonly string[]): DiskOrders {
  const bytes = new Map<string, number>()
  const frames = new Map<string, number>()
  const rowids = new Map<string, number>()
  for (const [name, content] of disk.files) {
    for (const key of keys) {
      const at = content.indexOf(key)
      if (at < 0) continue
      if (name.endsWith('.db') && !bytes.has(key)) bytes.set(key, Math.floor(at / PAGE) * PAGE + (PAGE - (at % PAGE)))
      if (name.endsWith('-wal')) frames.set(key, Math.floor((at - WAL_HEAD) / (PAGE + FRAME_HEAD)))
    }
  }
  for (const { table, rowid, row } of disk.rows) {
    if (rowid === null || table === 'sessions') continue
    const text = Object.values(row).filter((value) => typeof value === 'string')
    for (const value of text) if (keys.includes(value)) rowids.set(value, rowid)
  }
  return { bytes, frames, rowids }
}

/** True if these bytes are anywhere in what is on the disk. */
export function onDisk(disk: Disk, text: string): boolean {
  return [...disk.files.values()].some((content) => content.includes(text))
}
