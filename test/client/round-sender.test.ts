// What a phone posts and when it believes a card is in: nothing goes with two rounds, and the latest device is the one that counts.
import { afterEach, expect, test } from 'vitest'
import { type Keep, memoryKeep } from '../../client/state/keep.ts'
import { openOutbox } from '../../client/state/outbox.ts'
import { randomSecret } from '../../client/state/random.ts'
import { writable } from '../../client/state/readable.ts'
import { openRoundSender, type RoundSender, type SenderParts } from '../../client/state/round-sender.ts'
import { openEnvelope } from '../../shared/anon/envelope.ts'
import { cardRound as round } from '../support/round-view.ts'
import { sees } from '../support/waiting.ts'

type Posted = { readonly round: string; readonly seq: number; readonly text: string | null }

const open: RoundSender[] = []
afterEach(() => {
  for (const sender of open.splice(0)) sender.close()
})

function sender(keep: Keep, parts: Partial<SenderParts> = {}) {
  const posted = writable<readonly Posted[]>([])
  const outbox = openOutbox(keep)
  const one = openRoundSender({
    url: 'http://server',
    session: 'session1',
    keep,
    outbox,
    tokens: async () => ({ ok: true, data: { tokens: [randomSecret(), randomSecret()] } }),
    marks: async () => ({ ok: true, data: { marks: [], phones: 5 } }),
    spreadMs: () => 10,
    now: () => Date.now(),
    fetch: async (url, request) => {
      const opened = openEnvelope(request?.body as Uint8Array)
      const act = opened?.act as { text?: string } | undefined
      const to = String(url).split('/').at(-1) ?? ''
      posted.set([...posted.get(), { round: to, seq: opened?.seq ?? -1, text: act?.text ?? null }])
      return new Response(null, { status: 202 })
    },
    ...parts,
  })
  open.push(one)
  return { sender: one, outbox, posted }
}
const texts = (posted: readonly Posted[]) => posted.flatMap(({ text }) => text ?? [])

test('a card whose round was written while the phone was away goes with no other round before that is settled', async () => {
  const keep = memoryKeep()
  const before = openOutbox(keep)
  before.addCard('tradeoff', 'already in')
  const [mark] = before.cards.get().map((card) => card.mark)
  before.load(round('write.1'))
  const {
    sender: phone,
    outbox,
    posted,
  } = sender(keep, {
    marks: async () => ({ ok: true, data: { marks: [mark ?? ''], phones: 5 } }),
  })
  phone.follow(
    [round('write.1', { state: 'written' }), round('write.2', { state: 'collecting', collectBy: Date.now() + 8000 })],
    ['write.1', 'write.2'],
  )
  await sees(posted, (all) => all.filter((one) => one.round === 'write.2').length === 2, 'two envelopes')
  expect(texts(posted.get())).toEqual([])
  expect(outbox.cards.get()).toEqual([])
})

test('a card that missed its round goes with the next one, also when that is already being collected', async () => {
  const keep = memoryKeep()
  const before = openOutbox(keep)
  before.addCard('tradeoff', 'missed the first')
  before.load(round('write.1'))
  const { sender: phone, posted } = sender(keep)
  phone.follow(
    [round('write.1', { state: 'written' }), round('write.2', { state: 'collecting', collectBy: Date.now() + 8000 })],
    ['write.1', 'write.2'],
  )
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
  const { sender: phone } = sender(keep, {
    marks: async (id) => {
      if (id === 'write.1') await sees(asked, (is) => is, 'the other round asked for')
      else asked.set(true)
      return id === 'ask.1' ? new Promise(() => undefined) : { ok: true, data: { marks: [], phones: 5 } }
    },
  })
  phone.follow([round('ask.1', { state: 'written' }), round('write.1', { state: 'written' })], ['ask.1', 'write.1'])
  await sees(settled, (list) => list !== null, 'one settled')
  expect(settled.get()).toEqual(['write.1'])
})

test('a seat that goes on on another device outranks what its first device sent', async () => {
  const start = 1_800_000_000_000
  const sent = async (now: number, flushes: number) => {
    const { sender: phone, posted } = sender(memoryKeep(), { now: () => now })
    const collecting = round('write.1', { state: 'collecting', collectBy: now + 8000 })
    phone.follow([collecting], ['write.1'])
    await sees(posted, (all) => all.length === 2, 'the envelopes of the bell')
    for (let n = 0; n < flushes; n++) await phone.flush()
    return posted.get().map(({ seq }) => seq)
  }
  const first = await sent(start, 3)
  const second = await sent(start + 60_000, 0)
  expect(new Set(first).size).toBe(4)
  expect(Math.min(...second)).toBeGreaterThan(Math.max(...first))
})
