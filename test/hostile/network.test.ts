// Networks as they are: cut at random, half-open, without websockets. What was acknowledged is there, and everything is there once.

import { Agent, request } from 'node:http'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { joinSession } from '../../client/state/join.ts'
import { randomSecret } from '../../client/state/random.ts'
import { builtServer } from '../support/built-server.ts'
import { create, Facilitator, Participant } from '../support/people.ts'
import { envelopesOf, tokensOf } from '../support/tokens.ts'
import { sees } from '../support/waiting.ts'
import { type Workshop, workshop } from '../support/workshop.ts'
import { everybodyIsWell, first, liveOf } from './arena.ts'

let open: Workshop | null = null
const ending: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of ending.splice(0)) await one.close()
  await open?.close()
  open = null
})

type Proxy = { readonly url: string; heal(): void; close(): void }

/** A line that dies after a random number of bytes in either direction; some die without saying so, and tell half a minute later. */
async function badLine(to: number, seed: number, upgrades = true): Promise<Proxy> {
  let state = seed
  const random = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return (state >>> 8) % below
  }
  let healed = false
  const sockets = new Set<Socket>()
  const server = createServer((phone) => {
    const upstream = connect(to, '127.0.0.1')
    sockets.add(phone).add(upstream)
    let left = 600 + random(9000)
    const silent = random(20) === 0
    let dead = false
    for (const [from, other] of [
      [phone, upstream],
      [upstream, phone],
    ] as const) {
      from.on('data', (chunk: Buffer) => {
        if (dead) return
        if (!upgrades && from === phone && /^upgrade: websocket/im.test(chunk.toString('latin1')))
          return void phone.destroy()
        left -= chunk.length
        if (upgrades && !healed && left < 0) {
          dead = true
          if (!silent) {
            phone.destroy()
            upstream.destroy()
          }
          return
        }
        other.write(chunk)
      })
      from.on('error', () => other.destroy())
      from.on('close', () => other.destroy())
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heal: () => {
      healed = true
      for (const socket of sockets) socket.destroy()
    },
    close: () => {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

const portOf = (w: Workshop) => (w.app.server.address() as AddressInfo).port

test('N1, N2: over lines that are cut at random, every acknowledged command is there and every card is there once', async () => {
  const seed = Date.now() % 100_000
  const w = await workshop({ phones: 1, parts: { graceMs: 20_000 } })
  open = w
  const people: Participant[] = []
  const lines: Proxy[] = []
  for (let n = 0; n < 6; n++) {
    const ticket = randomSecret()
    const joined = await joinSession(
      { code: w.facilitator.created.code, name: `P${n}`, fn: null, level: null, ticket },
      w.url,
    )
    if (!joined.ok) throw new Error(joined.refusal.code)
    const line = await badLine(portOf(w), seed + n)
    const person = new Participant(line.url, { ...joined.data, ticket })
    people.push(person)
    lines.push(line)
    ending.push(person, line)
  }
  await w.facilitator.does('rooms.split', { by: 'count', n: 1, mix: 'spread', seed: 1 })
  await w.facilitator.goTo('write')
  const acknowledged = new Map<string, string>()
  await Promise.all(
    people.map(async (person, n) => {
      for (let turn = 0; turn < 12; turn++) {
        const name = `P${n} turn ${turn}`
        if ((await person.refused('me.update', { name, fn: null, level: null })) === null)
          acknowledged.set(person.seat.person, name)
      }
      await person.sees((view) => view.step.id === 'write', 'the step', 30_000)
      for (let card = 0; card < 4; card++) person.phone.outbox.addCard('constraint', `card ${card} of ${n}`)
    }),
  )
  const saved = new Map((await liveOf(w)).session.people.map((person) => [person.id, person.name]))
  for (const [id, name] of acknowledged) expect([`seed ${seed}`, saved.get(id)]).toEqual([`seed ${seed}`, name])
  await w.facilitator.does('round.ring', { round: 'write.1' })
  // Everyone heals while the round is collecting; what got lost is sent again.
  for (const line of lines) line.heal()
  await w.facilitator.sees(
    (view) => view.rounds.find((round) => round.id === 'write.1')?.state === 'written',
    'the batch',
    40_000,
  )
  for (const person of people)
    await sees(
      person.phone.outbox.cards,
      (cards) => cards.every((card) => card.round === null),
      'what came of the cards',
      20_000,
    )
  const texts = (await liveOf(w)).cards().map((card) => card.text)
  expect([`seed ${seed}`, new Set(texts).size]).toEqual([`seed ${seed}`, texts.length])
  const kept = people.flatMap((person) => person.phone.outbox.cards.get().map((card) => card.text))
  expect([...texts, ...kept].sort()).toEqual(
    people.flatMap((_, n) => [0, 1, 2, 3].map((card) => `card ${card} of ${n}`)).sort(),
  )
  expect(kept).toEqual([])
  await everybodyIsWell(w, first(w))
})

test('N10: where websockets are blocked, a whole round of cards works by polling', async () => {
  const w = await workshop({ phones: 2 })
  open = w
  const line = await badLine(portOf(w), 1, false)
  const behind = await Participant.join(line.url, w.facilitator.created.code, 'Polling')
  ending.push(behind, line)
  await behind.sees((view) => view.step.id === 'lobby', 'the lobby', 20_000)
  await w.facilitator.does('rooms.split', { by: 'count', n: 1, mix: 'spread', seed: 1 })
  await w.facilitator.goTo('write')
  await behind.sees((view) => view.step.id === 'write', 'writing')
  behind.phone.outbox.addCard('tradeoff', 'by polling')
  await behind.does('me.done', { step: 'write', done: true })
  await w.facilitator.ring()
  await sees(behind.phone.outbox.cards, (cards) => cards.length === 0, 'an empty outbox')
  expect((await liveOf(w)).cards().map((card) => card.text)).toEqual(['by polling'])
  await everybodyIsWell(w)
})

test('C7, C10: an answer given fifty times at once counts once, the last word wins, and after the bell nothing counts', async () => {
  const w = await workshop({ phones: 5, rooms: 1 })
  open = w
  await w.facilitator.goTo('baseline')
  const ana = first(w)
  await ana.sees((view) => view.rounds.some((round) => round.id === 'baseline.1'), 'the round')
  const before = await liveOf(w)
  const round = before.session.rounds.find((one) => one.id === 'baseline.1')
  const key = before.facts().roundKeys.get('baseline.1')?.public ?? ''
  if (round === undefined) throw new Error('no round')
  const tokens = await tokensOf(before.session, round, null)
  const path = `${w.url}/a/${ana.seat.session}/baseline.1`
  const answer = (seq: number, option: number) =>
    envelopesOf(tokens, key, seq, [{ is: 'answer', answer: { option }, mark: 'A'.repeat(22) }])[0]
  const agent = new Agent({ maxSockets: 50 })
  await Promise.all(
    Array.from(
      { length: 50 },
      (_, n) =>
        new Promise<void>((resolve, reject) => {
          const asked = request(path, { method: 'POST', agent, headers: { 'Content-Length': 1056 } }, (response) =>
            response.resume().on('end', resolve),
          )
          asked.on('error', reject)
          asked.end(answer(n + 1, n % 2))
        }),
    ),
  )
  for (const phone of w.phones) phone.close()
  await w.facilitator.ring()
  await fetch(path, { method: 'POST', body: answer(1000, 3) ?? '' })
  const live = await liveOf(w)
  const written = live.session.rounds.find((round) => round.id === 'baseline.1')
  expect(written?.state).toBe('written')
  expect((await live.published('baseline.1')).marks).toEqual(['A'.repeat(22)])
})

test('C13, C14: two consoles that press everything at once see the same, and one order of what happened', async () => {
  const w = await workshop({ phones: 1, rooms: 1 })
  open = w
  const second = new Facilitator(w.url, w.facilitator.created, 'Tablet')
  ending.push(second)
  await second.sees((view) => view.consoles.length === 2, 'both')
  await w.facilitator.goTo('write')
  for (let turn = 0; turn < 4; turn++) {
    const at = Date.now() + 60_000 * turn
    await Promise.all([
      w.facilitator.console.send('step.time', { step: 'write', endsAt: at }),
      second.console.send('step.time', { step: 'write', endsAt: turn % 2 ? null : at + 5000 }),
      w.facilitator.console.send('round.ring', { round: 'write.1' }),
      second.console.send('round.ring', { round: 'write.1' }),
      w.facilitator.console.send('blackout.set', { on: turn % 2 === 0 }),
      second.console.send('session.lock', { locked: turn % 2 === 0 }),
    ])
  }
  const moves = await Promise.all([
    w.facilitator.console.send('step.go', { step: 'discuss', from: 'write' }),
    second.console.send('step.go', { step: 'gather', from: 'write' }),
  ])
  expect(moves.filter((reply) => reply.ok)).toHaveLength(1)
  const { version } = (await liveOf(w)).session
  const [one, two] = await Promise.all(
    [w.facilitator, second].map((console) =>
      console.sees((view) => view.version >= version && view.step.id !== 'write', 'the end'),
    ),
  )
  expect(one?.log).toEqual(two?.log)
  await everybodyIsWell(w)
})

test('P2: with open documents, a half-sent request and idle connections, SIGTERM still ends in order and in time', async () => {
  const server = await builtServer()
  const facilitator = new Facilitator(server.url, await create(server.url))
  ending.push(facilitator)
  const ana = await Participant.join(server.url, facilitator.created.code, 'Ana')
  ending.push(ana)
  await facilitator.sees((view) => view.people.some((person) => person.connected), 'Ana')
  await facilitator.does('rooms.split', { by: 'count', n: 1, mix: 'spread', seed: 1 })
  await facilitator.sees((view) => view.rooms.length === 1, 'a room')
  const notes = ana.replica(`notes/${facilitator.view.rooms[0]?.id ?? ''}`)
  ending.push(notes)
  await sees(notes.synced, (is) => is, 'the notes')
  const loris = connect(server.port, '127.0.0.1')
  loris.on('error', () => {})
  ending.push({ close: () => loris.destroy() })
  loris.write('POST /api/join HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{')
  const since = Date.now()
  expect(await server.stop()).toBe(0)
  expect(Date.now() - since).toBeLessThan(5000)
})
