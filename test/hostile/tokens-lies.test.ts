// A server that lies about its keys, its wording or its proofs: phones refuse, say why, and send nothing.
import { afterEach, expect, test } from 'vitest'
import type { Keep } from '../../client/state/keep.ts'
import { memoryKeep } from '../../client/state/keep.ts'
import { realIds } from '../../server/adapters/ids.ts'
import { openMint } from '../../server/adapters/mint/mint.ts'
import type { Mint } from '../../server/ports.ts'
import { keyHash } from '../../shared/anon/fingerprint.ts'
import { fromBase64Url } from '../../shared/base64url.ts'
import type { RoundView } from '../../shared/views.ts'
import { Participant } from '../support/people.ts'
import { sees } from '../support/waiting.ts'
import { type Workshop, type WorkshopOptions, workshop } from '../support/workshop.ts'
import { everybodyIsWell, first, liveOf } from './arena.ts'

const ending: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of ending.splice(0).reverse()) await one.close()
})

async function writing(options: WorkshopOptions = {}): Promise<Workshop> {
  const w = await workshop({ phones: 4, rooms: 1, ...options })
  ending.push(w)
  await w.facilitator.goTo('write')
  for (const phone of w.phones) await phone.sees((view) => view.step.id === 'write', 'writing')
  return w
}

const lying = (tell: (mint: Mint) => Mint): WorkshopOptions => ({ parts: { mint: tell(openMint(null)) } })

const LIES: readonly (readonly [string, (mint: Mint) => Mint])[] = [
  [
    'signs with a key of its own',
    (mint) => ({
      ...mint,
      sign: (order) => mint.sign({ ...order, secret: fromBase64Url(realIds.keys().secret?.issue ?? '') }),
    }),
  ],
  [
    'signs for another wording',
    (mint) => ({
      ...mint,
      sign: ({ groups, ...order }) =>
        mint.sign({ ...order, groups: groups.map((one) => ({ ...one, info: Uint8Array.from([...one.info, 0]) })) }),
    }),
  ],
  [
    'gives a proof that proves nothing',
    (mint) => ({
      ...mint,
      sign: async (order) =>
        (await mint.sign(order))?.map((one) => ({ ...one, proof: one.proof.map((b) => b ^ 1) })) ?? null,
    }),
  ],
  [
    'swaps one token for another',
    (mint) => ({
      ...mint,
      sign: async (order) =>
        (await mint.sign(order))?.map((one) => ({ ...one, evaluated: [...one.evaluated].reverse() })) ?? null,
    }),
  ],
]

test.each(LIES)('a server that %s: phones refuse, say why, send nothing, and keep their cards', async (_what, tell) => {
  const w = await writing(lying(tell))
  const before = await liveOf(w)
  for (const [n, phone] of w.phones.entries()) phone.phone.outbox.addCard('constraint', `never leaves ${n}`)
  for (const phone of w.phones)
    await sees(phone.phone.trust, (trust) => trust.is === 'refused' && trust.because === 'proof', 'the refusal')
  await w.facilitator.ring()
  for (const phone of w.phones) await phone.phone.flush()
  expect(before.cards()).toEqual([])
  for (const [n, phone] of w.phones.entries()) {
    expect(phone.phone.outbox.cards.get().map(({ text }) => text)).toEqual([`never leaves ${n}`])
    expect(phone.phone.trust.get()).toMatchObject({ is: 'refused', because: 'proof' })
  }
  expect(before.session.rounds.find(({ id }) => id === 'write.1')).toMatchObject({ state: 'written', phones: 0 })
})

/** Joins with a QR code that says other keys, and counts what the phone posts. */
async function withQr(w: Workshop, keys: string | undefined, keep: Keep = memoryKeep()) {
  const phone = await w.join('With a QR code')
  phone.close()
  const again = new Participant(w.url, keys === undefined ? phone.seat : { ...phone.seat, keys }, keep)
  ending.push(again)
  return again
}

test('other keys than the QR code promised: the phone refuses before it has asked for anything', async () => {
  const w = await writing()
  const right = keyHash((await liveOf(w)).session.keys)
  const phone = await withQr(w, keyHash({ issue: realIds.keys().issue, sign: realIds.keys().sign }))
  await sees(phone.phone.trust, (trust) => trust.is === 'refused' && trust.because === 'keys', 'the refusal')
  phone.phone.outbox.addCard('constraint', 'never leaves')
  await w.facilitator.ring()
  expect(phone.keep.get('wallet.write.1')).toBeNull()
  expect(phone.phone.outbox.cards.get()).toHaveLength(1)
  expect((await liveOf(w)).cards()).toEqual([])
  // The same seat with the right code is well, and so is everybody else.
  phone.close()
  const well = new Participant(w.url, { ...phone.seat, keys: right })
  ending.push(well)
  await sees(well.phone.trust, (trust) => trust.is === 'qr', 'trust')
  await everybodyIsWell(w, first(w))
})

test('other keys than this phone has seen before are refused, also when it came in by a typed code', async () => {
  const w = await writing()
  const keep = memoryKeep()
  const before = await withQr(w, undefined, keep)
  await sees(before.phone.trust, (trust) => trust.is === 'seen', 'the keys')
  before.close()
  // What it would have kept had the server shown it other keys then.
  keep.set('keys', { hash: keyHash(realIds.keys()), by: 'seen' })
  const reloaded = new Participant(w.url, before.seat, keep)
  ending.push(reloaded)
  await sees(reloaded.phone.trust, (trust) => trust.is === 'refused' && trust.because === 'keys', 'the refusal')
})

test('a round key that the session’s signing key does not vouch for is refused', async () => {
  const keys = () => ({ ...realIds.keys(), sign: realIds.keys().sign })
  const w = await writing({ parts: { ids: { ...realIds, keys } } })
  const round = first(w)
    .phone.common.get()
    ?.rounds.find(({ id }) => id === 'write.1') as RoundView
  expect(round.key).not.toBeNull()
  for (const phone of w.phones) phone.phone.outbox.addCard('constraint', 'never leaves')
  await w.facilitator.ring()
  for (const phone of w.phones)
    await sees(phone.phone.trust, (trust) => trust.is === 'refused' && trust.because === 'round-key', 'the refusal')
  expect((await liveOf(w)).cards()).toEqual([])
  for (const phone of w.phones) expect(phone.phone.outbox.cards.get()).toHaveLength(1)
})
