// The secret by which links in mails are signed: drawn once, kept beside the database, readable by this account alone.
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const BYTES = 32

/** Throws when the folder can be neither read nor written. A file of another size is replaced: links of earlier mails are void then. */
export function replySecret(folder: string): Uint8Array {
  const file = join(folder, 'reply.key')
  mkdirSync(folder, { recursive: true })
  const there = read(file)
  if (there?.length === BYTES) return there
  try {
    writeFileSync(file, randomBytes(BYTES), { mode: 0o600, flag: there === null ? 'wx' : 'w', flush: true })
  } catch (problem) {
    // Another server on the same folder was first.
    if (!(problem instanceof Error && 'code' in problem && problem.code === 'EEXIST')) throw problem
  }
  return readFileSync(file)
}

function read(file: string): Uint8Array | null {
  try {
    return readFileSync(file)
  } catch (problem) {
    if (problem instanceof Error && 'code' in problem && problem.code === 'ENOENT') return null
    throw problem
  }
}
