// The room sorts in a real session: questions on phones, answers on disk, an end, and themes that nobody saw before it.
import { afterEach, describe, expect, test } from 'vitest'
import { openSqliteStore } from '../../server/adapters/sqlite/sqlite-store.ts'
import type { Store } from '../../server/ports.ts'
import type { Asked } from '../../shared/requests.ts'
import type { Participant } from '../support/people.ts'
import { sees } from '../support/waiting.ts'
import { type Workshop, type WorkshopOptions, workshop } from '../support/workshop.ts'

let open: Workshop | null = null
let store: Store | null = null
afterEach(async () => {
  await open?.close()
  open = null
})

/** Three problems, each four times; the machine alone sees little in them. */
const PROBLEMS = [
  [
    'Every release waits for four signatures',
    'Nobody may ship before the committee nods',
    'We sign in five offices',
    'Approvals pile up',
  ],
  [
    'Our best nurses resign',
    'People walk out faster than we hire',
    'Two engineers left',
    'Exit interviews all sound alike',
  ],
  [
    'Nobody knows what matters most',
    'Priorities change every Monday',
    'Three plans contradict each other',
    'Which goal is the first one',
  ],
]
const CARDS = PROBLEMS.flat()
const problemOf = (text: string) => PROBLEMS.findIndex((cards) => cards.includes(text))

type Gathering = WorkshopOptions & { cards?: number; before?: (w: Workshop) => void }

async function gathered({ phones = 6, cards = CARDS.length, before, ...options }: Gathering = {}) {
  store = await openSqliteStore({ file: ':memory:', worker: false })
  const w = await workshop({ phones, rooms: 2, ...options, parts: { store, ...options.parts } })
  open = w
  await w.facilitator.goTo('write')
  for (const [at, phone] of w.phones.entries()) {
    await phone.sees((view) => view.step.id === 'write', 'writing')
    const each = Math.ceil(cards / phones)
    for (const text of CARDS.slice(0, cards).slice(each * at, each * (at + 1)))
      phone.phone.outbox.addCard('constraint', text)
  }
  await w.facilitator.ring()
  for (const { phone } of w.phones) await sees(phone.outbox.cards, (left) => left.length === 0, 'an empty outbox')
  before?.(w)
  await w.facilitator.goTo('gather')
  return w
}

const asking = (w: Workshop) =>
  Promise.all(w.phones.map((phone) => phone.sees((view) => view.sorting?.state === 'open', 'questions')))
const over = (phone: Participant) =>
  phone.sees((view) => view.sorting?.state === 'over' && view.themes.length > 0, 'themes', 20_000)

async function next(phone: Participant): Promise<Asked> {
  const reply = await phone.phone.ask('sort.next', {})
  if (!reply.ok || reply.data === undefined) throw new Error(reply.ok ? 'no data' : reply.refusal.code)
  return reply.data
}

/** As somebody answers who knows which problem a card speaks of. */
function choiceFor({ question }: Asked): number | 'none' {
  const at = question?.options.findIndex(({ text }) => problemOf(text) === problemOf(question.card.text)) ?? -1
  return at < 0 ? 'none' : at
}

async function answer(phone: Participant, asked: Asked): Promise<Asked> {
  const reply = await phone.phone.ask('sort.answer', { card: asked.question?.card.id ?? '', choice: choiceFor(asked) })
  if (!reply.ok || reply.data === undefined) throw new Error(reply.ok ? 'no data' : reply.refusal.code)
  return reply.data
}

/** At most `most` answers; the last reply. */
async function answers(phone: Participant, most = 40): Promise<Asked> {
  let asked = await next(phone)
  for (let given = 0; given < most && asked.question !== null; given++) asked = await answer(phone, asked)
  return asked
}

const code = (reply: { ok: boolean; refusal?: { code: string } }) => (reply.ok ? null : reply.refusal?.code)
const rows = (w: Workshop) => store?.sorting(w.facilitator.created.session) ?? Promise.resolve([])

