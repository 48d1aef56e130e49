// Themes in a live session: proposed when people gather, better once the cards' vectors are there, and never over what people did.
import { afterEach, expect, test } from 'vitest'
import { builtInEmbedder } from '../../server/adapters/embedder/built-in.ts'
import { storedConcepts } from '../../server/adapters/embedder/stored-concepts.ts'
import { openSqliteStore } from '../../server/adapters/sqlite/sqlite-store.ts'
import { sees } from '../support/waiting.ts'
import { type Workshop, workshop } from '../support/workshop.ts'

let open: Workshop | null = null
afterEach(async () => {
  await open?.close()
  open = null
})

/** Two problems, said nearly without a word in common: shared words see little here. */
const CARDS = [
  'Every release waits for four signatures',
  'Nobody may ship before the committee has given its blessing',
  'Our best nurses keep resigning',
  'People walk out faster than we can hire',
  'The night shift is run by whoever has not quit yet',
  'We need three approvals to order a chair',
  'We sign the same form in five offices',
  'Sign-off takes longer than the work',
  'Two of our engineers left and nobody replaced them',
  'Good people leave because the pay is frozen',
  'Approvals pile up on one desk',
  'The exit interviews all say the same thing',
]

async function gathered(machine: boolean): Promise<Workshop> {
  const store = await openSqliteStore({ file: ':memory:', worker: false })
  const w = await workshop({
    phones: 6,
    rooms: 2,
    parts: { store, embedder: machine ? builtInEmbedder() : null, concepts: storedConcepts },
  })
  open = w
  await w.facilitator.goTo('write')
  for (const [at, phone] of w.phones.entries()) {
    await phone.sees((view) => view.step.id === 'write', 'writing')
    for (const text of CARDS.slice(2 * at, 2 * at + 2)) phone.phone.outbox.addCard('constraint', text)
  }
  await w.facilitator.ring()
  for (const { phone } of w.phones) await sees(phone.outbox.cards, (cards) => cards.length === 0, 'an empty outbox')
  await w.facilitator.goTo('discuss')
  await w.facilitator.goTo('gather')
  return w
}

const grouped = (w: Workshop) => w.facilitator.view.grouping.flatMap(({ cards }) => cards).length

test('with the built-in model cards with hardly a word in common find each other; a theme that people named stays theirs', {
  timeout: 30_000,
}, async () => {
  const w = await gathered(true)
  await w.facilitator.sees(
    (view) => view.grouping.flatMap(({ cards }) => cards).length >= 4,
    'themes by meaning',
    20_000,
  )
  expect(w.reported.filter(({ name }) => name.endsWith('-failed'))).toEqual([])
  // A person's theme stays as it is, also when the machine is asked again.
  const [first] = w.facilitator.view.themes
  await w.facilitator.does('theme.rename', { theme: first?.id ?? '', title: 'Ours' })
  await w.facilitator.console.ask('theme.propose', { grain: 'same' })
  await w.facilitator.sees(
    (view) => view.themes.some(({ id, title }) => id === first?.id && title === 'Ours'),
    'our theme',
  )
})

test('without it shared words propose, and nothing fails', async () => {
  const w = await gathered(false)
  const reply = await w.facilitator.console.ask('theme.propose', { grain: 'same' })
  expect(reply).toMatchObject({ ok: true })
  expect(grouped(w)).toBeLessThan(8)
  expect(w.reported.filter(({ name }) => name.endsWith('-failed'))).toEqual([])
})

test('only a console may ask for it, and only for what there is', { timeout: 30_000 }, async () => {
  const w = await gathered(false)
  const { console } = w.facilitator
  const [theme] = (await w.facilitator.sees((view) => view.themes.length > 0, 'a theme')).themes
  expect(await console.ask('theme.why', { theme: theme?.id ?? '' })).toMatchObject({ ok: true })
  expect(await console.ask('theme.why', { theme: 'nobody' })).toMatchObject({
    ok: false,
    refusal: { code: 'not-found' },
  })
  expect(await console.ask('theme.changes', {})).toEqual({ ok: true, data: { says: null, cards: [], themes: [] } })
  expect(await console.ask('theme.propose', { grain: 'coarser' })).toMatchObject({ ok: true, data: { tau: 0.13 } })
  expect(await console.ask('theme.propose', { grain: 'rough' as never })).toMatchObject({
    ok: false,
    refusal: { code: 'bad-request' },
  })
  const [phone] = w.phones
  for (const asked of [
    ['theme.propose', { grain: 'same' }],
    ['theme.why', { theme: theme?.id ?? '' }],
    ['theme.changes', {}],
  ] as const)
    expect(await phone?.phone.ask(asked[0], asked[1])).toMatchObject({ ok: false, refusal: { code: 'forbidden' } })
})
