// Who may do what: every command and every question, sent by everyone who may not send it.
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import WebSocket from 'ws'
import type { ZodMiniType } from 'zod/mini'
import { randomId, randomSecret } from '../../client/state/random.ts'
import { isFacilitatorCommand } from '../../server/core/facilitator-commands.ts'
import { COMMANDS, type CommandName } from '../../shared/commands.ts'
import { PROTOCOL_VERSION } from '../../shared/limits.ts'
import { REQUESTS } from '../../shared/requests.ts'
import { arbitraryOf } from '../core/schema-arbitrary.ts'
import { Participant } from '../support/people.ts'
import { seen } from '../support/waiting.ts'
import { type Workshop, workshop } from '../support/workshop.ts'
import { everybodyIsWell, first, liveOf, outcome, proofOf, rawSocket, stateHash, tell } from './arena.ts'

let open: Workshop | null = null
const ending: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of ending.splice(0)) one.close()
  await open?.close()
  open = null
})

const NAMES = Object.keys(COMMANDS) as CommandName[]

async function started(): Promise<Workshop> {
  // A burst of every command in a row is not what this file is about.
  const w = await workshop({ phones: 3, rooms: 1 })
  open = w
  await w.facilitator.goTo('write')
  return w
}

/** Something that the schema takes, with ids that exist. */
function sample(schema: ZodMiniType, w: Workshop): unknown {
  const { step, rooms, people } = w.facilitator.view
  const ids = [
    step.id,
    'lobby',
    'frame',
    'discuss',
    ...rooms.map((room) => room.id),
    ...people.map((person) => person.id),
    'write.1',
  ]
  // What two fields must be to each other is not in a field's own schema.
  const some = fc.sample(arbitraryOf(schema, fc.constantFrom(...ids)), { seed: 80, numRuns: 100 })
  return some.find((one) => schema.safeParse(one).success)
}

/** Asks one after another, at a pace nobody is slowed down for: a fresh connection for every 25. */
async function inTurn<T>(
  list: readonly T[],
  connect: () => ReturnType<typeof rawSocket>,
  ask: (socket: ReturnType<typeof rawSocket>, one: T) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < list.length; from += 25) {
    const socket = connect()
    ending.push(socket)
    expect(await outcome(socket)).toBe('in')
    for (const one of list.slice(from, from + 25)) await ask(socket, one)
    socket.close()
  }
}

test('J13: a participant is refused every command of the facilitator, and nothing changes', async () => {
  const w = await started()
  const before = await stateHash(w)
  const list = NAMES.filter(isFacilitatorCommand)
  expect(list.length).toBeGreaterThan(30)
  await inTurn(
    list,
    () => rawSocket(w.url, proofOf(first(w))),
    async (socket, name) => {
      const { [name]: schema } = COMMANDS
      expect([name, await tell(socket, 'command', name, sample(schema, w))]).toEqual([
        name,
        expect.stringMatching(/^(forbidden|not-found)$/),
      ])
    },
  )
  expect(await stateHash(w)).toBe(before)
  await everybodyIsWell(w)
})

test('X8: projector and board links send no command at all, and a screen key opens no console', async () => {
  const w = await started()
  const { session, screenKey } = w.facilitator.created
  const reply = await w.facilitator.console.ask('key.board', {})
  const boardKey = reply.ok ? (reply.data?.boardKey ?? '') : ''
  const before = await stateHash(w)
  for (const [role, secret] of [
    ['screen', screenKey],
    ['board', boardKey],
  ] as const) {
    const auth = { protocol: PROTOCOL_VERSION, session, role, secret }
    await inTurn(
      NAMES,
      () => rawSocket(w.url, auth),
      async (socket, name) => {
        expect([name, await tell(socket, 'command', name, sample(COMMANDS[name], w))]).toEqual([name, 'forbidden'])
      },
    )
    for (const other of ['console', 'phone', role === 'screen' ? 'board' : 'screen']) {
      const socket = rawSocket(w.url, { ...auth, role: other, person: first(w).seat.person })
      ending.push(socket)
      expect([other, await outcome(socket)]).toEqual([other, 'bad-ticket'])
    }
  }
  expect(await stateHash(w)).toBe(before)
})

const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  phone: ['tokens', 'marks', 'doc', 'theme.cards', 'sort.next', 'sort.answer', 'ping'],
  screen: ['theme.cards', 'ping'],
  board: ['ping'],
}

test('every question by every role that may not ask it is refused, and nothing changes', async () => {
  const w = await started()
  const { session, screenKey } = w.facilitator.created
  const key = await w.facilitator.console.ask('key.board', {})
  const before = await stateHash(w)
  const roles = {
    phone: proofOf(first(w)),
    screen: { protocol: PROTOCOL_VERSION, session, role: 'screen', secret: screenKey },
    board: { protocol: PROTOCOL_VERSION, session, role: 'board', secret: key.ok ? key.data?.boardKey : '' },
  }
  for (const [role, auth] of Object.entries(roles))
    await inTurn(
      Object.keys(REQUESTS).filter((name) => !ALLOWED[role]?.includes(name)),
      () => rawSocket(w.url, auth),
      async (socket, name) => {
        const data =
          name === 'doc' ? { doc: 'board', clientId: null } : sample(REQUESTS[name as keyof typeof REQUESTS], w)
        expect([role, name, await tell(socket, 'request', name, data)]).toEqual([
          role,
          name,
          expect.stringMatching(/^(forbidden|not-found)$/),
        ])
      },
    )
  expect(await stateHash(w)).toBe(before)
  await everybodyIsWell(w)
})

