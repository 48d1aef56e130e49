// Rules of anonymity where people say what they see at work: the same traffic from everybody, nothing that moves while they do, and
// nothing left on the phone.
import { afterEach, expect, test } from 'vitest'
import { issueKey } from '../../shared/anon/grants.ts'
import { ENVELOPE_BYTES } from '../../shared/limits.ts'
import { liveOf } from '../hostile/arena.ts'
import { ask, gathered, heard, ROUND } from '../support/echoing.ts'
import { seen, sees } from '../support/waiting.ts'
import type { Workshop } from '../support/workshop.ts'
import { type Recorded, recordedPhone } from './recorded-phone.ts'

const ending: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of ending.splice(0).reverse()) await one.close()
})

const TITLES = ['Too many priorities', 'Nobody decides', 'Good people leave']

/** Five of Sales, five of Product and five of nothing, on phones whose posts are written down. */
async function recorded(): Promise<{ readonly w: Workshop; readonly phones: readonly Recorded[] }> {
  const w = await gathered({ Sales: 5, Product: 5, '': 5 }, TITLES)
  ending.push(w)
  for (const phone of w.phones) phone.close()
  const phones = w.phones.map(({ seat, keep }) => recordedPhone(w.url, seat, keep))
  for (const { phone } of phones) {
    ending.push(phone)
    await seen(phone.common, () => true, 'the session')
  }
  return { w, phones }
}

const hasTokens = (one: Recorded) =>
  expect
    .poll(() => one.keep.get<{ ready: unknown }>(`wallet.${ROUND}`)?.ready ?? null, { timeout: 10_000, interval: 30 })
    .not.toBeNull()

test('R7, R8: whoever marks everything, one theme or nothing, of any function, sends the same envelopes at the bell and none before', async () => {
  const { w, phones } = await recorded()
  await ask(w, ROUND, [])
  for (const one of phones) await hasTokens(one)
  const marking = phones.filter((_, at) => at % 2 === 0)
  for (const [at, { phone }] of marking.entries())
    for (const theme of ['t1', 't2', 't3'].slice(0, (at % 3) + 1)) phone.outbox.echo(ROUND, theme, true)
  expect(phones.flatMap(({ posts }) => posts)).toEqual([])
  await heard(w)
  for (const { posts } of phones)
    expect(posts.map(({ url, bytes }) => [url.split('/').at(-1), bytes])).toEqual(
      TITLES.map(() => [ROUND, ENVELOPE_BYTES]),
    )
  expect((await liveOf(w)).session.echoes.map((echo) => echo.heard?.phones)).toEqual([15, 15, 15])
})

test('R12: of who got tokens nothing is kept but that they did, and a function is told of no smaller group than five', async () => {
  const { w, phones } = await recorded()
  await ask(w, ROUND, [])
  for (const one of phones) await hasTokens(one)
  const { session } = await liveOf(w)
  const round = session.rounds.find(({ id }) => id === ROUND)
  expect(round?.functions).toEqual(['Sales', 'Product'])
  expect(issueKey(round ?? { id: '', issue: 0 })).toBe(`${ROUND}~0`)
  // Two of Product leave before the bell: their function would be three people, and is folded into everybody else.
  for (const { phone } of phones.slice(8, 10)) phone.close()
  for (const { phone } of phones.slice(0, 12)) phone.outbox.echo(ROUND, 't1', true)
  await w.facilitator.does('round.ring', { round: ROUND })
  await w.facilitator.sees(
    (view) => view.rounds.some((one) => one.id === ROUND && one.state === 'written'),
    'the batch',
    20_000,
  )
  const [echo] = (await liveOf(w)).session.echoes
  expect(echo?.heard).toEqual({ phones: 13, people: 10, functions: [{ fn: 'Sales', of: 5, people: 5 }] })
})

test('R13: while themes are marked and packets come in, nothing on console, projector or any phone moves with them', async () => {
  const { w, phones } = await recorded()
  await ask(w, ROUND, [])
  for (const one of phones) await hasTokens(one)
  const live = await liveOf(w)
  const before = JSON.stringify([live.session, live.cards()])
  const common = () => JSON.stringify(phones[14]?.phone.common.get())
  const shown = [JSON.stringify(w.facilitator.view), common()]
  for (const { phone } of phones) phone.outbox.echo(ROUND, 't1', true)
  // Pages are hidden: full sets are on the server before the bell.
  await Promise.all(phones.map(({ phone }) => phone.flush()))
  expect(phones.every(({ posts }) => posts.length > 0)).toBe(true)
  expect(JSON.stringify([live.session, live.cards()])).toBe(before)
  expect([JSON.stringify(w.facilitator.view), common()]).toEqual(shown)
  await heard(w)
  expect(w.facilitator.view.themes.find(({ id }) => id === 't1')?.echo).toMatchObject({ n: 15, people: 15 })
})

test('R18: whoever joins after it was asked watches it, whatever their function', async () => {
  const { w } = await recorded()
  await ask(w, ROUND, [])
  const late = await w.join('Late', 'Operations')
  await late.sees((view) => view.echoing.length === TITLES.length, 'what is asked')
  expect(late.phone.mine.get()?.rounds).not.toContain(ROUND)
  const asked = { round: ROUND, issue: 0, room: null, blinded: TITLES.map(() => 'A'.repeat(43)) }
  expect(await late.phone.ask('tokens', asked)).toMatchObject({ refusal: { code: 'not-in-round' } })
})

test('R20: when the session is over no phone has left what its owner marked, nor any token of it', async () => {
  const { w, phones } = await recorded()
  await ask(w, ROUND, [])
  for (const one of phones) await hasTokens(one)
  const [ana] = phones
  if (ana === undefined) throw new Error('no phone')
  ana.phone.outbox.echo(ROUND, 't2', true)
  await heard(w)
  await sees(ana.phone.outbox.answers, ([one]) => one?.state === 'in', 'that it came')
  expect(ana.keep.get(`wallet.${ROUND}`)).toBeNull()
  await w.facilitator.does('session.end', {})
  await sees(ana.phone.outbox.answers, (answers) => answers.length === 0, 'that it is forgotten', 20_000)
  expect(ana.keep.get('answers')).toBeNull()
})
