// A check-in over the wire and over days: it opens by itself, phones come and go, the server restarts, and it closes with every
// answer once.
import { existsSync, readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { openDb } from '../../server/adapters/sqlite/open-db.ts'
import type { Act } from '../../shared/anon/envelope.ts'
import type { BallotAnswer } from '../../shared/clarity.ts'
import { ENVELOPE_BYTES } from '../../shared/limits.ts'
import { bogus, noise, type Purse, purseOf, spend } from '../hostile/arena.ts'
import { CLEAR, UNCLEAR } from '../support/answers.ts'
import { at, type Over, offsiteOver } from '../support/offsite-over.ts'
import type { Participant } from '../support/people.ts'
import { seen, sees } from '../support/waiting.ts'

const closing: Over[] = []
afterEach(async () => {
  for (const one of closing.splice(0)) await one.close()
})
const over = async (phones: number) => {
  const one = await offsiteOver(phones)
  closing.push(one)
  return one
}
const ASK = 'day30-a.1'
const BALLOT = 'day30-b.1'
const WAY = 'day30-way'

const stateOf = async (o: Over) => (await o.saved()).afterwards.checkins[0]?.state
const opens = async (o: Over) => {
  o.clock.leapTo(at('2026-04-01T06:00:01'))
  await o.until((session) => session.afterwards.checkins[0]?.state === 'open', 'the check-in open')
}
const closes = async (o: Over) => {
  o.clock.leapTo(at('2026-04-07T00:00:01'))
  await o.until(({ rounds }) => rounds.some(({ state }) => state === 'collecting'), 'the bell')
  o.clock.leapTo(o.clock.now() + 10_000)
  return o.until(({ rounds }) => rounds.every(({ state }) => state === 'written'), 'the batch')
}

/** Answers everything and waits until the server has it all. */
async function answers(phone: Participant, way: string | null, given: BallotAnswer): Promise<void> {
  for (const round of [ASK, BALLOT]) await purseOf(phone, round)
  phone.phone.outbox.answer(ASK, WAY, way === null ? null : { text: way })
  const view = phone.phone.common.get()
  for (const { ballots } of view?.commitments ?? [])
    for (const { id, round } of ballots) if (round === BALLOT) phone.phone.outbox.answer(BALLOT, id, given)
  await phone.phone.flush()
  await sees(phone.phone.arrived, (rounds) => rounds.has(ASK) && rounds.has(BALLOT), 'everything taken')
}

const onDisk = ({ file }: Over) => {
  const db = openDb(file)
  // Bindings give blobs in different shapes.
  const blob = (value: unknown) => new Uint8Array(value as ArrayBuffer)
  const rows = db
    .prepare('SELECT * FROM waiting ORDER BY round, place')
    .all()
    .map(({ session, round, place, envelope, ...more }) => ({
      session,
      round,
      place,
      envelope: blob(envelope),
      ...more,
    }))
  const keys = db
    .prepare('SELECT * FROM waiting_keys')
    .all()
    .map((row) => ({ round: row.round, public: blob(row.public), secret: blob(row.secret) }))
  db.close()
  return { rows, keys }
}
const bytes = ({ file }: Over) =>
  [file, `${file}-wal`]
    .filter((path) => existsSync(path))
    .map((path) => readFileSync(path, 'latin1'))
    .join('')

const post = (o: Over, round: string, envelope: Uint8Array<ArrayBuffer>) =>
  fetch(`${o.now().url}/a/${o.now().facilitator.created.session}/${round}`, { method: 'POST', body: envelope })

test('from the first morning to the end of the last day, over a restart, each answer counts once', async () => {
  const o = await over(12)
  // Everybody has left, and the server rests: the day comes all the same.
  o.now().facilitator.close()
  o.clock.leapTo(at('2026-03-31T23:00:00'))
  expect(await stateOf(o)).toBe('planned')
  await opens(o)
  await expect.poll(() => onDisk(o).rows.length, { timeout: 5000 }).toBe(12 + 24)
  const before = onDisk(o)
  expect(new Set(before.rows.map(({ envelope }) => envelope.length))).toEqual(new Set([ENVELOPE_BYTES]))

  const first = await Promise.all([0, 1, 2].map((seat) => o.comes(seat)))
  for (const [n, phone] of first.entries()) {
    expect(phone.phone.trust.get().is).toBe('seen')
    await answers(phone, `blocked by matter ${n}`, CLEAR)
  }
  const [ana] = first
  const early = await purseOf(ana as Participant, BALLOT)
  for (const phone of first) phone.close()
  o.now().phones.length = 0
  // On disk: the same places, of the same size, nothing readable, no seat and no time beside them.
  await expect.poll(() => changed(before.rows, onDisk(o).rows), { timeout: 5000 }).toBe(3 + 6)
  expect(Object.keys(onDisk(o).rows[0] ?? {})).toEqual(['session', 'round', 'place', 'envelope'])
  for (const never of ['blocked by matter', '"clear"', '"way"']) expect(bytes(o)).not.toContain(never)
  for (const { seat } of first) {
    const rows = JSON.stringify(onDisk(o).rows.map(({ session, round, place }) => [session, round, place]))
    expect(rows).not.toContain(seat.person)
  }

  await o.down()
  o.clock.leapTo(at('2026-04-03T10:00:00'))
  await o.back()
  expect(onDisk(o).keys.map(({ public: key }) => key)).toEqual(before.keys.map(({ public: key }) => key))
  // One of the three changes their mind, five more answer, one only looks.
  await answers(await o.comes(0), 'blocked by matter 0, still', UNCLEAR)
  for (const seat of [3, 4, 5, 6]) await answers(await o.comes(seat), `blocked by matter ${seat}`, CLEAR)
  const looks = await o.comes(7)
  for (const round of [ASK, BALLOT]) await purseOf(looks, round)
  await looks.phone.flush()
  // What was overwritten does not come back, and what nobody was given is nobody's answer.
  const again = spend(early, 0, 1, { is: 'answer', answer: CLEAR })
  const forged: Act = { is: 'answer', answer: CLEAR }
  for (const envelope of [again, noise(), bogus(early, forged)])
    expect((await post(o, BALLOT, envelope)).status).toBe(202)
  expect((await post(o, 'day60-b.1', again)).status).toBe(202)
  const way: Purse = await purseOf(looks, ASK)
  expect((await post(o, BALLOT, spend(way, 0, 9, forged))).status).toBe(202)
  for (const phone of o.now().phones.splice(0)) phone.close()
  expect(changed(before.rows, onDisk(o).rows)).toBe(8 + 16)
  const secret = Buffer.from(before.keys[0]?.secret ?? []).toString('latin1')
  expect(bytes(o)).toContain(secret)

  const session = await closes(o)
  for (const { tally, eligible, published } of session.ballots) {
    expect(eligible).toBe(12)
    expect(tally).toMatchObject({ answered: 7, clear: 6, counted: 6, silent: 5 })
    expect(published?.lines).toBe(8)
  }
  const texts = session.results.find(({ question }) => question === WAY)?.texts ?? []
  expect([...texts].sort()).toEqual(
    [0, 1, 2, 3, 4, 5, 6].map((n) => `blocked by matter ${n}${n === 0 ? ', still' : ''}`),
  )
  // Gone: the envelopes, and the key that opened them, from the file itself.
  expect(onDisk(o)).toEqual({ rows: [], keys: [] })
  expect(bytes(o)).not.toContain(secret)
  expect(session.keys.before).toHaveLength(2)
  expect(await stateOf(o)).toBe('closed')

  // Days later: what everybody sees, and each phone its own lines in the list.
  const back = await o.comes(0)
  const view = await back.sees(({ checkins }) => checkins[0]?.state === 'closed', 'closed')
  expect(back.phone.trust.get().is).not.toBe('refused')
  expect(JSON.stringify(view.checkins[0]?.way)).toContain('blocked by matter 3')
  expect(view.commitments[0]?.ballots.at(-1)).toMatchObject({ asked: '30 days', state: 'closed' })
  expect(view.commitments[0]?.ballots.at(-1)?.result?.level).not.toBe('none')
  const checks = await sees(back.phone.checks, (all) => Object.keys(all).length === 2, 'both lists')
  for (const { found, agrees } of Object.values(checks)) expect([found, agrees]).toEqual([true, true])
  // It is over: nothing on this phone says any more what was answered.
  await expect.poll(() => back.keep.get('answers')).toBeNull()
  expect(back.keep.get(`wallet.${BALLOT}`)).toBeNull()
  // Whatever comes too late changes nothing.
  await post(o, BALLOT, again)
  expect((await o.saved()).ballots[0]?.tally).toEqual(session.ballots[0]?.tally)
})

test('fewer than five answer: it closes, and nobody is shown anything', async () => {
  const o = await over(6)
  await opens(o)
  for (const seat of [0, 1, 2, 3]) await answers(await o.comes(seat), `only seat ${seat}`, CLEAR)
  await closes(o)
  const phone = await o.comes(5)
  const view = await phone.sees(({ checkins }) => checkins[0]?.state === 'closed', 'closed')
  expect(JSON.stringify(view)).not.toContain('only seat')
  expect(view.commitments[0]?.ballots.at(-1)?.result?.level ?? 'none').toBe('none')
})

test('while people look at it phones send again and again, and of one token the last word counts', async () => {
  const o = await over(1)
  await opens(o)
  const ana = await o.comes(0)
  await answers(ana, 'one', CLEAR)
  ana.phone.outbox.answer(ASK, WAY, { text: 'two' })
  expect([...ana.phone.arrived.get()]).toEqual([])
  // Nobody pressed anything: it goes by itself.
  await sees(ana.phone.arrived, (rounds) => rounds.has(ASK) && rounds.has(BALLOT), 'the next set', 20_000)
  const session = await closes(o)
  expect(session.results.find(({ question }) => question === WAY)?.texts).toEqual(['two'])
}, 40_000)

test('a server that slept opens late; one that slept through all of its days holds none, and the next comes', async () => {
  const o = await over(3)
  await o.down()
  o.clock.leapTo(at('2026-04-05T12:00:00'))
  await o.back()
  await o.until(({ afterwards }) => afterwards.checkins[0]?.state === 'open', 'opened late')
  await o.down()
  o.clock.leapTo(at('2026-05-20T12:00:00'))
  await o.back()
  const session = await o.until(({ afterwards }) => afterwards.checkins[1]?.state === 'closed', 'the second not held')
  expect(session.afterwards.checkins.map(({ state, steps }) => [state, steps.length])).toEqual([
    ['closed', 2],
    ['closed', 0],
    ['planned', 0],
  ])
  o.clock.leapTo(at('2026-05-31T07:00:00'))
  await o.until(({ afterwards }) => afterwards.checkins[2]?.state === 'open', 'the third')
})

test('a facilitator opens it early and closes it early', async () => {
  const o = await over(5)
  const { facilitator } = o.now()
  await facilitator.does('checkin.open', { checkin: 'day30' })
  for (const seat of [0, 1, 2, 3, 4]) await answers(await o.comes(seat), null, CLEAR)
  await facilitator.does('checkin.close', { checkin: 'day30' })
  // All of them are here, and send once more at the bell: nobody waits.
  const view = await seen(
    facilitator.console.common,
    ({ rounds }) => rounds.every(({ state }) => state === 'written'),
    'the batch',
    15_000,
  )
  expect(view.commitments[0]?.ballots.at(-1)?.result).not.toBeNull()
  expect(onDisk(o)).toEqual({ rows: [], keys: [] })
  expect((await o.saved()).ballots[0]?.tally).toMatchObject({ answered: 5, clear: 5 })
})

type Rows = ReturnType<typeof onDisk>['rows']

/** How many places hold something else now. */
const changed = (before: Rows, now: Rows): number =>
  now.filter(({ envelope }, n) => !Buffer.from(envelope).equals(before[n]?.envelope ?? new Uint8Array())).length
