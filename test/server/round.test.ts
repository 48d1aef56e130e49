// A sealed round end to end: outbox, bell, batch, room document; nothing twice, nothing lost, nobody named.
import { afterEach, expect, test } from 'vitest'
import { readCards } from '../../shared/docs.ts'
import { seen, sees } from '../support/waiting.ts'
import { type Workshop, workshop } from '../support/workshop.ts'

let open: Workshop | null = null
afterEach(async () => {
  await open?.close()
  open = null
})

const everyoneIn = async (w: Workshop) => {
  for (const phone of w.phones) await sees(phone.phone.outbox.cards, (cards) => cards.length === 0, 'an empty outbox')
}

test('cards appear in their room’s document after the bell, and in no other room’s', async () => {
  const w = await workshop({ phones: 6, rooms: 2 })
  open = w
  await w.facilitator.goTo('write')
  for (const [at, phone] of w.phones.entries()) {
    await phone.sees((view) => view.step.id === 'write', 'writing')
    phone.phone.outbox.addCard('constraint', `card number ${at}`)
  }
  await w.facilitator.ring()
  await everyoneIn(w)
  const texts = new Map<string, string[]>()
  for (const phone of w.phones) {
    const room = phone.phone.mine.get()?.room?.id ?? ''
    const replica = phone.replica(`cards/${room}`)
    await sees(replica.synced, (is) => is, 'the room’s cards')
    texts.set(
      room,
      readCards(replica.doc)
        .map((card) => card.text)
        .sort(),
    )
    replica.close()
  }
  expect([...texts.values()].map((list) => list.length)).toEqual([3, 3])
  expect([...texts.values()].flat().sort()).toEqual(w.phones.map((_, at) => `card number ${at}`))
})

test('a card that was taken back before the bell is never seen', async () => {
  const w = await workshop({ phones: 3, rooms: 1 })
  open = w
  await w.facilitator.goTo('write')
  const [ana] = w.phones
  await ana?.sees((view) => view.step.id === 'write', 'writing')
  ana?.phone.outbox.addCard('tradeoff', 'better left unsaid')
  ana?.phone.outbox.addCard('tradeoff', 'said')
  ana?.phone.outbox.withdrawCard(ana.phone.outbox.cards.get()[0]?.mark ?? '')
  await w.facilitator.ring()
  const cards = await w.facilitator.console.ask('cards', {})
  expect(cards.ok && cards.data?.cards.map((card) => card.text)).toEqual(['said'])
})

test('fewer than three phones in a room: its cards go to everyone’s pool, and the room is told', async () => {
  const w = await workshop({ phones: 2, rooms: 1 })
  open = w
  await w.facilitator.goTo('write')
  for (const phone of w.phones) {
    await phone.sees((view) => view.step.id === 'write', 'writing')
    phone.phone.outbox.addCard('staffing', `from one of two ${phone.seat.person}`)
  }
  await w.facilitator.ring()
  await everyoneIn(w)
  await w.facilitator.goTo('discuss')
  for (const phone of w.phones)
    await seen(phone.phone.mine, (mine) => mine.room?.pooled === true, 'the note about the pool')
  const cards = await w.facilitator.console.ask('cards', {})
  expect(cards.ok && cards.data?.cards).toHaveLength(2)
})

test('an answer given after the bell does not count, and its phone says so', async () => {
  const w = await workshop({ phones: 5, rooms: 1 })
  open = w
  await w.facilitator.goTo('baseline')
  const round = 'baseline.1'
  for (const phone of w.phones) {
    await phone.sees((view) => view.rounds.some((one) => one.id === round), 'the round')
    phone.phone.outbox.answer(round, 'clear-now', { option: 3 })
  }
  await w.facilitator.ring()
  for (const phone of w.phones)
    await sees(phone.phone.outbox.answers, (answers) => answers[0]?.state === 'in', 'the answer in')
  const [, ben] = w.phones
  ben?.phone.outbox.answer(round, 'weeks', { value: 4 })
  expect(w.facilitator.view.asks.find((ask) => ask.question === 'weeks')?.shown).toMatchObject({ level: 'none' })
})

test('nothing that says who wrote is in views, documents, reports or rows', async () => {
  const w = await workshop({ phones: 4, rooms: 1 })
  open = w
  await w.facilitator.goTo('write')
  const secret = 'only the author knows this sentence'
  const [ana] = w.phones
  if (ana === undefined) throw new Error('no phone')
  await ana.sees((view) => view.step.id === 'write', 'writing')
  ana.phone.outbox.addCard('unknown', secret)
  await w.facilitator.ring()
  await everyoneIn(w)
  const live = await w.app.directory.open(w.facilitator.created.session)
  const card = live?.cards().find((one) => one.text === secret)
  expect(Object.keys(card ?? {}).sort()).toEqual(['id', 'kind', 'mark', 'room', 'round', 'text'])
  const everywhere = JSON.stringify([w.reported, w.facilitator.view.log, live?.session])
  expect(everywhere).not.toContain(secret)
  expect(everywhere).not.toContain(card?.mark)
  expect(JSON.stringify(live?.session)).not.toContain(card?.id)
})