describe('the questions', () => {
  test('everybody answers, then all see the themes that the room meant, at once and not before', async () => {
    const seen: string[] = []
    const before = (at: Workshop) => {
      const common = at.phones[0]?.phone.common
      common?.subscribe(() => {
        const now = common.get()
        const themes = now?.themes.length === 3 ? 'the room’s' : `${now?.themes.length}`
        const says = `${now?.step.id} ${now?.sorting?.state ?? 'none'} ${themes}`
        if (seen.at(-1) !== says) seen.push(says)
      })
    }
    const w = await gathered({ before })
    const [view] = await asking(w)
    expect(view?.sorting).toMatchObject({ each: 6 })
    await Promise.all(w.phones.map((phone) => answers(phone)))
    const views = await Promise.all(w.phones.map(over))
    // A push holds what there is by then: that the end and the themes come apart is seen or not.
    expect(seen.filter((says) => says.startsWith('gather') && says !== 'gather over 0')).toEqual([
      'gather none 0',
      'gather open 0',
      'gather over the room’s',
    ])
    for (const shown of views) expect(shown.themes.map(({ count }) => count).sort()).toEqual([4, 4, 4])
    const { found } = await w.facilitator.sees((now) => now.found.answers > 0, 'the themes')
    expect(found.answers).toBeGreaterThanOrEqual(30)
    expect(found.themes.every(({ people }) => people === null || people >= 5)).toBe(true)
    expect(w.reported.filter(({ name }) => name.endsWith('-failed'))).toEqual([])
  })

  test('a phone that asks twice holds the same question; the same answer counts once, and nothing else does', async () => {
    const w = await gathered({ phones: 4 })
    await asking(w)
    const [ana, ben] = w.phones as [Participant, Participant]
    const held = await next(ana)
    expect(await next(ana)).toEqual(held)
    const card = held.question?.card.id ?? ''
    expect(held.question?.options).toHaveLength(4)
    expect(held).toMatchObject({ done: 0, of: 9 })
    expect(JSON.stringify(held)).not.toContain('room')
    const other = CARDS.length > 0 ? (held.question?.options[0]?.id ?? '') : ''
    const say = (phone: Participant, data: { card: string; choice: never }) => phone.phone.ask('sort.answer', data)
    expect(code(await say(ben, { card, choice: 0 as never }))).toBe('not-found')
    expect(code(await say(ana, { card: other, choice: 0 as never }))).toBe('not-found')
    for (const choice of [4, -1, 0.5, 'all', null])
      expect(code(await say(ana, { card, choice: choice as never }))).toBe('bad-request')
    expect(await rows(w)).toEqual([])
    const two = await Promise.all([0, 1].map((choice) => say(ana, { card, choice: choice as never })))
    expect(two.map(code).filter((one) => one === null)).toHaveLength(1)
    expect(code(await say(ana, { card, choice: 'none' as never }))).toBe('not-found')
    expect(await rows(w)).toHaveLength(1)
    await w.facilitator.does('theme.add', { theme: 'mine', title: 'Mine', cards: [card, other] })
    expect(code(await ana.phone.ask('theme.cards', { theme: 'mine' }))).toBe('not-found')
    expect(code(await w.facilitator.console.ask('theme.cards', { theme: 'mine' }))).toBeNull()
    expect(code(await w.facilitator.console.ask('sort.next', {}))).toBe('forbidden')
    expect(code(await w.facilitator.console.ask('sort.answer', { card, choice: 'none' }))).toBe('forbidden')
  })

  test('skipping is on no disk, and counts as asked', async () => {
    const w = await gathered({ phones: 4 })
    await asking(w)
    const [ana] = w.phones as [Participant]
    const held = await next(ana)
    const reply = await ana.phone.ask('sort.answer', { card: held.question?.card.id ?? '', choice: 'skip' })
    expect(reply).toMatchObject({ ok: true, data: { done: 1 } })
    expect(await rows(w)).toEqual([])
  })

  test('with few cards or nobody to ask none begin, and the machine’s themes stand; the facilitator may begin them all the same', async () => {
    const w = await gathered({ phones: 3, cards: 5 })
    await w.facilitator.sees((view) => view.step.id === 'gather' && view.found.tau !== null, 'a proposal')
    expect(w.facilitator.view.sorting).toBeNull()
    expect(code((await w.phones[0]?.phone.ask('sort.next', {})) ?? { ok: true })).toBe('not-now')
    await w.facilitator.does('sort.extend', { step: 'gather', endsAt: Date.now() + 60_000, each: 2 })
    await asking(w)
    expect((await next(w.phones[0] as Participant)).question).not.toBeNull()
  })

  test('two hundred questions at once: each phone holds one', async () => {
    const w = await gathered({ phones: 8 })
    await asking(w)
    const held = await Promise.all(Array.from({ length: 200 }, (_, i) => next(w.phones[i % 8] as Participant)))
    for (const [i, { question }] of held.entries()) expect(question).toEqual(held[i % 8]?.question)
    // A card that is asked about on one phone is asked less on others.
    expect(new Set(held.map(({ question }) => question?.card.id)).size).toBeGreaterThan(4)
  })
})

