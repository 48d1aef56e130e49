// Which keys a phone goes along with: those it knows, and those that they vouch for, one after the other.
import { expect, test } from 'vitest'
import { memoryKeep } from '../../client/state/keep.ts'
import { keepTrust, type Trust } from '../../client/state/trust.ts'
import { realIds } from '../../server/adapters/ids.ts'
import { fingerprint, keyHash } from '../../shared/anon/fingerprint.ts'
import { vouchForKeys } from '../../shared/anon/keys.ts'
import { fromBase64Url, toBase64Url } from '../../shared/base64url.ts'
import type { Keys } from '../../shared/model.ts'
import { sees } from '../support/waiting.ts'

const SESSION = 'session1'
type Old = Keys['before'][number]

/** Sets of keys, each vouched for by the one before it. */
function dynasty(length: number, session = SESSION) {
  const all = Array.from({ length }, () => realIds.keys())
  const before = all.slice(0, -1).map(({ issue, sign, secret }, at): Old => {
    const next = all[at + 1]
    if (secret === null || next === undefined) throw new Error('no keys')
    return { issue, sign, vouches: toBase64Url(vouchForKeys(session, keyHash(next), fromBase64Url(secret.sign))) }
  })
  const present = all.at(-1)
  const first = all[0]
  if (present === undefined || first === undefined) throw new Error('no keys')
  return { all, before, present, first }
}
const settled = (trust: { readonly state: Parameters<typeof sees<Trust>>[0] }) =>
  sees(trust.state, ({ is }) => is !== 'waiting', 'an answer')

test('from the offsite to the third check-in, over however many it missed; the pin moves on', async () => {
  const { before, present, first } = dynasty(4)
  const keep = memoryKeep()
  const trust = keepTrust(keep, SESSION, null)
  trust.see(first)
  expect(trust.state.get()).toMatchObject({ is: 'seen', fingerprint: fingerprint(keyHash(first)) })
  trust.see(present, before)
  // Nothing is sent before the signatures were looked at.
  expect(trust.state.get()).toMatchObject({ is: 'waiting', fingerprint: null })
  expect(await settled(trust)).toMatchObject({ is: 'seen', fingerprint: fingerprint(keyHash(present)) })
  expect(trust.hash()).toBe(keyHash(present))
  const later = keepTrust(keep, SESSION, null)
  later.see(present, before)
  expect(later.state.get().is).toBe('seen')
  // Back to keys that were before: nobody may.
  later.see(first, [])
  expect(later.state.get()).toMatchObject({ is: 'refused', because: 'keys' })
})

test('an old QR code or link still leads to the present keys', async () => {
  const { before, present, first, all } = dynasty(3)
  for (const known of [first, all[1] ?? first]) {
    const trust = keepTrust(memoryKeep(), SESSION, keyHash(known))
    trust.see(present, before)
    expect(await settled(trust)).toMatchObject({ is: 'qr' })
  }
})

test.each([
  ['a link of the chain signed by somebody else', (before: Old[]) => before.with(1, other(before[1]))],
  ['a link of the chain left out', (before: Old[]) => before.toSpliced(1, 1)],
  ['a signature of the chain for another session', () => dynasty(3, 'another').before],
  ['a signature that is none', (before: Old[]) => before.map((one) => ({ ...one, vouches: '' }))],
  ['no chain at all', () => []],
])('%s: refused', async (_what, change) => {
  const { before, present, first } = dynasty(3)
  const trust = keepTrust(memoryKeep(), SESSION, keyHash(first))
  trust.see(first)
  trust.see(present, change(before))
  expect(await settled(trust)).toMatchObject({ is: 'refused', because: 'keys' })
})

function other(old: Old | undefined): Old {
  const [mine] = dynasty(2).before
  if (old === undefined || mine === undefined) throw new Error('no keys')
  return { ...old, vouches: mine.vouches }
}
