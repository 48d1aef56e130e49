// A ballot end to end: everybody's answer is one line of a list that every phone can check, and that names nobody.
import { afterEach, expect, test } from 'vitest'
import { digestOf } from '../../shared/anon/published.ts'
import { Participant } from '../support/people.ts'
import { seen, sees } from '../support/waiting.ts'
import { type Workshop, workshop } from '../support/workshop.ts'

let open: Workshop | null = null
afterEach(async () => {
  await open?.close()
  open = null
})

const yes = { clear: 'clear', gaps: [], committed: 4, guess: 7 }
const no = { clear: 'lost', gaps: ['what'], committed: 0, guess: 2 }

/** Two commitments put to everybody; the first of the phones answer with these, the others send blanks. */
async function balloting(phones: number, answers: readonly unknown[]): Promise<Workshop> {
  const w = await workshop({ phones })
  open = w
  const { facilitator } = w
  await facilitator.goTo('draft')
  for (const commitment of ['c1', 'c2']) {
    await facilitator.does('commitment.add', { commitment, theme: null, what: `Do ${commitment}` })
    for (const field of ['owner', 'by', 'givingUp'] as const)
      await facilitator.does('commitment.waive', { commitment, field, waived: true })
  }
  await facilitator.goTo('ballot')
  await facilitator.does('ballot.open', { round: 'ballot.1', commitments: ['c1', 'c2'] })
  for (const [at, answer] of answers.entries()) {
    const phone = w.phones[at]?.phone
    if (phone === undefined) continue
    await seen(phone.common, (view) => view.rounds.some(({ id }) => id === 'ballot.1'), 'the ballot')
    phone.outbox.answer('ballot.1', 'ballot.1.1', answer)
  }
  await facilitator.ring()
  return w
}

test('every phone finds its own line, and all see the same digest; lines and missing are the head-count', async () => {
  const answers = [...Array(7).fill(yes), ...Array(4).fill(no)]
  const w = await balloting(12, answers)
  const board = await w.facilitator.sees((view) => view.commitments[0]?.ballots[0]?.published !== null, 'the list')
  const ballot = board.commitments[0]?.ballots[0]
  expect(ballot).toMatchObject({
    eligible: 12,
    published: { lines: 12 },
    result: { level: 'counts', floor: { count: 7 } },
  })
  const lines = new Set<string>()
  for (const [at, { phone }] of w.phones.entries()) {
    await sees(phone.checks, (all) => 'ballot.1.1' in all, 'its line')
    const check = phone.checks.get()['ballot.1.1']
    expect(check).toMatchObject({ found: true, agrees: true, digest: ballot?.published?.digest, lines: 12 })
    expect(check?.says).toBe(at < 7 ? 'counted' : at < 11 ? 'not-counted' : 'silent')
    lines.add(check?.line ?? '')
    if (at < 11) expect(phone.outbox.answerOf('ballot.1', 'ballot.1.1')?.state).toBe('in')
  }
  expect(lines.size).toBe(12)
  const reply = await w.phones[0]?.phone.ask('marks', { round: 'ballot.1' })
  const list = reply?.ok ? reply.data?.lists.find((one) => one.ballot === 'ballot.1.1') : undefined
  expect(new Set(list?.lines.map(({ line }) => line))).toEqual(lines)
  expect(digestOf('ballot.1.1', list?.beacon ?? '', list?.lines ?? [])).toBe(ballot?.published?.digest)

  // Thresholds raised since: whoever asks now gets lines without answers, and no digits over them.
  await w.facilitator.does('floors.raise', { show: 5, counts: 13, room: 3 })
  const raised = await w.facilitator.sees((view) => view.floors.counts === 13, 'higher floors')
  expect(raised.commitments[0]?.ballots[0]).toMatchObject({
    result: { level: 'bands' },
    published: { lines: 12, digest: null },
  })
  const later = await w.phones[0]?.phone.ask('marks', { round: 'ballot.1' })
  const now = later?.ok ? later.data?.lists.find((one) => one.ballot === 'ballot.1.1') : undefined
  expect(now?.lines.map(({ says }) => says)).toEqual(Array(12).fill(null))
})

test('in a short list the lines say nothing of answers, and nothing of them is kept', async () => {
  const w = await balloting(6, [yes, yes, no])
  for (const { phone } of w.phones) {
    await sees(phone.checks, (all) => 'ballot.1.1' in all, 'its line')
    expect(phone.checks.get()['ballot.1.1']).toMatchObject({ found: true, says: null, agrees: true, lines: 6 })
  }
  const live = await w.app.directory.open(w.facilitator.created.session)
  const { lists } = (await live?.published('ballot.1')) ?? { lists: [] }
  expect(lists.flatMap(({ lines }) => lines.map(({ says }) => says))).toEqual(Array(12).fill(null))
})

test('who joins after a ballot opened watches: no tokens, and the head-count stays', async () => {
  const w = await workshop({ phones: 5 })
  open = w
  await w.facilitator.goTo('draft')
  await w.facilitator.does('commitment.add', { commitment: 'c1', theme: null, what: 'Do it' })
  for (const field of ['owner', 'by', 'givingUp'] as const)
    await w.facilitator.does('commitment.waive', { commitment: 'c1', field, waived: true })
  await w.facilitator.goTo('ballot')
  await w.facilitator.does('ballot.open', { round: 'ballot.1', commitments: ['c1'] })
  const late = await w.join('Late')
  const mine = await seen(late.phone.mine, () => true, 'its own part')
  expect(mine.rounds).toEqual([])
  const asked = { round: 'ballot.1', issue: 0, room: null, blinded: ['A'.repeat(43)] }
  expect(await late.phone.ask('tokens', asked)).toMatchObject({ refusal: { code: 'not-in-round' } })
  await w.facilitator.ring()
  expect(w.facilitator.view.commitments[0]?.ballots[0]).toMatchObject({ eligible: 5, published: { lines: 5 } })
})

test('a phone that was reloaded while answers were collected finds its line all the same', async () => {
  const w = await workshop({ phones: 5 })
  open = w
  await w.facilitator.goTo('draft')
  await w.facilitator.does('commitment.add', { commitment: 'c1', theme: null, what: 'Do it' })
  for (const field of ['owner', 'by', 'givingUp'] as const)
    await w.facilitator.does('commitment.waive', { commitment: 'c1', field, waived: true })
  await w.facilitator.goTo('ballot')
  await w.facilitator.does('ballot.open', { round: 'ballot.1', commitments: ['c1'] })
  const [ana] = w.phones
  if (ana === undefined) throw new Error('no phone')
  await ana.sees((view) => view.rounds.some(({ id }) => id === 'ballot.1'), 'the ballot')
  ana.phone.outbox.answer('ballot.1', 'ballot.1.1', yes)
  await expect.poll(() => ana.keep.get<{ ready: unknown }>('wallet.ballot.1')?.ready ?? null).not.toBeNull()
  await ana.phone.flush()
  ana.close()
  await w.facilitator.ring()
  const back = new Participant(w.url, ana.seat, ana.keep)
  await sees(back.phone.checks, (all) => 'ballot.1.1' in all, 'its line')
  expect(back.phone.checks.get()['ballot.1.1']).toMatchObject({ found: true, lines: 5 })
  await sees(back.phone.outbox.answers, ([answer]) => answer?.state === 'in', 'the answer counted')
  back.close()
})
