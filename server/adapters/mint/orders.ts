// What can be ordered from the mint; all of it survives a structured clone.
import { evaluateToken, type Signed, signBlinded } from '../../../shared/anon/mint.ts'
import type { Mint } from '../../ports.ts'

export type SignOrder = { readonly does: 'sign' } & Omit<Parameters<Mint['sign']>[0], 'session'>
export type EvaluateOrder = { readonly does: 'evaluate' } & Omit<Parameters<Mint['evaluate']>[0], 'session' | 'last'>
export type Order = SignOrder | EvaluateOrder
export type Made = readonly Signed[] | Uint8Array | null

/** Null for what cannot be made of what was sent. */
export function fulfil(order: Order): Made {
  if (order.does === 'sign') {
    const signed = order.groups.map(({ info, blinded }) => signBlinded(info, order.secret, blinded))
    return signed.every((one) => one !== null) ? signed : null
  }
  try {
    return evaluateToken(order.info, order.secret, order.input)
  } catch {
    return null
  }
}
