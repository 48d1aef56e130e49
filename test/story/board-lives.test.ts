// The weeks after: twelve people decided two things in March; in June their board knows what became of them, and why.
import { afterEach, expect, test } from 'vitest'
import { ANA, BEN, CY, commitmentIn, decidedOffsite, heldCheckin, leaves, trend } from '../support/decided-offsite.ts'
import { at, type Over } from '../support/offsite-over.ts'

let open: Over | null = null
afterEach(async () => {
  await open?.close()
  open = null
})

test('from an offsite in March to its last check-in in June', { timeout: 180_000 }, async () => {
  const o = await decidedOffsite(async ({ facilitator }) => {
    // What was decided is not asked once more by accident.
    const again = facilitator.does('ballot.open', { round: 'ballot.2', commitments: ['hire'] })
    await expect(again).rejects.toThrow('nothing-new')
  })
  open = o
  const day = (text: string) => o.clock.leapTo(at(`${text}:00`))
  const onDay = async (text: string, seat: number) => {
    day(text)
    return o.comes(seat)
  }
  expect((await o.saved()).afterwards.checkins.map(({ id, opens, state }) => [id, opens, state])).toEqual([
    ['day30', '2026-04-01', 'planned'],
    ['day60', '2026-05-01', 'planned'],
    ['day90', '2026-05-31', 'planned'],
  ])

  // Ana, who owns it, says how it goes.
  const ana = await onDay('2026-03-12T08:00', ANA)
  await ana.does('status.set', { commitment: 'hire', status: 'moving', why: '' })
  await ana.does('smallstep.put', { commitment: 'hire', step: 's1', text: 'Ask the north', by: '2026-03-20' })
  await ana.does('smallstep.put', { commitment: 'hire', step: 's2', text: 'Ask the south', by: null })
  await ana.does('smallstep.done', { commitment: 'hire', step: 's1', done: true })
  await ana.does('different.set', { commitment: 'hire', text: 'A candidate hears from us in two days' })
  leaves(o, ana)

  // Ben owns nothing of it: he adds a win, and what is in the way for Cy to remove.
  const ben = await onDay('2026-03-14T08:00', BEN)
  const cyId = (await o.saved()).people[CY]?.id ?? ''
  const stuck = { commitment: 'hire', status: 'stuck', why: 'No budget' } as const
  expect(await ben.refused('status.set', stuck)).toBe('not-owner')
  await ben.does('win.put', { commitment: 'hire', win: 'w1', text: 'The north has a name' })
  await ben.does('barrier.put', { commitment: 'hire', barrier: 'b1', text: 'Two budgets', remover: cyId })
  expect(await ben.refused('barrier.ask', { commitment: 'hire', barrier: 'b1', gone: true })).toBe('not-owner')
  leaves(o, ben)

  // Cy says that it is gone: that does not close it, and neither may the facilitator.
  const cy = await onDay('2026-03-28T08:00', CY)
  await cy.does('barrier.ask', { commitment: 'hire', barrier: 'b1', gone: true })
  const byWord = o.now().facilitator.does('barrier.close', { commitment: 'hire', barrier: 'b1' })
  await expect(byWord).rejects.toThrow('ask-them')
  leaves(o, cy)

  // Thirty days: all come. Eight of ten whom it concerned say that it is gone.
  const all = Array.from({ length: 12 }, (_, n) => n)
  await heldCheckin(
    o,
    'day30',
    all.map((n) => ({
      clear: n < 10,
      gone: n < 8 ? 0 : n < 10 ? 1 : 2,
      ...(n < 7 && { way: `Too many meetings ${n}` }),
    })),
  )
  const again = await o.comes(ANA)
  const april = await again.sees(({ checkins }) => checkins[0]?.state === 'closed', 'the first check-in closed')
  expect(commitmentIn(april, 'hire').pursuit.barriers).toMatchObject([{ id: 'b1', closed: { how: 'agreed' } }])
  expect(trend(commitmentIn(april, 'hire'))).toEqual(['Offsite 11/12', '30 days 10/12'])
  expect(commitmentIn(april, 'hire').pursuit.decay).toBe(false)
  expect(JSON.stringify(april.checkins[0]?.way)).toContain('Too many meetings 6')
  expect(april.checkins[0]?.statuses).toEqual([
    { commitment: 'hire', status: 'moving' },
    { commitment: 'calls', status: 'open' },
  ])

  // What was decided is opened again for a reason only, once, and both stay on record.
  day('2026-04-20T09:00')
  const { facilitator } = o.now()
  const reopen = (why: string, past: number) => facilitator.does('commitment.reopen', { commitment: 'hire', why, past })
  await expect(reopen('  ', 0)).rejects.toThrow('nothing-new')
  await reopen('The south was sold', 0)
  await reopen('The south was sold', 0)
  const reopened = await again.sees((view) => commitmentIn(view, 'hire').pursuit.reopened.length > 0, 'open again')
  const { ballots, pursuit } = commitmentIn(reopened, 'hire')
  expect(pursuit.reopened).toMatchObject([
    { by: 'Facilitator', why: 'The south was sold', decided: ballots.at(-1)?.id ?? '' },
  ])
  expect(ballots.map(({ asked, result }) => [asked, result?.verdict])).toEqual([
    ['Offsite', 'reached'],
    ['30 days', 'reached'],
  ])
  await again.does('status.set', { commitment: 'calls', status: 'done', why: '' })
  // One was raised by mistake; of the other she says that it is gone.
  const old = { commitment: 'calls', barrier: 'b2' }
  await again.does('barrier.put', { ...old, text: 'The old switchboard', remover: null })
  await again.does('barrier.put', { ...old, barrier: 'b3', text: 'Two budgets', remover: null })
  await again.does('barrier.remove', { ...old, barrier: 'b3' })
  await again.does('barrier.ask', { ...old, gone: true })
  leaves(o, again)

  // The server is updated; nobody notices.
  const before = await o.saved()
  await o.down()
  day('2026-04-30T09:00')
  await o.back()
  expect(await o.saved()).toEqual(before)

  // Sixty days: four come. That is too few to be shown anything, and the next day is not far.
  await heldCheckin(
    o,
    'day60',
    all.slice(0, 4).map((n) => ({ clear: true, gone: 0, way: `Only I know ${n}` })),
  )
  // Four say that the barrier is gone; that is too few to be told, and where they sit together their word is enough.
  const console = o.now().facilitator
  expect((await console.sees(({ byWord }) => byWord.length > 0, 'what closes by word')).byWord).toEqual([old])
  await console.does('barrier.close', old)
  // Ninety days: all come, and five are not clear any more.
  await heldCheckin(
    o,
    'day90',
    all.map((n) => ({ clear: n < 7 })),
  )

  const last = await o.comes(ANA)
  const june = await last.sees(({ checkins }) => checkins[2]?.state === 'closed', 'the last check-in closed')
  const hire = commitmentIn(june, 'hire')
  expect(trend(hire)).toEqual(['Offsite 11/12', '30 days 10/12', '60 days none', '90 days 7/12'])
  expect(hire.pursuit.decay).toBe(true)
  expect(JSON.stringify(june)).not.toContain('Only I know')
  // What is done is not asked about any more.
  expect(trend(commitmentIn(june, 'calls'))).toEqual(['Offsite 11/12', '30 days 10/12'])
  expect(commitmentIn(june, 'calls').pursuit.decay).toBe(false)
  expect(commitmentIn(june, 'calls').pursuit.barriers).toMatchObject([{ id: 'b2', closed: { how: 'said' } }])
  expect(commitmentIn(june, 'calls').pursuit.history.map(({ by, says }) => `${by}: ${says}`)).toEqual([
    'Ana: says it is done',
    'Ana: in the way: The old switchboard',
    'Ana: in the way: Two budgets',
    'Ana: took off the list: Two budgets',
    'Ana: says it is out of the way: The old switchboard',
    'Check-in: not agreed to be out of the way: The old switchboard',
    'Facilitator: out of the way, as said in the room: The old switchboard',
  ])
  expect(june.checkins.at(-1)?.statuses).toEqual([
    { commitment: 'hire', status: 'open' },
    { commitment: 'calls', status: 'done' },
  ])
  await last.does('different.seen', { commitment: 'hire', yes: true })
  const end = await last.sees((view) => commitmentIn(view, 'hire').pursuit.seen !== null, 'seen')
  expect(commitmentIn(end, 'hire').pursuit.history.map(({ by, says }) => `${by}: ${says}`)).toEqual([
    'Ana: says it is moving',
    'Ana: next step: Ask the north',
    'Ana: next step: Ask the south',
    'Ana: did: Ask the north',
    'Ana: different will be: A candidate hears from us in two days',
    'Ben: a win: The north has a name',
    'Ben: in the way: Two budgets, Cy removes it',
    'Cy: says it is out of the way: Two budgets',
    'Check-in: agreed to be out of the way: Two budgets',
    'Facilitator: opened it again. New: The south was sold',
    'Ana: it is different now: A candidate hears from us in two days',
  ])
  const dates = commitmentIn(end, 'hire').pursuit.history.map(({ at: when }) =>
    new Date(when).toISOString().slice(0, 10),
  )
  expect(dates).toEqual([...dates].sort())
  expect([dates[0], dates[5], dates[7], dates[9]]).toEqual(['2026-03-12', '2026-03-14', '2026-03-28', '2026-04-20'])
  // Every key that signed for somebody is gone; what is there now has signed nothing, should there be a further check-in.
  expect((await o.saved()).keys).toMatchObject({ before: { length: 4 }, next: null })
})
