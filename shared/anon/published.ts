// The published list of a closed ballot: one line for every answer that came, so that each phone can find its own and everybody
// can see that all hold the same list (ANONYMITY §6, as limited by decision 7).
import { sha256 } from '@noble/hashes/sha2.js'
import { readable } from './fingerprint.ts'
import { PROTOCOL, pack } from './pack.ts'

/** What a line says of its answer; null where the list is too short to say it. */
export type Line = { readonly line: string; readonly says: LineSays | null }
export const LINE_SAYS = ['counted', 'not-counted', 'not-mine', 'silent'] as const
export type LineSays = (typeof LINE_SAYS)[number]

/** The line of a spent token: it does not exist before the beacon, which is drawn when the ballot closes, so nobody can be asked for it before. */
export function lineOf(nullifier: Uint8Array, beacon: string): string {
  return readable(sha256(pack(`${PROTOCOL} line`, nullifier, beacon)))
}

/** 12 hexadecimal digits of the whole list: read aloud or compared by eye, they show that two people hold the same. */
export function digestOf(ballot: string, beacon: string, lines: readonly Line[]): string {
  const text = [...lines].map(({ line, says }) => `${line}=${says ?? ''}`).sort()
  const hash = sha256(pack(`${PROTOCOL} list`, ballot, beacon, ...text))
  return [...hash.subarray(0, 6)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
