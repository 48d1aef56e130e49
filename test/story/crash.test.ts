// The plug is pulled: what was acknowledged is there, everyone comes back by themselves, and every card appears once.
import { afterEach, expect, test } from 'vitest'
import { type BuiltServer, builtServer } from '../support/built-server.ts'
import { create, Facilitator, Participant } from '../support/people.ts'
import { sees } from '../support/waiting.ts'

let server: BuiltServer | null = null
const ending: { close(): void }[] = []
afterEach(async () => {
  for (const one of ending.splice(0)) one.close()
  await server?.stop()
  server = null
})

async function opened(
  phones: number,
): Promise<{ readonly at: BuiltServer; readonly facilitator: Facilitator; readonly people: Participant[] }> {
  const at = await builtServer({ ROUND_SPREAD_MS: '1500' })
  server = at
  const facilitator = new Facilitator(at.url, await create(at.url))
  ending.push(facilitator)
  const people: Participant[] = []
  for (let n = 0; n < phones; n++) people.push(await Participant.join(at.url, facilitator.created.code, `Person ${n}`))
  ending.push(...people)
  await facilitator.sees((view) => view.people.filter((person) => person.connected).length === phones, 'everyone')
  await facilitator.does('rooms.split', { by: 'count', n: 2, mix: 'spread', seed: 3 })
  return { at, facilitator, people }
}

test('killed while a round is collecting: phones send again, and every card is there once', async () => {
  const { at, facilitator, people } = await opened(8)
  await facilitator.goTo('write')
  for (const [n, person] of people.entries()) {
    await person.sees((view) => view.step.id === 'write', 'writing')
    person.phone.outbox.addCard('constraint', `first of ${n}`)
    person.phone.outbox.addCard('tradeoff', `second of ${n}`)
  }
  await facilitator.does('round.ring', { round: 'write.1' })
  // Some envelopes are in, some are not: in the middle of the spread.
  await at.kill()
  const down = Date.now()
  await at.start()
  const up = Date.now()
  await facilitator.sees(
    (view) => view.rounds.find((round) => round.id === 'write.1')?.state === 'written',
    'the round written',
    15_000,
  )
  for (const person of people) await sees(person.phone.outbox.cards, (cards) => cards.length === 0, 'an empty outbox')
  const cards = await facilitator.console.ask('cards', {})
  const texts = (cards.ok ? (cards.data?.cards ?? []) : []).map((card) => card.text).sort()
  expect(texts).toEqual(people.flatMap((_, n) => [`first of ${n}`, `second of ${n}`]).sort())
  expect(up - down).toBeLessThan(10_000)
})

test('killed at any moment: every acknowledged command is there, and phones and consoles are back within ten seconds', async () => {
  const { at, facilitator, people } = await opened(4)
  for (let kill = 0; kill < 3; kill++) {
    const acknowledged: string[] = []
    let killing = false
    const names = people.map(async (person, n) => {
      for (let turn = 0; !killing && turn < 400; turn++) {
        const name = `P${n} k${kill} t${turn}`
        const reply = await person.phone.send('me.update', { name, fn: null, level: null })
        if (reply.ok) acknowledged[n] = name
        if (n === 0 && turn === 4 + kill * 3) {
          killing = true
          await at.kill()
        }
      }
    })
    await Promise.race([
      Promise.all(names),
      sees({ get: () => killing, subscribe: facilitator.console.link.subscribe }, (is) => is, 'the kill', 20_000),
    ])
    await at.start()
    const up = Date.now()
    await Promise.all(names)
    await sees(facilitator.console.link, (link) => link === 'live', 'the console back')
    for (const person of people) await sees(person.phone.link, (link) => link === 'live', 'the phone back')
    expect(Date.now() - up).toBeLessThan(10_000)
    await facilitator.sees(
      (view) => acknowledged.every((name) => view.people.some((person) => person.name === name)),
      `the acknowledged names ${acknowledged.join(', ')}`,
    )
  }
})

test('SIGTERM ends in order and with exit code 0', async () => {
  const { at } = await opened(2)
  expect(await at.stop()).toBe(0)
  server = null
})
