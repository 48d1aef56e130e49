// Ten thousand bogus envelopes while a round is on: everybody else's cards arrive all the same, and nobody waits for an answer.
import { Agent, request } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { type BuiltServer, builtServer } from '../support/built-server.ts'
import { create, Facilitator, Participant } from '../support/people.ts'
import { aCard, bogus, noise, type Purse, purseOf } from './arena.ts'

const ending: { close(): unknown }[] = []
let server: BuiltServer | null = null
afterEach(async () => {
  for (const one of ending.splice(0).reverse()) await one.close()
  await server?.stop()
  server = null
})

const BOGUS = 10_000
const PEOPLE = 12

async function opened() {
  // Rubbish makes a round wait; on a busy machine longer than usual, so it has the time. It is written as soon as all are in.
  const at = await builtServer({ ROUND_SPREAD_MS: '3000', ROUND_GRACE_MS: '30000' })
  server = at
  const facilitator = new Facilitator(at.url, await create(at.url))
  ending.push(facilitator)
  const people: Participant[] = []
  for (let n = 0; n < PEOPLE; n++) people.push(await Participant.join(at.url, facilitator.created.code, `Person ${n}`))
  ending.push(...people)
  await facilitator.sees((view) => view.people.filter(({ connected }) => connected).length === PEOPLE, 'everyone')
  await facilitator.does('rooms.split', { by: 'count', n: 2, mix: 'spread', seed: 3 })
  await facilitator.goTo('write')
  const purses = await Promise.all(people.map((person) => purseOf(person)))
  for (const [n, person] of people.entries()) person.phone.outbox.addCard('constraint', `honest ${n}`)
  return { at, facilitator, people, purses }
}

/** Posts them from one address, by turns, until there were ten thousand and it is `enough`. `each` hears of every fiftieth. */
async function flood(
  url: string,
  from: string,
  bodies: readonly Uint8Array[],
  enough: () => boolean,
  each: (at: number) => void,
): Promise<Map<number, number>> {
  const agent = new Agent({ maxSockets: 40 })
  const answers = new Map<number, number>()
  let next = 0
  const send = (body: Uint8Array) =>
    new Promise<number>((resolve) => {
      const asked = request(
        url,
        { method: 'POST', agent, localAddress: from, headers: { 'Content-Length': body.length } },
        (answer) => answer.resume().on('end', () => resolve(answer.statusCode ?? 0)),
      )
      asked.on('error', () => resolve(0))
      asked.end(body)
    })
  const sender = async () => {
    for (let at = next++; at < BOGUS || !enough(); at = next++) {
      if (at % 50 === 0) each(at / 50)
      const status = await send(bodies[at % bodies.length] ?? noise())
      answers.set(status, (answers.get(status) ?? 0) + 1)
    }
  }
  await Promise.all(Array.from({ length: 40 }, sender))
  agent.destroy()
  return answers
}

/** The dearest kind to refuse, with some that are none at all. */
const rubbish = (purse: Purse) => [
  ...Array.from({ length: 300 }, () => bogus(purse, aCard('bogus'))),
  ...Array.from({ length: 100 }, noise),
]

const quantile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

/** On the room's own wifi everybody has an address; behind a venue's router, or a proxy, they all have one. */
const ADDRESSES: readonly (readonly [string, string])[] = [
  ['an address of its own', '127.0.0.9'],
  ['the address that everybody shares', '127.0.0.1'],
]

test.each(ADDRESSES)(
  'from %s: an honest round completes with every card, and commands are answered',
  async (where, from) => {
    const { at, facilitator, people, purses } = await opened()
    const [purse] = purses
    if (purse === undefined) throw new Error('no purse')
    const bodies = rubbish(purse)
    const since = performance.now()
    const commands: Promise<{ readonly code: string | null; readonly ms: number }>[] = []
    const command = async (turn: number) => {
      const asked = performance.now()
      const name = `Person ${turn}`
      const code = (await people[turn % PEOPLE]?.refused('me.update', { name, fn: null, level: null })) ?? null
      return { code, ms: performance.now() - asked }
    }
    const door = `${at.url}/a/${facilitator.created.session}/write.1`
    let written = 0
    const enough = () => written > 0 || performance.now() - since > 60_000
    const flooding = flood(door, from, bodies, enough, (turn) => void commands.push(command(turn)))
    await facilitator.does('round.ring', { round: 'write.1' })
    // On a busy machine the flood itself takes its time from the server.
    await facilitator
      .sees((view) => view.rounds.find(({ id }) => id === 'write.1')?.state === 'written', 'the batch', 60_000)
      .finally(() => {
        written = performance.now() - since
      })
    const answers = await flooding
    const said = await Promise.all(commands)
    expect(new Set(said.map(({ code }) => code))).toEqual(new Set([null]))
    const waits = said.map(({ ms }) => ms)
    const sorted = waits.toSorted((a, b) => a - b)
    console.info(
      `${[...answers.values()].reduce((sum, n) => sum + n, 0)} bogus envelopes from ${where} in ${Math.round(performance.now() - since)} ms (answers ${JSON.stringify([...answers])}); the honest round was written after ${Math.round(written)} ms; ${sorted.length} commands meanwhile: p50 ${quantile(sorted, 0.5).toFixed(1)} ms, p95 ${quantile(sorted, 0.95).toFixed(1)} ms, max ${quantile(sorted, 1).toFixed(1)} ms`,
    )
    const cards = await facilitator.console.ask('cards', {})
    const texts = (cards.ok ? (cards.data?.cards ?? []) : []).map(({ text }) => text).sort()
    expect(texts).toEqual(people.map((_, n) => `honest ${n}`).sort())
    expect(facilitator.view.rounds.find(({ id }) => id === 'write.1')?.phones).toBe(PEOPLE)
    expect(quantile(sorted, 0.95)).toBeLessThan(1000)
  },
)
