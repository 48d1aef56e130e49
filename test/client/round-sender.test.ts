// What a phone posts and when it believes a card is in: nothing goes with two rounds, and the latest device is the one that counts.
import { x25519 } from '@noble/curves/ed25519.js'
import { afterEach, expect, test } from 'vitest'
import { type Keep, memoryKeep } from '../../client/state/keep.ts'
import { openOutbox } from '../../client/state/outbox.ts'
import { writable } from '../../client/state/readable.ts'
import { openRoundSender, type RoundSender, type SenderParts } from '../../client/state/round-sender.ts'
import { keepTrust } from '../../client/state/trust.ts'
import { realIds } from '../../server/adapters/ids.ts'
import { openRound } from '../../server/core/rounds.ts'
import { phoneMine, phoneView } from '../../server/core/view/phone-view.ts'
import { openEnvelope, readBody } from '../../shared/anon/envelope.ts'
import { grantsOf } from '../../shared/anon/grants.ts'
import { signRoundKey } from '../../shared/anon/keys.ts'
import { signBlinded } from '../../shared/anon/mint.ts'
import { fromBase64Url, toBase64Url } from '../../shared/base64url.ts'
import type { PhoneMine, PhoneView, RoundView } from '../../shared/views.ts'
import { at, newSession, withPeople } from '../core/given-session.ts'
import { live } from '../core/given-views.ts'
import { cardRound } from '../support/round-view.ts'
import { sees } from '../support/waiting.ts'

type Posted = { readonly round: string; readonly seq: number; readonly text: string | null }

const open: RoundSender[] = []
afterEach(() => {
  for (const sender of open.splice(0)) sender.close()
})

/** The session as the phone has it, in a step whose rounds are these. */
const { keys } = newSession()
function views(rounds: readonly RoundView[]): [PhoneView, PhoneMine] {
  const session = openRound(at(withPeople({ ...newSession(), keys }, 2), 'write'), 'write', 'write.1')
  const [view, mine] = [phoneView(session, live), phoneMine(session, live, 'p1')]
  return [
    { ...view, rounds: [...rounds] },
    { ...mine, rounds: rounds.map((round) => round.id) },
  ]
}

const ownKey = realIds.roundKey()
const announced = {
  public: toBase64Url(ownKey.publicKey),
  signature: (round: string, session = 'session1') =>
    toBase64Url(signRoundKey(session, round, ownKey.publicKey, fromBase64Url(keys.secret?.sign ?? ''))),
}
const round = (id: string, fields: Partial<RoundView> = {}) =>
  cardRound(id, { key: { public: announced.public, signature: announced.signature(id) }, ...fields })
const agree = (theirs: Uint8Array) => x25519.getSharedSecret(ownKey.secretKey, theirs)

/** Signs whatever is asked for, as the server does. */
const sign: SenderParts['tokens'] = async ({ round: id, issue, room, blinded }) => {
  const [view] = views([])
  const of = round(id, { issue })
  const [grant] = grantsOf({ session: 'session1', round: of, step: view.step, room, ballots: [] }) ?? []
  const signed = signBlinded(
    grant?.info ?? ownKey.publicKey,
    fromBase64Url(keys.secret?.issue ?? ''),
    blinded.map(fromBase64Url),
  )
  if (signed === null) throw new Error('not signed')
  return {
    ok: true,
    data: { signed: [{ evaluated: signed.evaluated.map(toBase64Url), proof: toBase64Url(signed.proof) }] },
  }
}
const NOTHING = { marks: [], gone: [], phones: 5, lists: [] }

function sender(keep: Keep, parts: Partial<SenderParts> = {}) {
  const posted = writable<readonly Posted[]>([])
  const outbox = openOutbox(keep)
  const trust = keepTrust(keep, 'session1', null)
  const one = openRoundSender({
    url: 'http://server',
    session: 'session1',
    keep,
    outbox,
    trust,
    tokens: sign,
    marks: async () => ({ ok: true, data: NOTHING }),
    spreadMs: () => 10,
    now: () => Date.now(),
    fetch: async (url, request) => {
      const opened = openEnvelope(request?.body as Uint8Array, ownKey.publicKey, agree)
      const said = opened === null ? null : readBody(opened.body)
      const act = said?.act as { text?: string } | undefined
      const to = String(url).split('/').at(-1) ?? ''
      posted.set([...posted.get(), { round: to, seq: said?.seq ?? -1, text: act?.text ?? null }])
      return new Response(null, { status: 202 })
    },
    ...parts,
  })
  open.push(one)
  const follow = (rounds: readonly RoundView[]) => one.follow(...views(rounds))
  return { sender: one, follow, outbox, posted, trust }
}
const texts = (posted: readonly Posted[]) => posted.flatMap(({ text }) => text ?? [])

test('a card whose round was written while the phone was away goes with no other round before that is settled', async () => {
  const keep = memoryKeep()
  const before = openOutbox(keep)
  before.addCard('tradeoff', 'already in')
  const [mark] = before.cards.get().map((card) => card.mark)
  before.load(round('write.1'))
  const { follow, outbox, posted } = sender(keep, {
    marks: async () => ({ ok: true, data: { ...NOTHING, marks: [mark ?? ''] } }),
  })
  follow([
    round('write.1', { state: 'written' }),
    round('write.2', { state: 'collecting', collectBy: Date.now() + 8000 }),
  ])
  await sees(posted, (all) => all.filter((one) => one.round === 'write.2').length === 2, 'two envelopes')
  expect(texts(posted.get())).toEqual([])
  expect(outbox.cards.get()).toEqual([])
})

