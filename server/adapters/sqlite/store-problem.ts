// What can be wrong with the store, in a sentence for the person who runs the server.

/**
 * `busy`: another process holds the file, try again. `full`: no space left; heals by itself when there is some.
 * `missing`, `exists`: the session is not, or already, there. `closed`: asked after close.
 * `damaged`, `foreign`, `newer`, `unwritable`, `no-driver`: the file can't be used at all. `failed`: anything else.
 */
export type StoreProblemCode =
  | 'busy'
  | 'full'
  | 'missing'
  | 'exists'
  | 'closed'
  | 'damaged'
  | 'foreign'
  | 'newer'
  | 'unwritable'
  | 'no-driver'
  | 'failed'

/** A problem as it crosses threads. `say` never holds what people wrote: SQLite's messages name columns, not values. */
export type StoreFault = { readonly code: StoreProblemCode; readonly say: string }

export class StoreProblem extends Error {
  readonly code: StoreProblemCode
  readonly say: string

  constructor(fault: StoreFault) {
    super(fault.say)
    this.name = 'StoreProblem'
    this.code = fault.code
    this.say = fault.say
  }
}

/** The fault behind whatever a SQLite binding threw about `file`. */
export function faultOf(file: string, thrown: unknown): StoreFault {
  if (thrown instanceof StoreProblem) return { code: thrown.code, say: thrown.say }
  const code = String(Object(thrown).code ?? '')
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return { code: 'busy', say: `${file} is in use by another process; try again in a moment.` }
  if (code.startsWith('SQLITE_FULL') || code === 'ENOSPC')
    return {
      code: 'full',
      say: `There is no space left for ${file}; free some disk space, the server goes on by itself.`,
    }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return damaged(file, message)
  if (
    /^(SQLITE_READONLY|SQLITE_CANTOPEN|EACCES|EPERM|EROFS|EEXIST|ENOTDIR|EISDIR)/.test(code) ||
    /unable to open/i.test(message)
  )
    return {
      code: 'unwritable',
      say: `${file} can't be written (${message}); give the account that runs Eighty the right to, or set DATA_DIR.`,
    }
  return { code: 'failed', say: `${file} could not be used: ${message}` }
}

export function damaged(file: string, detail: string): StoreFault {
  return {
    code: 'damaged',
    say: `${file} is damaged (${detail}): put a backup in its place and delete ${file}-wal and ${file}-shm, or move all three away to start empty.`,
  }
}
