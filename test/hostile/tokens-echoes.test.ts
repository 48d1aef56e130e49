// Echo tokens spent by those who cheat, against a real server: as a card or a ballot, on another theme, for another function,
// twice, again, in another round; and the asking for them under another function than one's own.
import { afterEach, expect, test } from 'vitest'
import { randomSecret } from '../../client/state/random.ts'
import { echoingIn } from '../../server/core/echoes.ts'
import type { Act } from '../../shared/anon/envelope.ts'
import { grantsOf } from '../../shared/anon/grants.ts'
import { blindToken } from '../../shared/anon/token.ts'
import { fromBase64Url, toBase64Url } from '../../shared/base64url.ts'
import { ask, gathered, heard, ROUND } from '../support/echoing.ts'
import type { Workshop } from '../support/workshop.ts'
import { aCard, everybodyIsWell, first, liveOf, type Purse, purseOf, spend } from './arena.ts'

const ending: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of ending.splice(0).reverse()) await one.close()
})

const yes: Act = { is: 'echo' }
const blank: Act = { is: 'blank' }

/** Six of Sales and six of Product are asked about two themes; everybody has their tokens. */
async function asking(): Promise<{ readonly w: Workshop; readonly purses: readonly Purse[] }> {
  const w = await gathered({ Sales: 6, Product: 6 }, ['Too many priorities', 'Nobody decides'], {
    parts: { graceMs: 1500 },
  })
  ending.push(w)
  await ask(w)
  return { w, purses: await Promise.all(w.phones.map((phone) => purseOf(phone, ROUND))) }
}

const send = (w: Workshop, body: Uint8Array<ArrayBuffer>, round = ROUND) =>
  fetch(`${w.url}/a/${w.facilitator.created.session}/${round}`, { method: 'POST', body })

/** What a round's tokens are good for, by theme, of one function or of none. */
async function infos(w: Workshop, fn: string | null): Promise<readonly string[]> {
  const { session } = await liveOf(w)
  const round = session.rounds.find(({ id }) => id === ROUND)
  const step = session.agenda.find(({ id }) => id === round?.step)
  if (round === undefined || step === undefined) throw new Error('no round')
  const echoing = echoingIn(session, round)
  const grants = grantsOf({ session: session.id, round, step, room: null, ballots: [], echoing, fn }) ?? []
  return grants.map(({ info }) => toBase64Url(info))
}

/** The purse's tokens, one a theme, called something else. */
const renamed = (purse: Purse, names: readonly string[]): Purse => ({
  ...purse,
  ready: purse.ready.map((one, at) => ({ ...one, info: names[at] ?? '' })),
})

const result = async (w: Workshop) => (await liveOf(w)).session.echoes.map((echo) => echo.heard)
const silence = (w: Workshop) => {
  for (const phone of w.phones) phone.close()
}

test('a held echo is sent again, older and newer, and spent twice at once: each counts once, with its latest word', async () => {
  const { w, purses } = await asking()
  silence(w)
  const sets = purses.map((purse) => [0, 1].map((slot) => spend(purse, slot, 5, slot === 0 ? yes : blank)))
  const older = purses.map((purse) => spend(purse, 1, 4, yes))
  for (const body of [...sets.flat(), ...older, ...sets.flat(), ...sets.flat()])
    expect((await send(w, body)).status).toBe(202)
  await Promise.all(Array.from({ length: 20 }, () => send(w, spend(purses[0] as Purse, 0, 5, blank))))
  await heard(w)
  expect(await result(w)).toMatchObject([
    { phones: 12, people: 12 },
    { phones: 12, people: 0 },
  ])
  // A written round takes nothing.
  for (const body of sets.flat()) await send(w, body)
  expect(await result(w)).toMatchObject([{ people: 12 }, { people: 0 }])
})

test('a token of one theme says nothing of another, and one function’s counts for no other and not for nobody’s', async () => {
  const { w, purses } = await asking()
  silence(w)
  const [sales, product, none] = [await infos(w, 'Sales'), await infos(w, 'Product'), await infos(w, null)]
  const cheat = purses[0] as Purse
  expect(cheat.ready.map(({ info }) => info)).toEqual(sales)
  expect(new Set([...sales, ...product, ...none, ...(await infos(w, 'Operations'))]).size).toBe(8)
  const cheats = [
    // The second theme's token for the first one, and the other way round.
    ...[0, 1].map((slot) => spend(renamed(cheat, [...sales].reverse()), slot, 9, yes)),
    // Sales for Product, for nobody's function, and for one that is not told.
    ...[product, none, await infos(w, 'Operations')].map((names) => spend(renamed(cheat, names), 0, 9, yes)),
  ]
  for (const body of cheats) expect((await send(w, body)).status).toBe(202)
  for (const purse of purses) for (const slot of [0, 1]) await send(w, spend(purse, slot, 1, blank))
  for (const body of cheats) await send(w, body)
  await heard(w)
  expect(await result(w)).toMatchObject([
    { phones: 12, people: 0, functions: [{ of: 6 }, { of: 6 }] },
    { phones: 12, people: 0, functions: [{ of: 6 }, { of: 6 }] },
  ])
})

