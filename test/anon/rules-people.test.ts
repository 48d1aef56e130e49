// Rules R13-R18 and R20 of anonymity: what people are shown and told, and what stays on their phones.
import { afterEach, expect, test } from 'vitest'
import { browserKeep, forgetOld, isLongOver, memoryKeep, noteSeen, notOver } from '../../client/state/keep.ts'
import { openOutbox } from '../../client/state/outbox.ts'
import { realIds } from '../../server/adapters/ids.ts'
import { openMint } from '../../server/adapters/mint/mint.ts'
import { makeBatch } from '../../server/core/batch.ts'
import { boardView } from '../../server/core/view/board-view.ts'
import { consoleView } from '../../server/core/view/console-view.ts'
import { phoneMine, phoneView } from '../../server/core/view/phone-view.ts'
import { screenView } from '../../server/core/view/screen-view.ts'
import type { LiveSession } from '../../server/live/live-session.ts'
import type { Act } from '../../shared/anon/envelope.ts'
import type { BallotAnswer } from '../../shared/clarity.ts'
import type { Session } from '../../shared/model.ts'
import { canonicalCard } from '../../shared/text.ts'
import { roomFloor } from '../../shared/thresholds.ts'
import { does, laptop, refused, seat, tell } from '../core/given-session.ts'
import { aCard, first, liveOf, purseOf, spend } from '../hostile/arena.ts'
import { sees } from '../support/waiting.ts'
import { type Workshop, type WorkshopOptions, workshop } from '../support/workshop.ts'
import { balloting, writing } from './stage.ts'

const ending: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of ending.splice(0).reverse()) await one.close()
})

async function opened(options: WorkshopOptions = {}): Promise<Workshop> {
  const w = await workshop({ rooms: 1, phones: 5, ...options, parts: { mint: openMint(null), ...options.parts } })
  ending.push(w)
  return w
}

/** Everything that anybody is shown, by role. */
const shown = (live: LiveSession) => {
  const [session, facts] = [live.session, live.facts()]
  return {
    console: consoleView(session, facts),
    screen: screenView(session, facts),
    board: boardView(session, facts, 'takes-part'),
    phone: phoneView(session, facts),
    mine: session.people.map(({ id }) => phoneMine(session, facts, id)),
  }
}

const yes: Act = {
  is: 'answer',
  answer: { clear: 'clear', gaps: [], committed: 4, guess: 9 } satisfies BallotAnswer,
}

test('R13: while cards or ballots come in, no role is shown anything that moves with them', async () => {
  const w = await opened()
  await w.facilitator.goTo('write')
  const purses = await Promise.all(w.phones.map((phone) => purseOf(phone)))
  const live = await liveOf(w)
  const before = structuredClone(shown(live))
  let changes = 0
  const stop = live.onChange(() => changes++)
  for (const purse of purses)
    for (const slot of [0, 1, 2, 3])
      expect(await live.hold('write.1', spend(purse, slot, 1, aCard(`card ${slot}`)), false)).toBe(true)
  expect(shown(live)).toEqual(before)
  expect(changes).toBe(0)
  stop()
  // "Done" is a button for everybody, and no act of anybody.
  await first(w).does('me.done', { step: 'write', done: true })
  expect(shown(live)).not.toEqual(before)
  const told = JSON.stringify(before)
  for (const never of ['sent', 'arrived', 'envelopes', 'fresh', 'held', 'seats', 'phonesByRoom'])
    expect(told).not.toContain(`"${never}"`)
})

test('R14: cards are handed out in a fresh order or by their random names, marks and lines in no order of arrival', async () => {
  const shuffled: number[] = []
  const shuffle = <T>(items: readonly T[]): T[] => {
    shuffled.push(items.length)
    return realIds.shuffle(items)
  }
  const w = await opened({ parts: { ids: { ...realIds, shuffle } } })
  await w.facilitator.goTo('write')
  for (const phone of w.phones) await purseOf(phone)
  for (const [n, phone] of w.phones.entries())
    for (const text of ['a', 'b', 'c', 'd']) phone.phone.outbox.addCard('constraint', `${text} of ${n}`)
  await w.facilitator.ring()
  for (const phone of w.phones) await sees(phone.phone.outbox.cards, (cards) => cards.length === 0, 'an empty outbox')
  const order = async () => {
    const reply = await w.facilitator.console.ask('cards', {})
    return reply.ok ? (reply.data?.cards ?? []) : []
  }
  // Twenty cards: the chance of the same order twice is one in 10^18.
  const [one, two] = [await order(), await order()]
  expect(one.map(({ id }) => id)).not.toEqual(two.map(({ id }) => id))
  expect(one.map(({ id }) => id).sort()).toEqual(two.map(({ id }) => id).sort())
  expect(new Set(one.flatMap((card) => Object.keys(card)))).toEqual(new Set(['id', 'kind', 'text']))
  const live = await liveOf(w)
  const published = await live.published('write.1')
  expect(published.marks).toHaveLength(20)
  expect(shuffled).toContain(20)
  expect((await live.published('write.1')).marks).toEqual(published.marks)
  await w.facilitator.goTo('gather')
  await w.facilitator.does('theme.add', { theme: 'all', title: 'All', cards: one.map(({ id }) => id) })
  const theme = await w.facilitator.console.ask('theme.cards', { theme: 'all' })
  const ids = theme.ok ? (theme.data?.cards ?? []).map(({ id }) => id) : []
  expect(ids).toEqual(one.map(({ id }) => id).sort())
})