test('X1, J11: proof of one session opens no other, and a wrong secret looks like no session at all', async () => {
  const w = await started()
  const other = await workshop({ phones: 1 })
  ending.push(other)
  const mine = proofOf(first(w))
  const second = proofOf(first(w, 1))
  const flipped = mine.secret.slice(0, -2) + (mine.secret.at(-2) === 'A' ? 'B' : 'A') + mine.secret.at(-1)
  const { secret, screenKey, session } = w.facilitator.created
  const tries: readonly (readonly [string, object, string])[] = [
    ['another session', { ...proofOf(first(other)), session }, 'bad-ticket'],
    ['another seat', { ...mine, person: second.person }, 'bad-ticket'],
    ['no such session', { ...mine, session: randomId() }, 'bad-ticket'],
    ['one bit off', { ...mine, secret: flipped }, 'bad-ticket'],
    ['an empty secret', { ...mine, secret: '' }, 'bad-ticket'],
    ['a secret of null', { ...mine, secret: null }, 'bad-request'],
    ['the stored hash', { ...mine, secret: await liveTicket(w) }, 'bad-ticket'],
    ['no person', { ...mine, person: undefined }, 'bad-ticket'],
    ['an unsigned token', { ...mine, secret: 'eyJhbGciOiJub25lIn0.eyJyb2xlIjoiY29uc29sZSJ9.' }, 'bad-ticket'],
    ['a phone’s ticket as console', { ...mine, role: 'console' }, 'bad-ticket'],
    ['the facilitator’s secret as screen', { ...mine, role: 'screen', secret }, 'bad-ticket'],
    ['the screen key as board', { ...mine, role: 'board', secret: screenKey }, 'bad-ticket'],
    ['a role of its own', { ...mine, role: 'system' }, 'bad-request'],
    ['one field more', { ...mine, id: 'me', admin: true }, 'bad-request'],
    [
      '__proto__',
      JSON.parse(`{"__proto__":{"role":"console"},"protocol":${PROTOCOL_VERSION}}`) as object,
      'bad-request',
    ],
    ['nothing', {}, 'bad-request'],
    ['an old client', { ...mine, protocol: 0 }, 'reload-needed'],
  ]
  const met = await Promise.all(
    tries.map(async ([what, auth]) => {
      const socket = rawSocket(w.url, auth)
      ending.push(socket)
      return [what, await outcome(socket)]
    }),
  )
  expect(met).toEqual(tries.map(([what, , code]) => [what, code]))
  await everybodyIsWell(w)
})

async function liveTicket(w: Workshop): Promise<string> {
  const live = await w.app.directory.open(w.facilitator.created.session)
  return live?.session.people[0]?.ticket ?? ''
}

test('J10: a ticket on a second device takes the seat over; there is one seat, and one set of tokens', async () => {
  const w = await started()
  const ana = first(w)
  const round = ana.phone.common.get()?.rounds.find((one) => one.id === 'write.1')
  if (round === undefined) throw new Error('no round')
  await expect.poll(() => ana.keep.get<{ ready: unknown }>('wallet.write.1')?.ready ?? null).not.toBeNull()
  const elsewhere = new Participant(w.url, ana.seat)
  ending.push(elsewhere)
  await elsewhere.sees((view) => view.step.id === 'write', 'the step')
  await seen(ana.phone.refusal, (refusal) => refusal.code === 'replaced', 'that the seat is elsewhere')
  const room = elsewhere.phone.mine.get()?.room?.id ?? null
  const blinded = round.slots.map(() => randomSecret())
  expect(await elsewhere.phone.ask('tokens', { round: round.id, issue: round.issue, room, blinded })).toMatchObject({
    refusal: { code: 'issued-elsewhere' },
  })
  expect(w.facilitator.view.people).toHaveLength(3)
})

test('J18: a phone that brings an id of its own is not believed', async () => {
  const w = await started()
  const body = { code: w.facilitator.created.code, name: 'Mallory', fn: null, level: null, ticket: randomSecret() }
  for (const more of [
    { person: first(w).seat.person },
    { id: 'me' },
    { role: 'sponsor' },
    { room: 'r1' },
    { removed: false },
  ]) {
    const answer = await fetch(`${w.url}/api/join`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...body, ...more }),
    })
    expect(answer.status).toBe(400)
  }
  expect(w.facilitator.view.people).toHaveLength(3)
})

test('J15: what is said before the proof was looked at is never heard', async () => {
  const w = await started()
  const before = await stateHash(w)
  const socket = new WebSocket(`${w.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()))
  const heard: string[] = []
  socket.on('message', (data) => heard.push(String(data)))
  socket.on('open', () => {
    for (let n = 0; n < 40; n++) socket.send(`42${n}["command",{"name":"session.end","data":{}}]`)
  })
  await closed
  expect(heard.filter((one) => !one.startsWith('0'))).toEqual([])
  expect(await stateHash(w)).toBe(before)
  await everybodyIsWell(w)
})

test('many proofs on one connection make one member', async () => {
  const w = await started()
  const { session, screenKey } = w.facilitator.created
  const socket = new WebSocket(`${w.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()))
  socket.on('open', () => {
    for (let n = 0; n < 200; n++)
      socket.send(`40${JSON.stringify({ protocol: PROTOCOL_VERSION, session, role: 'screen', secret: screenKey })}`)
  })
  await Promise.race([closed, w.facilitator.sees((view) => view.screens > 0, 'a screen')])
  // A question that comes after all of them has an answer after all of them.
  await first(w).phone.ask('ping', {})
  expect((await liveOf(w)).presence.facts().screens).toBeLessThanOrEqual(1)
  socket.close()
  await closed
  await w.facilitator.sees((view) => view.screens === 0, 'no screen')
  await everybodyIsWell(w)
})
