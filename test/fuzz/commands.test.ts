// Anything at all as a command, a question, an envelope or a body: always an answer, never a crash, and the server goes on.
import fc from 'fast-check'
import type { Socket } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { realIds } from '../../server/adapters/ids.ts'
import { RoundCollector } from '../../server/live/round-collector.ts'
import { ACTS } from '../../shared/anon/act.ts'
import { sealEnvelope } from '../../shared/anon/envelope.ts'
import { infoId } from '../../shared/anon/grants.ts'
import { tokenKey } from '../../shared/anon/token.ts'
import { COMMANDS, parseCommand } from '../../shared/commands.ts'
import { REFUSALS } from '../../shared/refusals.ts'
import { REQUESTS } from '../../shared/requests.ts'
import { everybodyIsWell, first, post, proofOf, rawSocket } from '../hostile/arena.ts'
import { type Workshop, workshop } from '../support/workshop.ts'

let w: Workshop
beforeAll(async () => {
  w = await workshop({ phones: 2, rooms: 1 })
  await w.facilitator.goTo('write')
})
afterAll(() => w.close())

const anything = fc.anything({
  maxDepth: 4,
  withDate: true,
  withNullPrototype: true,
  withUnicodeString: true,
  key: fc.oneof(
    fc.string(),
    fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'name', 'step', 'data'),
  ),
})
const name = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...Object.keys(COMMANDS), ...Object.keys(REQUESTS)) },
  { weight: 1, arbitrary: anything },
)

test('the parser takes anything', () => {
  fc.assert(
    fc.property(name, anything, (command, data) => {
      const parsed = parseCommand(command, data)
      return parsed.ok || parsed.field === null || typeof parsed.field === 'string'
    }),
    { numRuns: 3000 },
  )
})

test('an envelope may hold anything: the collector keeps acts of its purpose and nothing else', async () => {
  const info = new Uint8Array(80).fill(7)
  const key = realIds.roundKey()
  const output = new Uint8Array(64).fill(9)
  const token = { input: new Uint8Array(32).fill(7), key: tokenKey(output, info) }
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('card' as const, 'answer' as const, 'echo' as const, 'ballot' as const),
      fc.oneof(anything, fc.json(), fc.uint8Array({ maxLength: 1200 })),
      fc.nat(),
      async (purpose, inside, seq) => {
        const collector = new RoundCollector({
          purpose,
          key,
          good: [{ info, slot: '1', room: null }],
          evaluate: async () => output,
        })
        try {
          await collector.hold(sealEnvelope(key.publicKey, infoId(info), token, seq, inside as never), false)
        } catch (problem) {
          // Too large for an envelope, or no JSON at all: then there was none to hold.
          if (!(problem instanceof RangeError || problem instanceof TypeError)) throw problem
        }
        if (inside instanceof Uint8Array) expect(await collector.hold(inside, false)).toBe(false)
        return collector.acts().every(({ act }) => ACTS[purpose].safeParse(act).success)
      },
    ),
    { numRuns: 800 },
  )
})

test('sockets answer anything with a refusal or a yes', async () => {
  let socket: Socket | null = null
  let asked = 0
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('command', 'request'), name, anything, async (event, which, data) => {
      // A connection has a pace; what is tested here is what comes after it.
      if (asked++ % 25 === 0) {
        socket?.close()
        socket = rawSocket(w.url, proofOf(first(w)))
      }
      const message = JSON.parse(
        JSON.stringify({ name: which, data }, (_key, value) => (typeof value === 'bigint' ? 'big' : value)) ?? 'null',
      )
      const reply = (await socket?.timeout(3000).emitWithAck(event, message)) as {
        ok: boolean
        refusal?: { code: string }
      }
      expect(reply.ok || Object.hasOwn(REFUSALS, reply.refusal?.code ?? '')).toBe(true)
      expect(reply.refusal?.code).not.toBe('internal')
    }),
    { numRuns: 300 },
  )
  ;(socket as Socket | null)?.close()
  await everybodyIsWell(w)
})

test('bodies of requests are answered with 4xx, whatever they are', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('/api/sessions', '/api/code', '/api/join', '/api/takeover'),
      fc.oneof(fc.json(), fc.string({ unit: 'binary' })),
      async (path, body) => {
        const { status } = await post(w.url, path, body)
        expect(status).toBeGreaterThanOrEqual(400)
        expect(status).toBeLessThan(500)
      },
    ),
    { numRuns: 200 },
  )
  await everybodyIsWell(w)
})