test('R14: what people wrote as answers lies in the order that was drawn, not in the order in which it came', async () => {
  // An order that no arrival can have made: by text, backwards.
  const by = (item: unknown) => JSON.stringify(item).match(/"text":"([^"]*)"/)?.[1] ?? ''
  const shuffle = <T>(items: readonly T[]): T[] => [...items].sort((a, b) => (by(a) < by(b) ? 1 : -1))
  const w = await opened({ phones: 6, parts: { ids: { ...realIds, shuffle } } })
  await w.facilitator.goTo('baseline')
  for (const [n, phone] of w.phones.entries()) {
    await purseOf(phone, 'baseline.1')
    phone.phone.outbox.answer('baseline.1', 'one-word', { text: `word ${n}` })
  }
  await w.facilitator.ring()
  const { results } = (await liveOf(w)).session
  const words = [5, 4, 3, 2, 1, 0].map((n) => `word ${n}`)
  expect(results.find(({ question }) => question === 'one-word')?.texts).toEqual(words)
})

test('R15: the same sentence from different keyboards is the same bytes, on the phone and again in the batch', () => {
  const keyboards = [
    'We don’t say “no” – it’s fine…  really!!',
    'We don\'t say "no" - it\'s fine... really!',
    'We don\u2019t say \u201cno\u201d \u2014 it\u2019s fine\u2026\u00a0really\u203c',
    '  We don\u02bct say "no" \u2013\u200b it\'s fine...\treally!!! ',
  ].map((text) => text.replace('\u02bc', '\u2019').replace('\u203c', '!!'))
  expect(new Set(keyboards.map(canonicalCard)).size).toBe(1)
  const session = writing(5)
  const round = session.rounds.at(-1)
  if (round === undefined) throw new Error('no round')
  const held = keyboards.map((text) => ({ slot: '1', room: null, line: '', act: aCard(text) }))
  const batch = makeBatch(session, round, held, { phones: 5, completedByRoom: {}, beacon: '', cardOf: () => null })
  expect(new Set(batch.cards.map(({ text }) => text)).size).toBe(1)
  expect(canonicalCard('👍🏽')).toBe(canonicalCard('👍'))
})

test('R16: nobody is told which cards are whose, and everybody may mark any card of their room, also their own', async () => {
  const w = await opened()
  await w.facilitator.goTo('write')
  for (const phone of w.phones) await purseOf(phone)
  for (const [n, phone] of w.phones.entries()) phone.phone.outbox.addCard('constraint', `card ${n}`)
  await w.facilitator.ring()
  const live = await liveOf(w)
  const cards = live.cards()
  expect(cards).toHaveLength(5)
  const told = JSON.stringify(shown(live))
  for (const { id, mark } of cards) for (const never of [id, mark]) expect(told).not.toContain(never)
  await w.facilitator.goTo('discuss')
  const ana = first(w)
  const own = cards.find(({ text }) => text === 'card 0')
  const other = cards.find(({ text }) => text === 'card 1')
  for (const card of [own, other]) await ana.does('heard.mark', { card: card?.id ?? '', on: true })
  // Only the phone itself knows: by the marks that it drew.
  await sees(ana.phone.outbox.sent, (sent) => sent.length === 1, 'the own card')
  expect(ana.phone.outbox.sent.get().map(({ mark }) => mark)).toEqual([own?.mark])
  expect(JSON.stringify(live.session)).not.toContain(own?.mark)
})

test('R17: what is shown of answers is promised before the first one: floors only rise, and strict rooms are fixed', () => {
  const session = writing(5)
  const raised = does(session, laptop, 'floors.raise', { show: 6, counts: 9, room: 4 })
  refused(raised, laptop, 'floors.raise', { show: 5, counts: 9, room: 4 }, 'only-up')
  refused(raised, laptop, 'floors.raise', { show: 6, counts: 8, room: 4 }, 'only-up')
  refused(raised, laptop, 'floors.raise', { show: 6, counts: 9, room: 3 }, 'only-up')
  expect(roomFloor(true, raised.floors)).toBe(5)
  // There is no command by which a step that was begun becomes less strict, or an anonymous one named.
  const step = session.agenda.find(({ id }) => id === 'write')
  expect(step?.kind === 'write' && step.settings.strict).toBe(false)
  const edited = does(session, laptop, 'step.edit', {
    step: 'write',
    title: 'T',
    minutes: 1,
    prompt: step?.prompt ?? '',
  })
  expect(edited.agenda.find(({ id }) => id === 'write')?.settings).toEqual(step?.settings)
})