test('a card that missed its round goes with the next one, also when that is already being collected', async () => {
  const keep = memoryKeep()
  const before = openOutbox(keep)
  before.addCard('tradeoff', 'missed the first')
  before.load(round('write.1'))
  const { follow, posted } = sender(keep)
  follow([
    round('write.1', { state: 'written' }),
    round('write.2', { state: 'collecting', collectBy: Date.now() + 8000 }),
  ])
  await sees(posted, (all) => all.length === 2, 'two envelopes')
  expect(texts(posted.get())).toEqual(['missed the first'])
})

test('a round counts as settled only when its marks came, also after a reload', async () => {
  const settled = writable<unknown>(null)
  const held = memoryKeep()
  const keep: Keep = {
    ...held,
    set: (key, value) => {
      if (key === 'settled') settled.set(value)
      return held.set(key, value)
    },
  }
  const asked = writable(false)
  const { follow } = sender(keep, {
    marks: async (id) => {
      if (id === 'write.1') await sees(asked, (is) => is, 'the other round asked for')
      else asked.set(true)
      return id === 'ask.1' ? new Promise(() => undefined) : { ok: true, data: NOTHING }
    },
  })
  follow([round('ask.1', { state: 'written' }), round('write.1', { state: 'written' })])
  await sees(settled, (list) => list !== null, 'one settled')
  expect(settled.get()).toEqual(['write.1'])
})

test('each hiding outranks the one before and the bell outranks them all, by numbers that all phones share', async () => {
  const sent = async () => {
    const keep = memoryKeep()
    const { sender: phone, follow, posted } = sender(keep)
    follow([round('write.1')])
    await expect.poll(() => keep.get<{ ready: unknown }>('wallet.write.1')?.ready ?? null).not.toBeNull()
    await phone.flush()
    await phone.flush()
    const collecting = round('write.1', { state: 'collecting', collectBy: Date.now() + 8000 })
    follow([collecting])
    await sees(posted, (all) => all.length === 6, 'the envelopes of the bell')
    follow([{ ...collecting, attempt: 1 }])
    await sees(posted, (all) => all.length === 8, 'the envelopes after a crash')
    return posted.get().map(({ seq }) => seq)
  }
  const bell = 2 ** 31
  expect(await sent()).toEqual([1, 1, 2, 2, bell, bell, bell + 1, bell + 1])
})

test('a round’s key that the session did not vouch for is refused: nothing is sent, and cards stay here', async () => {
  for (const signature of [announced.signature('write.2'), announced.signature('write.1', 'another'), '']) {
    const { follow, outbox, posted, trust, sender: phone } = sender(memoryKeep())
    outbox.addCard('tradeoff', 'stays here')
    follow([round('write.1', { key: { public: announced.public, signature } })])
    await sees(trust.state, ({ is }) => is === 'refused', 'the refusal')
    expect(trust.state.get().because).toBe('round-key')
    await phone.flush()
    expect(posted.get()).toEqual([])
    expect(outbox.cards.get()).toMatchObject([{ text: 'stays here' }])
  }
})

test('tokens signed with another key, or for another wording, are refused', async () => {
  const other = realIds.keys()
  const lying: SenderParts['tokens'][] = [
    async (asked) => {
      const [view] = views([])
      const of = round(asked.round, { issue: asked.issue })
      const [grant] = grantsOf({ session: 'session1', round: of, step: view.step, room: asked.room, ballots: [] }) ?? []
      const signed = signBlinded(
        grant?.info ?? ownKey.publicKey,
        fromBase64Url(other.secret?.issue ?? ''),
        asked.blinded.map(fromBase64Url),
      )
      const evaluated = (signed?.evaluated ?? []).map(toBase64Url)
      return { ok: true, data: { signed: [{ evaluated, proof: toBase64Url(signed?.proof ?? ownKey.publicKey) }] } }
    },
    (asked) => sign({ ...asked, room: 'another room' }),
    async () => ({ ok: true, data: { signed: [] } }),
  ]
  for (const tokens of lying) {
    const { follow, outbox, posted, trust, sender: phone } = sender(memoryKeep(), { tokens })
    outbox.addCard('tradeoff', 'stays here')
    follow([round('write.1')])
    await sees(trust.state, ({ is }) => is === 'refused', 'the refusal')
    expect(trust.state.get().because).toBe('proof')
    await phone.flush()
    expect(posted.get()).toEqual([])
  }
})

test('asking again, after a reload or a lost answer, asks with the same bytes', async () => {
  const keep = memoryKeep()
  const asked = writable<readonly string[]>([])
  const lost: SenderParts['tokens'] = async ({ blinded }) => {
    asked.set([...asked.get(), blinded.join()])
    return { ok: false, refusal: { code: 'offline' } }
  }
  const before = sender(keep, { tokens: lost })
  before.follow([round('write.1')])
  await sees(asked, (all) => all.length === 2, 'two askings')
  before.sender.close()
  const after = sender(keep, {
    tokens: (one) => {
      asked.set([...asked.get(), one.blinded.join()])
      return sign(one)
    },
  })
  after.follow([round('write.1', { state: 'collecting', collectBy: Date.now() + 8000 })])
  await sees(after.posted, (all) => all.length === 2, 'the envelopes')
  expect(new Set(asked.get()).size).toBe(1)
  expect(JSON.stringify(keep.get('wallet.write.1'))).not.toContain('blind')
})
