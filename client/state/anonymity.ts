// The phone's arithmetic of tokens and envelopes. Loaded when a session is entered, never before: it weighs more than the way in.

import { type Act, sealEnvelope } from '../../shared/anon/envelope.ts'
import { keyHash, type PublicKeys } from '../../shared/anon/fingerprint.ts'
import { type Grant, infoId } from '../../shared/anon/grants.ts'
import { isRoundKey, isVouchedFor } from '../../shared/anon/keys.ts'
import { blindToken, finishTokens, nullifierOf, TOKEN_BYTES, type Token } from '../../shared/anon/token.ts'
import { fromBase64Url, toBase64Url } from '../../shared/base64url.ts'
import type { RequestReply } from '../../shared/requests.ts'
import { breath } from './breath.ts'

/** One grant's tokens on their way: all base64url, so that a reload in between loses nothing. */
export type Asked = {
  readonly info: string
  readonly slots: readonly string[]
  readonly inputs: readonly string[]
  readonly blinds: readonly string[]
  readonly blinded: readonly string[]
}
/** One grant's tokens, ready to be spent; the blinds are gone. */
export type Ready = {
  readonly info: string
  readonly slots: readonly string[]
  readonly inputs: readonly string[]
  readonly keys: readonly string[]
}
export type Signed = RequestReply['tokens']['signed'][number]

export async function blind(
  grants: readonly Grant[],
  publicKey: string,
  random: (bytes: Uint8Array<ArrayBuffer>) => void,
): Promise<Asked[]> {
  const key = fromBase64Url(publicKey)
  const asked: Asked[] = []
  for (const { info, slots } of grants) {
    const tokens = []
    for (const _ of slots) {
      const input = new Uint8Array(TOKEN_BYTES)
      random(input)
      tokens.push(blindToken(info, key, input))
      await breath()
    }
    asked.push({
      info: toBase64Url(info),
      slots,
      inputs: tokens.map(({ input }) => toBase64Url(input)),
      blinds: tokens.map(({ blind }) => toBase64Url(blind)),
      blinded: tokens.map(({ blinded }) => toBase64Url(blinded)),
    })
  }
  return asked
}

/** Null when a proof does not hold: other keys, or another wording than this phone shows. */
export async function finish(
  asked: readonly Asked[],
  signed: readonly Signed[],
  publicKey: string,
): Promise<Ready[] | null> {
  const key = fromBase64Url(publicKey)
  const ready: Ready[] = []
  for (const [at, one] of asked.entries()) {
    const answer = signed[at]
    if (answer === undefined) return null
    await breath()
    try {
      const tokens = one.inputs.map((input, slot) => ({
        input: fromBase64Url(input),
        blind: fromBase64Url(one.blinds[slot] ?? ''),
        blinded: fromBase64Url(one.blinded[slot] ?? ''),
      }))
      const done = finishTokens(
        fromBase64Url(one.info),
        key,
        tokens,
        answer.evaluated.map(fromBase64Url),
        fromBase64Url(answer.proof),
      )
      ready.push({
        info: one.info,
        slots: one.slots,
        inputs: one.inputs,
        keys: done.map((token) => toBase64Url(token.key)),
      })
    } catch {
      return null
    }
  }
  return ready
}

/** One envelope for every token, in the order of the slots; `seq` for all of them, or one for each. */
export function seals(
  ready: readonly Ready[],
  roundKey: string,
  seq: number | readonly number[],
  acts: readonly Act[],
): (() => Uint8Array<ArrayBuffer>)[] {
  const key = fromBase64Url(roundKey)
  const tokens = ready.flatMap((one) => {
    const id = infoId(fromBase64Url(one.info))
    return one.inputs.map((input, at): { id: Uint8Array; token: Token } => ({
      id,
      token: { input: fromBase64Url(input), key: fromBase64Url(one.keys[at] ?? '') },
    }))
  })
  return tokens.map(({ id, token }, at) => () => {
    const act = acts[at] ?? { is: 'blank' }
    const number = typeof seq === 'number' ? seq : (seq[at] ?? 0)
    try {
      return sealEnvelope(key, id, token, number, act)
    } catch {
      // Nothing that was typed may keep a phone from sending what every phone sends.
      return sealEnvelope(key, id, token, number, { is: 'blank' })
    }
  })
}

export function vouchedFor(
  session: string,
  round: string,
  key: { readonly public: string; readonly signature: string },
  signedBy: string,
): boolean {
  const [own, signature] = [fromBase64Url(key.public), fromBase64Url(key.signature)]
  return isRoundKey(session, round, own, signature, fromBase64Url(signedBy))
}

export type OldKeys = PublicKeys & { readonly vouches: string }

/** Whether each of these keys vouches for those that came next, and the last of them for the present ones. */
export function inherits(session: string, before: readonly OldKeys[], keys: PublicKeys): boolean {
  return before.every((one, at) => {
    const next = keyHash(before[at + 1] ?? keys)
    return isVouchedFor(session, next, fromBase64Url(one.vouches), fromBase64Url(one.sign))
  })
}

/** By slot; only for grants of one token each. */
export function nullifiers(ready: readonly Ready[]): Map<string, Uint8Array> {
  return new Map(
    ready.flatMap(({ info, slots, inputs }) =>
      slots.map((slot, at) => [slot, nullifierOf(fromBase64Url(info), fromBase64Url(inputs[at] ?? ''))] as const),
    ),
  )
}
