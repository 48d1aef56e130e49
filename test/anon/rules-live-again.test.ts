// Rules of a check-in held in the room: what a phone keeps of it once it is over, and that cards from before do not go with it.
import { afterEach, expect, test } from 'vitest'
import type { Keep } from '../../client/state/keep.ts'
import { purseOf } from '../hostile/arena.ts'
import { decidedOffsite } from '../support/decided-offsite.ts'
import { at, type Over } from '../support/offsite-over.ts'
import { Participant } from '../support/people.ts'
import { sees } from '../support/waiting.ts'

let open: Over | null = null
afterEach(async () => {
  await open?.close()
  open = null
})

/** As many as it takes for a card to hide among. */
const COME = 5
const BEFORE = 'Thought of in March, kept to myself'
const WAY = 'again1-way.1'
const CARDS = 'again1-more.1'
/** What R20 leaves: what never went, what it takes to look at the session again. */
const STAYS = ['cards', 'draft', 'keys', 'settled', 'seen', 'back', 'ended']

/** Twelve people's offsite, ended; at it everybody kept a card that never left. */
async function offsite(): Promise<Over> {
  const o = await decidedOffsite(async ({ phones }) => {
    for (const { phone } of phones) phone.outbox.addCard('constraint', BEFORE)
  })
  open = o
  o.clock.leapTo(at('2026-03-31T09:00:00'))
  return o
}

/** The team is called back; its agenda gets a writing step after "What is in the way?". */
async function liveAgain(o: Over): Promise<void> {
  const { facilitator } = o.now()
  expect((await facilitator.console.ask('session.reconvene', { checkin: null })).ok).toBe(true)
  await facilitator.sees(({ status }) => status === 'live', 'live again')
  await facilitator.does('rooms.split', { by: 'count', n: 1, mix: 'spread', seed: 7 })
  await facilitator.does('step.insert', {
    step: {
      id: 'again1-more',
      kind: 'write',
      title: 'Anything else?',
      minutes: 0,
      prompt: '',
      group: 'plenary',
      settings: { quota: 3, kinds: ['constraint'], strict: false },
    },
    after: 'again1-way',
  })
}

const isOpen = (phone: Participant, round: string) =>
  phone.sees(({ rounds }) => rounds.some(({ id, state }) => id === round && state === 'open'), `${round} open`)

/** Everybody writes one card. */
async function writes(o: Over, phones: readonly Participant[]): Promise<void> {
  const { facilitator } = o.now()
  await facilitator.goTo('again1-more')
  for (const [n, phone] of phones.entries()) {
    await isOpen(phone, CARDS)
    await purseOf(phone, CARDS)
    phone.phone.outbox.addCard('constraint', `Said today ${n}`)
  }
  await facilitator.ring()
  for (const { phone } of phones) await sees(phone.outbox.sent, (sent) => sent.length > 0, 'a card that is in')
}

test('R20: a phone that stays open over the end, a check-in in the room and its end keeps nothing of either', {
  timeout: 60_000,
}, async () => {
  const o = await offsite()
  const { facilitator } = o.now()
  const { seat, keep: kept } = await o.comes(0)
  const names = new Set<string>()
  const keep: Keep = {
    ...kept,
    set: (name, value) => {
      names.add(name)
      return kept.set(name, value)
    },
  }
  // Its page hears of the first end, and stays open.
  o.now().phones.splice(0, 1)[0]?.close()
  const ana = new Participant(o.now().url, seat, keep)
  o.now().phones.push(ana)
  await ana.sees(({ status }) => status === 'ended', 'the end')
  const phones = [ana]
  for (let n = 1; n < COME; n++) phones.push(await o.comes(n))

  await liveAgain(o)
  await facilitator.goTo('again1-way')
  for (const phone of phones) {
    await isOpen(phone, WAY)
    await purseOf(phone, WAY)
    phone.phone.outbox.answer(WAY, 'again1-way', { text: 'Only mine to know' })
  }
  await writes(o, phones)
  const evidence = () =>
    [...names].filter((name) => !STAYS.includes(name) && !['null', '[]'].includes(JSON.stringify(keep.get(name))))
  expect(evidence()).toEqual(expect.arrayContaining(['answers', 'sent']))
  for (const name of [`wallet.${WAY}`, `sets.${CARDS}`]) expect([...names]).toContain(name)

  await facilitator.goTo('again1-close')
  await facilitator.does('session.end', {})
  await ana.sees(({ status, keysBefore }) => status === 'ended' && keysBefore.length === 2, 'the second end')
  await expect.poll(evidence, { timeout: 10_000 }).toEqual([])
  expect(JSON.stringify([...names].map((name) => keep.get(name)))).not.toMatch(/Only mine|Said today/)
  expect(ana.phone.outbox.cards.get().map(({ text }) => text)).toEqual([BEFORE])
})

test('R2: a card that was kept from the offsite goes with no later round by itself, and with one when its author says so', {
  timeout: 60_000,
}, async () => {
  const o = await offsite()
  const phones: Participant[] = []
  // Half of them hear of it as it happens, the others come when it is live again.
  for (let n = 0; n < 3; n++) phones.push(await o.comes(n))
  await liveAgain(o)
  for (let n = 3; n < COME; n++) phones.push(await o.comes(n))
  await writes(o, phones)
  for (const { phone } of phones) {
    expect(phone.outbox.sent.get()).toHaveLength(1)
    expect(phone.outbox.cards.get()).toMatchObject([{ text: BEFORE, round: null }])
  }
  expect((await o.now().facilitator.sees(({ cards }) => cards === COME, 'the cards')).cards).toBe(COME)

  const [ana] = phones
  const mark = ana?.phone.outbox.cards.get()[0]?.mark ?? ''
  ana?.phone.outbox.putIn(mark)
  await o.now().facilitator.does('round.open', { step: 'again1-more', round: 'again1-more.2' })
  for (const phone of phones) {
    await isOpen(phone, 'again1-more.2')
    await purseOf(phone, 'again1-more.2')
  }
  await o.now().facilitator.ring()
  await o.now().facilitator.sees(({ cards }) => cards === COME + 1, 'one card more')
  for (const { phone } of phones.slice(1)) expect(phone.outbox.cards.get()).toHaveLength(1)
})