test('R18: seats and head-count of a ballot are fixed when it opens; lines and missing add up to it', () => {
  let session: Session = balloting(5)
  const round = () => session.rounds.at(-1)
  session = tell(session, { name: 'system.join', data: { person: seat('late') } })
  expect(round()?.seats).toEqual(['p1', 'p2', 'p3', 'p4', 'p5'])
  expect(session.ballots.map(({ eligible }) => eligible)).toEqual([5, 5])
  const open = round()
  if (open === undefined) throw new Error('no round')
  session = does(session, laptop, 'round.ring', { round: open.id })
  // Three of five sent; one more than there are seats would be the operator's doing, and would show.
  for (const lines of [3, 6]) {
    const held = Array.from({ length: lines }, (_, n) => ({ slot: 'ballot.1.1', room: null, act: yes, line: `L${n}` }))
    const facts = { phones: lines, completedByRoom: {}, beacon: 'b', cardOf: () => null }
    const written = tell(session, { name: 'system.written', data: makeBatch(session, open, held, facts).written })
    const [ballot] = written.ballots
    expect([ballot?.eligible, ballot?.published?.lines]).toEqual([5, lines])
    const view = boardView(written, { cards: new Map() }, 'sees').commitments[0]?.ballots[0]
    expect([view?.eligible, view?.published?.lines]).toEqual([5, lines])
  }
})

test('R20: when the session is over answers and the power to take cards back are erased; what was never sent stays until asked', () => {
  const keep = memoryKeep()
  const outbox = openOutbox(keep)
  outbox.addCard('constraint', 'went')
  outbox.addCard('constraint', 'did not go')
  const [went] = outbox.cards.get()
  outbox.answer('ballot.1', 'ballot.1.1', { clear: 'lost', gaps: [], committed: 0, guess: 1 })
  const round = phoneView(writing(), {
    cards: new Map(),
    canMail: false,
    progress: null,
    reading: 0,
    roundKeys: new Map(),
    connected: new Set(),
    consoles: [],
    screens: 0,
    robots: 0,
  }).rounds.at(-1)
  if (round === undefined) throw new Error('no round')
  outbox.load(round)
  outbox.settle(round.id, { marks: new Set([went?.mark ?? '']), slots: new Set(), gone: new Set() })
  expect(outbox.sent.get()).toHaveLength(1)
  outbox.forgetAnswers([])
  const kept = () => JSON.stringify(['cards', 'sent', 'answers'].map((key) => keep.get(key)))
  expect(kept()).not.toContain(went?.secret)
  expect(kept()).not.toContain('lost')
  expect(kept()).toContain('did not go')
  outbox.erase()
  expect(kept()).toBe('[[],[],[]]')
})

test('R20: a day after a session was last seen nothing of it is left on the phone; other sessions stay', () => {
  const held = new Map<string, string>()
  const storage = {
    get length() {
      return held.size
    },
    key: (at: number) => [...held.keys()][at] ?? null,
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
    removeItem: (key: string) => void held.delete(key),
  }
  const had = Object.getOwnPropertyDescriptor(globalThis, 'localStorage')
  Object.defineProperty(globalThis, 'localStorage', { value: storage, configurable: true })
  ending.push({
    close: () =>
      had === undefined
        ? Reflect.deleteProperty(globalThis, 'localStorage')
        : Object.defineProperty(globalThis, 'localStorage', had),
  })
  const day = 86_400_000
  const [old, fresh] = [browserKeep('eighty.old.ana.'), browserKeep('eighty.new.ana.')]
  for (const keep of [old, fresh])
    for (const key of ['wallet.write.1', 'cards', 'sent', 'answers', 'keys', 'checks', 'seq'])
      keep.set(key, `evidence ${key}`)
  noteSeen(old, 1000)
  noteSeen(fresh, 1000 + day)
  forgetOld('eighty.', 1000 + day)
  expect([...held.keys()].filter((key) => key.startsWith('eighty.old'))).toHaveLength(8)
  forgetOld('eighty.', 1001 + day)
  expect([...held.keys()].filter((key) => key.startsWith('eighty.old'))).toEqual([])
  expect(fresh.get('cards')).toBe('evidence cards')
  // A check-in that is to come keeps what it takes, until it is over.
  noteSeen(fresh, 1000, { until: 1000 + 40 * day, keeps: ['keys', 'wallet.write.1'] })
  forgetOld('eighty.', 1000 + 30 * day)
  expect([...held.keys()].sort()).toEqual(
    ['back', 'keys', 'seen', 'wallet.write.1'].map((key) => `eighty.new.ana.${key}`),
  )
  forgetOld('eighty.', 1001 + 40 * day)
  expect([...held.keys()]).toEqual([])
})

test('R20: what never left goes a day after the end, however often the board is looked at', () => {
  const keep = memoryKeep()
  const day = 86_400_000
  const looks = (times: readonly number[]) => times.map((now) => isLongOver(keep, now))
  expect(looks([1000, 1000 + day, 1001 + day, 1000 + 25 * day])).toEqual([false, false, true, true])
  notOver(keep)
  expect(looks([1000 + 30 * day, 1000 + 31 * day, 1001 + 31 * day])).toEqual([false, false, true])
})
