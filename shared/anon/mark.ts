// How an author, and nobody else, recognises and takes back a card: by a secret drawn for that one card (ANONYMITY §7).
import { sha256 } from '@noble/hashes/sha2.js'
import { fromBase64Url, toBase64Url } from '../base64url.ts'
import { PROTOCOL, pack } from './pack.ts'

/** What is published with the card: 128 bits of the secret's hash, 22 characters. Whoever can name the secret wrote the card. */
export function markOf(secret: string): string {
  return toBase64Url(sha256(pack(`${PROTOCOL} mark`, fromBase64Url(secret))).subarray(0, 16))
}
