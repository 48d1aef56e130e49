// The weeks after the same offsite: the board is lived with, a check-in comes on its day, and the next is held in the room.
import { expect } from 'vitest'
import { answersCheckin } from '../support/decided-offsite.ts'
import type { Participant } from '../support/people.ts'
import { seen } from '../support/waiting.ts'
import type { Workshop } from '../support/workshop.ts'
import type { Stand, Surface } from './stand.ts'

/** Every moment in order; after `live-` stands the kind of a step. */
export const LATER = ['after', 'checkin', 'live-lobby', 'live-frame', 'live-ask', 'live-board', 'live-draft'] as const
export type Later = (typeof LATER)[number]

const DAY_MS = 86_400_000

/** From the close step on; `at` is awaited at each moment, once the pages have been opened anew: weeks have passed. */
export async function weeksAfter(here: Stand, at: (later: Later) => Promise<void>): Promise<void> {
  const { w, clock } = here
  const { facilitator, phones } = w
  const { console } = facilitator
  await facilitator.does('session.end', {})
  for (const { phone } of phones) await seen(phone.common, (view) => view.keysBefore.length === 1, 'the next keys')
  await facilitator.sees(({ afterwards }) => afterwards.reconvene === null, 'everything written')
  const reopened = () => Promise.all(Object.values(here.pages).map((page) => page.reload()))

  clock.leapTo(clock.now() + 12 * DAY_MS)
  await livedWith(w)
  await reopened()
  await at('after')

  const [first, second] = facilitator.view.checkins
  if (first === undefined || second === undefined) throw new Error('no check-ins are planned')
  clock.leapTo(Date.parse(`${first.opens}T06:00:01Z`))
  await facilitator.sees(({ checkins }) => checkins[0]?.state === 'open', 'the check-in open')
  await reopened()
  await at('checkin')
  for (const [n, phone] of phones.entries())
    await answersCheckin(phone, {
      clear: n % 5 !== 4,
      gone: n < 12 ? 0 : 2,
      ...(n % 2 === 0 && { way: IN_THE_WAY[n / 2] ?? '' }),
    })
  clock.leapTo(Date.parse(`${first.until}T23:59:59Z`) + 2000)
  await facilitator.sees(({ rounds }) => rounds.some(({ state }) => state === 'collecting'), 'the last day over')
  clock.leapTo(clock.now() + 10_000)
  await facilitator.sees(
    ({ afterwards, checkins }) => checkins[0]?.state === 'closed' && afterwards.reconvene === null,
    'it is written',
  )

  clock.leapTo(Date.parse(`${second.opens}T09:00:00Z`) - 2 * DAY_MS)
  expect((await console.ask('session.reconvene', { checkin: second.id })).ok).toBe(true)
  await facilitator.sees(({ status }) => status === 'live', 'live again')
  await reopened()
  await at('live-lobby')
  await facilitator.goTo('again1-frame')
  await at('live-frame')
  const stuck = facilitator.view.commitments.find(({ pursuit }) => pursuit.barriers.some(({ id }) => id === 'b2'))
  await facilitator.does('barrier.ask', { commitment: stuck?.id ?? '', barrier: 'b2', gone: true })
  await facilitator.goTo('again1-way')
  await at('live-ask')
  await facilitator.goTo('again1-wins')
  await facilitator.sees(({ rounds }) => rounds.every(({ state }) => state === 'written'), 'what is in the way', 15_000)
  await at('live-board')
  await facilitator.goTo('again1-draft')
  await at('live-draft')
}

/** Waits until a surface shows this moment; on the phone a check-in is begun with a tap. */
export async function showsLater({ pages }: Stand, surface: Surface, later: Later): Promise<void> {
  const page = pages[surface]
  const kind = later.startsWith('live-') ? later.slice('live-'.length) : surface === 'phone' ? 'board-living' : 'close'
  await page.locator(`main[data-step="${kind}"]`).waitFor()
  if (later === 'checkin' && surface === 'phone') await page.getByRole('button', { name: 'Start' }).click()
  const sign = SIGNS[later]?.[surface]
  if (sign !== undefined) await page.getByText(sign).first().waitFor()
  await page.evaluate(() => scrollTo(0, 0))
}

const SIGNS: Partial<Record<Later, Partial<Record<Surface, string | RegExp>>>> = {
  after: { phone: /Three changes went live/, screen: 'This session has ended.', console: /Three changes went live/ },
  checkin: { phone: /1 of \d/, console: /open until/ },
  'live-frame': { phone: /live on the day/, screen: /live on the day/, console: /live on the day/ },
  'live-ask': {
    phone: /Is this still in the way/,
    screen: /Is this still in the way/,
    console: /Is this still in the way/,
  },
  'live-draft': { phone: /north and the south/, screen: /north and the south/, console: /Wording, and new/ },
  'live-board': {
    phone: /Three changes went live/,
    screen: /Three changes went live/,
    console: /Three changes went live/,
  },
}

/** What three owners, and others, say of theirs in the first two weeks. */
async function livedWith({ facilitator, phones }: Workshop): Promise<void> {
  const [reached, missed, silent] = facilitator.view.commitments
  if (reached === undefined || missed === undefined || silent === undefined)
    throw new Error('three commitments are there')
  const owner = (id: string | undefined): Participant => {
    const found = phones.find(({ seat }) => seat.person === id)
    if (found === undefined) throw new Error('its owner is not here')
    return found
  }
  const [first, second, other] = [owner(reached.owner?.id), owner(missed.owner?.id), phones.at(-1)]
  if (other === undefined) throw new Error('nobody else')
  const step = { commitment: reached.id, step: 's1' }
  await first.does('status.set', { commitment: reached.id, status: 'moving', why: '' })
  await first.does('smallstep.done', { commitment: reached.id, step: null, done: true })
  await first.does('smallstep.put', { ...step, text: 'Tell the teams in the north and the south', by: null })
  await first.does('different.set', {
    commitment: reached.id,
    text: 'A small change is live on the day it is finished.',
  })
  await first.does('different.seen', { commitment: reached.id, yes: true })
  await other.does('win.put', {
    commitment: reached.id,
    win: 'w1',
    text: 'Three changes went live in one week, without a board.',
  })
  await second.does('status.set', { commitment: missed.id, status: 'stuck', why: 'Nobody has the hours before May' })
  await second.does('different.set', {
    commitment: missed.id,
    text: 'Evenings are answered by two people who know each other.',
  })
  const barrier = { commitment: missed.id, barrier: 'b1' }
  await second.does('barrier.put', {
    ...barrier,
    text: 'The job advert waits for a new text',
    remover: other.seat.person,
  })
  await other.does('barrier.ask', { ...barrier, gone: true })
  await other.does('barrier.put', {
    commitment: missed.id,
    barrier: 'b2',
    text: 'The evening plan is made in three places',
    remover: null,
  })
}

const IN_THE_WAY = [
  'Head office signs once a month.',
  'We still promise dates that nobody asked us about.',
  'The two approvers are on leave at the same time.',
  'Nobody told the evening shift.',
  'Our best people are on the migration until June.',
  'I do not know which list counts.',
  'It is not in our targets.',
  'Two systems, and both have to be kept.',
]