test('an echo’s token is no card, no withdrawal and no ballot, and theirs are no echoes', async () => {
  const { w, purses } = await asking()
  const live = await liveOf(w)
  const cheat = purses[0] as Purse
  const back = await purseOf(first(w), 'gather.1')
  silence(w)
  const withdraw: Act = { is: 'withdraw', reveal: 'a'.repeat(22) }
  const answer: Act = { is: 'answer', answer: { clear: 'clear', gaps: [], committed: 3, guess: 8 } }
  const hold = (round: string, body: Uint8Array) => live.hold(round, body, false)
  // Another act than an echo, with a good token; one of another purpose, as it is and called an echo's.
  for (const act of [aCard('not an echo'), withdraw, answer])
    expect(await hold(ROUND, spend(cheat, 0, 9, act))).toBe(false)
  const [echo] = cheat.ready
  for (const info of [back.ready[0]?.info ?? '', echo?.info ?? ''])
    expect(await hold(ROUND, spend({ ...renamed(back, [info]), key: cheat.key }, 0, 9, yes))).toBe(false)
  // And the other way round.
  for (const info of [echo?.info ?? '', back.ready[0]?.info ?? ''])
    expect(await hold('gather.1', spend({ ...renamed(cheat, [info]), key: back.key }, 0, 9, blank))).toBe(false)
  expect(await hold('gather.1', spend(back, 0, 1, yes))).toBe(false)
  expect(await hold(ROUND, spend(cheat, 0, 1, yes))).toBe(true)
  for (const purse of purses.slice(1)) for (const slot of [0, 1]) await hold(ROUND, spend(purse, slot, 1, blank))
  await hold(ROUND, spend(cheat, 1, 1, blank))
  await heard(w)
  expect(await result(w)).toMatchObject([{ people: 1 }, { people: 0 }])
})

test('tokens of an earlier question about the same themes are none of the next', async () => {
  const { w, purses } = await asking()
  for (const purse of purses) for (const slot of [0, 1]) await send(w, spend(purse, slot, 1, blank))
  await heard(w)
  await ask(w, 'again')
  const next = await Promise.all(w.phones.map((phone) => purseOf(phone, 'again')))
  silence(w)
  const old = { ...(purses[0] as Purse), key: (next[0] as Purse).key }
  const names = (next[0] as Purse).ready.map(({ info }) => info)
  for (const purse of [old, renamed(old, names)])
    for (const slot of [0, 1]) expect((await send(w, spend(purse, slot, 9, yes), 'again')).status).toBe(202)
  for (const purse of next) for (const slot of [0, 1]) await send(w, spend(purse, slot, 1, blank), 'again')
  await heard(w, 'again')
  expect((await result(w)).slice(2)).toMatchObject([
    { phones: 12, people: 0 },
    { phones: 12, people: 0 },
  ])
})

test('nobody gets the tokens of another function, of none in place of their own, or a second set', async () => {
  const w = await gathered({ Sales: 6, Product: 6, '': 5 }, ['Too many priorities'])
  ending.push(w)
  for (const phone of w.phones) phone.close()
  const [theme] = w.facilitator.view.themes
  await w.facilitator.does('echo.open', { round: ROUND, themes: [theme?.id ?? ''] })
  const live = await liveOf(w)
  const key = fromBase64Url(live.session.keys.issue)
  const point = () => toBase64Url(blindToken(new Uint8Array(4), key, fromBase64Url(randomSecret())).blinded)
  const asked = async (person: number, fn?: string, blinded = [point()]) => {
    const named = fn === undefined ? {} : { fn }
    const said = await live.issue(w.phones[person]?.seat.person ?? '', {
      round: ROUND,
      issue: 0,
      room: null,
      ...named,
      blinded,
    })
    return typeof said === 'string' ? said : 'signed'
  }
  expect(live.session.rounds.find(({ id }) => id === ROUND)?.functions).toEqual(['Sales', 'Product'])
  expect(await asked(0, 'Product')).toBe('other-function')
  expect(await asked(0)).toBe('other-function')
  expect(await asked(0, 'Operations')).toBe('other-function')
  expect(await asked(12, 'Sales')).toBe('other-function')
  const mine = [point()]
  expect(await asked(0, 'Sales', mine)).toBe('signed')
  expect(await asked(0, 'Sales', mine)).toBe('signed')
  expect(await asked(0, 'Sales')).toBe('issued-elsewhere')
  expect(await asked(0, 'Product')).toBe('issued-elsewhere')
  expect(await asked(12)).toBe('signed')
})

test('a title that reads differently on the server makes tokens that fit nowhere, and an honest room is well after all this', async () => {
  const { w, purses } = await asking()
  const live = await liveOf(w)
  const round = live.session.rounds.find(({ id }) => id === ROUND)
  const step = live.session.agenda.find(({ id }) => id === round?.step)
  if (round === undefined || step === undefined) throw new Error('no round')
  const echoing = [
    { theme: 't1', title: 'Who is to blame?' },
    { theme: 't2', title: 'Nobody decides' },
  ]
  const parts = { session: live.session.id, round, step, room: null, ballots: [], fn: 'Sales' }
  const others = (grantsOf({ ...parts, echoing }) ?? []).map(({ info }) => toBase64Url(info))
  const own = purses[0] as Purse
  expect(own.ready.map(({ info }, at) => info === others[at])).toEqual([false, true])
  expect(grantsOf({ ...parts, echoing: echoing.slice(1) })).toBeNull()
  expect(await live.hold(ROUND, spend(renamed(own, others), 0, 9, yes), false)).toBe(false)
  await heard(w)
  await everybodyIsWell(w)
})
