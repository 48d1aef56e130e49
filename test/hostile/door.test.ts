// The door for anonymous acts: whatever is thrown at it, it says the same, keeps nothing it should not, and stays open.
import { connect } from 'node:net'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { afterEach, expect, test } from 'vitest'
import { randomId } from '../../client/state/random.ts'
import { ENVELOPE_BYTES } from '../../shared/limits.ts'
import { type Workshop, workshop } from '../support/workshop.ts'
import { aCard, bogus, everybodyIsWell, first, liveOf, noise, purseOf, sendRaw, spend } from './arena.ts'

let open: Workshop | null = null
afterEach(async () => {
  await open?.close()
  open = null
})

async function writing(phones = 3): Promise<Workshop> {
  const w = await workshop({ phones, rooms: 1 })
  open = w
  await w.facilitator.goTo('write')
  for (const phone of w.phones)
    await phone.sees((view) => view.rounds.some((round) => round.id === 'write.1'), 'the round')
  return w
}

const doorOf = (w: Workshop, round = 'write.1') => `/a/${w.facilitator.created.session}/${round}`
const send = (w: Workshop, body: Uint8Array, path = doorOf(w)) =>
  fetch(w.url + path, { method: 'POST', body: body as Uint8Array<ArrayBuffer> })
const textsOf = async (w: Workshop) =>
  (await liveOf(w))
    .cards()
    .map((card) => card.text)
    .sort()

/** Status line and headers without the date: what an answer tells. */
const told = (answer: string) =>
  answer
    .split('\r\n')
    .filter((line) => !/^date:/i.test(line))
    .join('\n')

const head = (w: Workshop, more: string, method = 'POST', path = doorOf(w)) =>
  `${method} ${path} HTTP/1.1\r\nHost: x\r\n${more}\r\n`
const sized = (bytes: number) => `Content-Length: ${bytes}\r\n`

test('the answer is the same to a card, a blank, garbage, a wrong token, another round and a session that is not there', async () => {
  const w = await writing()
  const purse = await purseOf(first(w))
  const other = await workshop({ phones: 1 })
  const bodies: readonly (readonly [string, Uint8Array])[] = [
    [doorOf(w), spend(purse, 0, 1, aCard('honest'))],
    [doorOf(w), spend(purse, 0, 1, { is: 'blank' })],
    [doorOf(w), bogus(purse, aCard('forged'))],
    [doorOf(w), noise()],
    [doorOf(w), new Uint8Array(ENVELOPE_BYTES)],
    [doorOf(w, 'nowhere'), spend(purse, 0, 2, aCard('lost'))],
    [doorOf(w, '__proto__'), spend(purse, 0, 2, aCard('lost'))],
    [`/a/${randomId()}/write.1`, spend(purse, 0, 2, aCard('lost'))],
    [`/a/${other.facilitator.created.session}/write.1`, spend(purse, 0, 2, aCard('elsewhere'))],
  ]
  const answers = await Promise.all(
    bodies.map(([path, body]) => sendRaw(w.url, [head(w, sized(ENVELOPE_BYTES), 'POST', path), Buffer.from(body)])),
  )
  expect(new Set(answers.map(told)).size).toBe(1)
  expect(answers[0]).toMatch(/^HTTP\/1\.1 202 /)
  expect(answers[0]).toMatch(/connection: close/i)
  expect(answers[0]).toMatch(/cache-control: no-store/i)
  expect(answers[0]).not.toMatch(/set-cookie|etag|server:|x-/i)
  await other.close()
  await everybodyIsWell(w)
})

test('a wrong size, method or path is refused and ends its connection', async () => {
  const w = await writing()
  const cases: readonly (readonly [string, string | readonly (string | Buffer)[], RegExp])[] = [
    ['one byte less', [head(w, sized(1055)), Buffer.alloc(1055)], /^HTTP\/1\.1 413/],
    ['one byte more', [head(w, sized(1057)), Buffer.alloc(1057)], /^HTTP\/1\.1 413/],
    ['nothing', head(w, sized(0)), /^HTTP\/1\.1 413/],
    ['a gigabyte announced', head(w, sized(1e9)), /^HTTP\/1\.1 413/],
    [
      'chunks that are too few',
      head(w, 'Transfer-Encoding: chunked\r\n').concat('5\r\nhello\r\n0\r\n\r\n'),
      /^HTTP\/1\.1 413/,
    ],
    ['a length twice', head(w, `${sized(ENVELOPE_BYTES)}Content-Length: 5\r\n`), /^HTTP\/1\.1 400/],
    ['a length and chunks', head(w, `${sized(ENVELOPE_BYTES)}Transfer-Encoding: chunked\r\n`), /^HTTP\/1\.1 400/],
    ['a negative length', head(w, sized(-1)), /^HTTP\/1\.1 400/],
    ['GET', head(w, '', 'GET'), /^HTTP\/1\.1 404/],
    ['PUT', [head(w, sized(ENVELOPE_BYTES), 'PUT'), Buffer.alloc(ENVELOPE_BYTES)], /^HTTP\/1\.1 404/],
    ['OPTIONS', head(w, 'Access-Control-Request-Method: POST\r\n', 'OPTIONS'), /^HTTP\/1\.1 404/],
    [
      'climbing',
      [head(w, sized(ENVELOPE_BYTES), 'POST', '/a/../api/sessions'), Buffer.alloc(ENVELOPE_BYTES)],
      /^HTTP\/1\.1 404/,
    ],
    [
      'encoded',
      [head(w, sized(ENVELOPE_BYTES), 'POST', '/a/%2e%2e/write.1'), Buffer.alloc(ENVELOPE_BYTES)],
      /^HTTP\/1\.1 404/,
    ],
    ['no round', [head(w, sized(ENVELOPE_BYTES), 'POST', '/a/x'), Buffer.alloc(ENVELOPE_BYTES)], /^HTTP\/1\.1 404/],
  ]
  for (const [what, bytes, expected] of cases)
    expect([what, await sendRaw(w.url, bytes)]).toEqual([what, expect.stringMatching(expected)])
  await everybodyIsWell(w)
})