describe('the end', () => {
  test('the facilitator ends it: with too few answers the machine’s themes stay; more time, and the room’s come', async () => {
    const w = await gathered({ phones: 4 })
    await asking(w)
    for (const phone of w.phones) await answers(phone, 2)
    await w.facilitator.does('sort.end', { step: 'gather' })
    await w.facilitator.sees((view) => view.sorting?.state === 'over' && view.found.tau !== null, 'the end')
    await w.phones[0]?.sees((view) => view.sorting?.state === 'over', 'the end')
    expect(w.facilitator.view.found.answers).toBe(0)
    expect(code((await w.phones[0]?.phone.ask('sort.next', {})) ?? { ok: true })).toBe('sorting-over')
    await w.facilitator.does('sort.extend', { step: 'gather', endsAt: Date.now() + 60_000, each: 8 })
    await asking(w)
    await w.phones[0]?.sees((view) => view.themes.length === 0, 'no themes')
    await Promise.all(w.phones.map((phone) => answers(phone)))
    const [view] = await Promise.all(w.phones.map(over))
    expect(view?.themes.map(({ count }) => count).sort()).toEqual([4, 4, 4])
    await w.facilitator.sees(({ found }) => found.answers >= 24, 'their answers')
  })

  test('a late answer counts, until the facilitator works on the themes; then who said what is gone', async () => {
    const w = await gathered({ phones: 6 })
    await asking(w)
    const [late, ...others] = w.phones as [Participant, ...Participant[]]
    const held = await next(late)
    await Promise.all(others.map((phone) => answers(phone)))
    await w.facilitator.does('sort.end', { step: 'gather' })
    await over(late)
    const before = (await w.facilitator.sees(({ found }) => found.answers > 0, 'the answers')).found.answers
    expect(await answer(late, held)).toMatchObject({ question: null })
    await w.facilitator.sees((view) => view.found.answers === before + 1, 'one answer more')
    expect((await rows(w)).some(({ phone }) => phone >= 0)).toBe(true)
    const people = () => w.facilitator.view.found.themes.map((one) => one.people).sort()
    const counted = people()
    const theme = w.facilitator.view.themes[0]?.id ?? ''
    await w.facilitator.does('theme.rename', { theme, title: 'Ours' })
    await expect.poll(async () => (await rows(w)).every(({ phone }) => phone === -1)).toBe(true)
    expect((await rows(w)).length).toBeGreaterThanOrEqual(before)
    const reply = await late.phone.ask('sort.answer', { card: held.question?.card.id ?? '', choice: 'none' })
    expect(code(reply)).toBe('sorting-over')
    // Asked again the machine names what the room found, and still knows by how many.
    const again = await w.facilitator.console.ask('theme.propose', { grain: 'same' })
    expect(again).toMatchObject({ ok: true })
    expect(w.facilitator.view.found.answers).toBe(before + 1)
    expect(people()).toEqual(counted)
    await w.facilitator.sees(({ themes }) => themes.some(({ title }) => title === 'Ours'), 'their name')
  })

  test('who moves on ends it: the evidence becomes themes, and it does not begin again by itself', async () => {
    const w = await gathered()
    await asking(w)
    await Promise.all(w.phones.map((phone) => answers(phone, 5)))
    await w.facilitator.goTo('discuss')
    const view = await w.phones[0]?.sees((now) => now.step.id === 'discuss' && now.themes.length > 0, 'themes')
    expect(view?.themes.map(({ count }) => count).sort()).toEqual([4, 4, 4])
    await expect.poll(async () => (await rows(w)).every(({ phone }) => phone === -1)).toBe(true)
    await w.facilitator.goTo('gather')
    await w.facilitator.sees((now) => now.step.id === 'gather', 'gathering')
    expect(w.facilitator.view.sorting).toMatchObject({ state: 'over' })
  })

  test('phones that left are not waited for when everybody else is through and they are gone', async () => {
    const w = await gathered({ phones: 3 })
    await asking(w)
    const [gone, ...others] = w.phones as [Participant, ...Participant[]]
    gone.close()
    await w.facilitator.sees((view) => view.people.filter((one) => one.connected).length === 2, 'two phones')
    await Promise.all(others.map((phone) => answers(phone)))
    await Promise.all(others.map(over))
  })

  test('who was removed is asked nothing', async () => {
    const w = await gathered({ phones: 4 })
    await asking(w)
    const [ana] = w.phones as [Participant]
    await next(ana)
    const live = await w.app.directory.open(w.facilitator.created.session)
    await w.facilitator.does('person.remove', { person: ana.seat.person })
    expect(await live?.sorting.next(ana.seat.person)).toBe('removed')
    expect(await live?.sorting.answer(ana.seat.person, { card: 'x', choice: 'none' })).toBe('removed')
  })
})

test('the console sees how far the room is: totals and rooms, never people', async () => {
  const w = await gathered({ phones: 6 })
  await asking(w)
  await w.facilitator.sees((view) => view.progress?.answers === 0 && view.progress.of === 36, 'nothing yet')
  for (const phone of w.phones) await answers(phone, 3)
  const { progress } = await w.facilitator.sees((view) => view.progress?.answers === 18, 'half of it')
  expect(progress).toMatchObject({ of: 36 })
  expect(progress?.rooms.map(({ dots }) => dots)).toEqual([2, 2])
  await w.facilitator.does('sort.end', { step: 'gather' })
  await w.facilitator.sees((view) => view.progress === null, 'no progress any more')
})
