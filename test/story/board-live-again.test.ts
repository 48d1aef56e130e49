// Thirty days later everybody is in one room: the board goes live under a new code, is asked about again, and lives on.
import { afterEach, expect, test } from 'vitest'
import { purseOf } from '../hostile/arena.ts'
import { answerAll } from '../support/answers.ts'
import {
  ANA,
  BEN,
  commitmentIn,
  decidedOffsite,
  heldCheckin,
  leaves,
  PEOPLE,
  trend,
} from '../support/decided-offsite.ts'
import { at, type Over } from '../support/offsite-over.ts'
import { Participant } from '../support/people.ts'

let open: Over | null = null
afterEach(async () => {
  await open?.close()
  open = null
})

const all = Array.from({ length: PEOPLE }, (_, n) => n)

test('a check-in held in the room', { timeout: 120_000 }, async () => {
  const o = await decidedOffsite()
  open = o
  o.clock.leapTo(at('2026-03-31T09:00:00'))
  const { facilitator } = o.now()
  const { console } = facilitator
  const earlier = await facilitator.sees(({ status }) => status === 'ended', 'the end')
  const oldCode = (await o.saved()).code
  expect(oldCode).toBeNull()
  expect(earlier.afterwards.reconvene).toBeNull()

  // A phone that is on the board hears of it by itself; others come when they are opened, and somebody joins who was not there.
  const ana = await o.comes(ANA)
  const reply = await console.ask('session.reconvene', { checkin: 'day30' })
  expect(reply.ok).toBe(true)
  const code = reply.ok ? (reply.data?.code ?? '') : ''
  const lobby = await ana.sees(({ status }) => status === 'live', 'the lobby')
  expect(lobby).toMatchObject({ step: { kind: 'lobby' }, liveCheckin: { title: '30 days' }, of: 8 })
  expect(await console.ask('session.reconvene', { checkin: null })).toMatchObject({ refusal: { code: 'live-already' } })
  const phones = [ana, ...(await Promise.all(all.slice(1).map((seat) => o.comes(seat))))]
  const late = await Participant.join(o.now().url, code, 'Zoe')
  await late.sees(({ status }) => status === 'live', 'the lobby')
  expect(late.seat.session).toBe(ana.seat.session)

  await facilitator.sees(({ status }) => status === 'live', 'live again')
  const goTo = (step: string) => facilitator.goTo(`again1-${step}`)
  await goTo('frame')
  await goTo('way')
  for (const [n, phone] of phones.entries()) {
    await phone.sees(({ rounds }) => rounds.some(({ id, state }) => id === 'again1-way.1' && state === 'open'), 'asked')
    phone.phone.outbox.answer('again1-way.1', 'day30-way', { text: `Two budgets ${n}` })
  }
  // On a busy machine tokens may come after the bell.
  for (const phone of phones) await purseOf(phone, 'again1-way.1')
  await goTo('wins')
  await ana.sees(
    ({ rounds }) => rounds.find(({ id }) => id === 'again1-way.1')?.state === 'written',
    'what is in the way',
  )
  await ana.does('status.set', { commitment: 'hire', status: 'moving', why: '' })
  await ana.does('win.put', { commitment: 'hire', win: 'w1', text: 'The north has a name' })
  const ben = phones[BEN]
  expect(await ben?.refused('status.set', { commitment: 'hire', status: 'done', why: '' })).toBe('not-owner')
  await goTo('draft')
  await ana.does('smallstep.put', { commitment: 'hire', step: 's1', text: 'Ask the south', by: null })

  // What was decided is asked again as it stands, by all who are here, Zoe too.
  await goTo('ballot')
  const ready = await facilitator.sees((view) => view.step.kind === 'ballot' && view.ready.length > 0, 'ready')
  expect([...ready.ready].sort()).toEqual(['calls', 'hire'])
  await facilitator.does('ballot.open', { round: 'again.1', commitments: ['hire', 'calls'] })
  await answerAll([...phones, late], 'again.1', (person) => person !== 0 && person !== 5)
  for (const phone of [...phones, late]) await purseOf(phone, 'again.1')
  await facilitator.ring()
  const view = await ana.sees((now) => trend(commitmentIn(now, 'hire')).length === 2, 'the second result')
  expect(trend(commitmentIn(view, 'hire'))).toEqual(['Offsite 11/12', '30 days 11/13'])
  const twice = facilitator.does('ballot.open', { round: 'again.2', commitments: ['hire'] })
  await expect(twice).rejects.toThrow('nothing-new')
  await goTo('board')
  await goTo('close')
  await facilitator.does('session.end', {})
  const over = await ana.sees(({ status, keysBefore }) => status === 'ended' && keysBefore.length === 2, 'over')
  expect(over.checkins).toMatchObject([
    {
      id: 'day30',
      opens: '2026-03-31',
      state: 'closed',
      statuses: [
        { commitment: 'hire', status: 'moving' },
        { commitment: 'calls', status: 'open' },
      ],
    },
    { id: 'day60', state: 'planned' },
    { id: 'day90', state: 'planned' },
  ])
  expect(JSON.stringify(over.checkins[0]?.way)).toContain('Two budgets 7')
  for (const phone of phones) leaves(o, phone)
  late.phone.close()

  // The code opens nothing any more, and the next check-in comes by itself, with a server that was started anew.
  await expect(Participant.join(o.now().url, code, 'Yan')).rejects.toThrow()
  const before = await o.saved()
  await o.down()
  await o.back()
  expect(await o.saved()).toEqual(before)
  await heldCheckin(
    o,
    'day60',
    all.map((n) => ({ clear: n < 6 })),
  )
  const may = await (await o.comes(ANA)).sees(({ checkins }) => checkins[1]?.state === 'closed', 'the second closed')
  expect(trend(commitmentIn(may, 'hire'))).toEqual(['Offsite 11/12', '30 days 11/13', '60 days 6/13'])
  expect(commitmentIn(may, 'hire').pursuit).toMatchObject({ decay: true, wins: [{ id: 'w1' }], steps: [{ id: 's1' }] })
})
