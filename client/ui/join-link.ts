// Where phones join: this page's own address, or the server's on the network when this page was opened as localhost.
import { keyHash, type PublicKeys } from '../../shared/anon/fingerprint.ts'
import { baseAddress, type Place } from './base-address.ts'

export type JoinLink = {
  /** What the QR code holds: with the hash of the session's keys, so that a camera pins them. */
  readonly link: string
  /** The same without the hash, for people. */
  readonly plain: string
  /** Without scheme and code: what is read from ten metres. */
  readonly address: string
}

export function joinLink(place: Place, origin: string | null, code: string, keys: PublicKeys): JoinLink {
  const base = baseAddress(place, origin)
  const plain = `${base}/j/${code}`
  return { link: `${plain}#k=${keyHash(keys)}`, plain, address: `${withoutScheme(base)}/j` }
}

/** Where the page about anonymity is, as it is read from a wall. */
export function anonymityAddress(place: Place, origin: string | null): string {
  return `${withoutScheme(baseAddress(place, origin))}/anonymity`
}

function withoutScheme(address: string): string {
  return address.replace(/^https?:\/\//, '')
}
