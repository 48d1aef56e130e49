// Looks over the simulated phones' shoulders: which envelope carries which act. Truth for the harness alone; no phone changes by it.
import { createPrivateKey, createPublicKey } from 'node:crypto'

export type SeenAct = { readonly is: string; readonly mark?: string; readonly reveal?: string }

const PKCS8 = Buffer.from('302e020100300506032b656e04220420', 'hex')
const KEY_BYTES = 32

/** By the first bytes of the envelope: its own public key. */
const acts = new Map<string, SeenAct>()
let pending: SeenAct | null = null
let looking = false

const isAct = (value: unknown): value is SeenAct =>
  typeof value === 'object' &&
  value !== null &&
  'is' in value &&
  (value.is === 'blank' || value.is === 'card' || value.is === 'answer' || value.is === 'withdraw')

/** An act is put into words, and right after it the key is drawn that seals it: the two belong together. */
export function lookOverShoulders(): void {
  if (looking) return
  looking = true
  const stringify = JSON.stringify
  JSON.stringify = ((value: unknown, ...rest: unknown[]) => {
    if (isAct(value)) pending = value
    return Reflect.apply(stringify, JSON, [value, ...rest])
  }) as typeof JSON.stringify
  const draw = crypto.getRandomValues.bind(crypto)
  crypto.getRandomValues = ((array: Uint8Array) => {
    draw(array as Uint8Array<ArrayBuffer>)
    if (pending !== null && array.length === KEY_BYTES) {
      acts.set(publicKeyOf(array), pending)
      pending = null
    }
    return array
  }) as typeof crypto.getRandomValues
}

/** Null for an envelope that was not sealed in this process. */
export function actIn(envelope: Uint8Array): SeenAct | null {
  return acts.get(Buffer.from(envelope.subarray(0, KEY_BYTES)).toString('base64url')) ?? null
}

function publicKeyOf(secret: Uint8Array): string {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, secret]), format: 'der', type: 'pkcs8' })
  return String(createPublicKey(key).export({ format: 'jwk' }).x)
}