test('a body without an end is cut off as soon as it is too long', async () => {
  const w = await writing()
  const socket = connect(Number(new URL(w.url).port), '127.0.0.1')
  const chunk = `400\r\n${'x'.repeat(1024)}\r\n`
  let written = 0
  const ended = new Promise<void>((resolve) => {
    socket.on('close', () => resolve())
    socket.on('error', () => resolve())
  })
  let over = false
  void ended.then(() => {
    over = true
  })
  socket.write(head(w, 'Transfer-Encoding: chunked\r\n'))
  const more = () => {
    if (over) return
    if (written > 30_000) return void socket.destroy()
    written++
    if (socket.write(chunk)) setImmediate(more)
    else socket.once('drain', more)
  }
  more()
  await ended
  expect(written).toBeLessThan(20_000)
  await everybodyIsWell(w)
})

test('no card comes from a forged token, another purpose, a replay or a lower number', async () => {
  const w = await writing(4)
  const [mine, bens] = [await purseOf(first(w)), await purseOf(first(w, 1))]
  // In turn, since the order is what is tested here.
  const inOrder: readonly Uint8Array[] = [
    spend(mine, 0, 5, aCard('the fifth')),
    spend(mine, 0, 5, aCard('the fifth again, other words')),
    spend(mine, 0, 4, aCard('the fourth, late')),
    spend(mine, 1, 1, aCard('my second slot')),
    spend(mine, 1, 0xffffffff, aCard('my second slot, the very last word')),
    spend(mine, 1, 2, aCard('after the last')),
    spend(bens, 0, 1, { is: 'answer', answer: { option: 1 }, mark: randomId() }),
    bogus(mine, aCard('forged')),
    spend(bens, 0, 2, { is: 'card', kind: 'no such kind', text: 'odd', mark: randomId() }),
    spend(bens, 0, 2, { is: 'card', kind: 'constraint', text: 'short mark', mark: 'x' }),
    spend(bens, 0, 2, { is: 'card', kind: 'constraint', text: '   ', mark: randomId() }),
  ]
  for (const one of inOrder) expect((await send(w, one)).status).toBe(202)
  const replay = spend(bens, 0, 3, aCard('sent three times'))
  for (let n = 0; n < 3; n++) await send(w, replay)
  // The phones' own blanks, at the bell, would outrank what is tested here.
  for (const phone of w.phones) phone.close()
  await w.facilitator.ring()
  expect(await textsOf(w)).toEqual(['my second slot, the very last word', 'sent three times', 'the fifth'])
  // And nothing gets into a round that is written.
  await send(w, spend(mine, 2, 99, aCard('after the bell')))
  expect(await textsOf(w)).toHaveLength(3)
})

test('hostile text is a text: nothing in it is more than words', async () => {
  const w = await writing(3)
  const texts = [
    '<script>alert(1)</script>',
    '[x](javascript:alert(1))',
    '=cmd|calc!A1',
    'a\r\nBEGIN:VEVENT',
    '👨‍👩‍👧‍👦 family',
    'nul\u0000 \u202eevil',
    '{"__proto__":{"polluted":1}}',
    'ﷺ'.repeat(60),
    'z̵̡̛͕͚͕͉͙͎̰͔͚̓̈́̎͌a̸̢̛lgo',
  ]
  const purses = await Promise.all(w.phones.map((phone) => purseOf(phone)))
  for (const [at, text] of texts.entries()) {
    const purse = purses[Math.floor(at / 4)]
    if (purse !== undefined) await send(w, spend(purse, at % 4, 1, aCard(text)))
  }
  for (const phone of w.phones) phone.close()
  await w.facilitator.ring()
  const reply = await w.facilitator.console.ask('cards', {})
  const shown = (reply.ok ? (reply.data?.cards ?? []) : []).map((card) => card.text)
  expect(shown).toEqual(
    expect.arrayContaining([
      '<script>alert(1)</script>',
      '[x](javascript:alert(1))',
      '=cmd|calc!A1',
      'a BEGIN:VEVENT',
      '{"__proto__":{"polluted":1}}',
    ]),
  )
  for (const text of shown) expect(text).not.toMatch(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u)
  expect(({} as { polluted?: number }).polluted).toBeUndefined()
})

test('two hundred phones with four envelopes each at the bell: all are taken; how long the loop was held is printed', async () => {
  const w = await writing(3)
  const path = doorOf(w)
  const purse = await purseOf(first(w))
  const made = Array.from({ length: 800 }, () => bogus(purse, aCard('x')))
  const loop = monitorEventLoopDelay({ resolution: 5 })
  const since = performance.now()
  loop.enable()
  const statuses = await Promise.all(made.map(async (one) => (await send(w, one, path)).status))
  loop.disable()
  console.info(
    `800 envelopes in ${Math.round(performance.now() - since)} ms; event loop (senders in the same process): p50 ${(loop.percentile(50) / 1e6).toFixed(1)} ms, p99 ${(loop.percentile(99) / 1e6).toFixed(1)} ms, max ${(loop.max / 1e6).toFixed(1)} ms`,
  )
  expect(new Set(statuses)).toEqual(new Set([202]))
  await everybodyIsWell(w)
})
