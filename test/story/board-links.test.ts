// Two links to one board: who has the one may look, who has the other may help; both end when the facilitator says so.
import { afterEach, expect, test } from 'vitest'
import { type Connection, openConnection } from '../../client/state/connection.ts'
import { calendarPath, EXPORT_PATH } from '../../shared/export-kinds.ts'
import { LIMITS } from '../../shared/limits.ts'
import { sayRefusal } from '../../shared/refusals.ts'
import type { BoardMine, BoardView } from '../../shared/views.ts'
import { commitmentIn } from '../support/decided-offsite.ts'
import { type Over, offsiteOver } from '../support/offsite-over.ts'
import { create, OFFSITE } from '../support/people.ts'
import { seen, sees } from '../support/waiting.ts'

type Visitor = Connection<BoardView, BoardMine>
const closing: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of closing.splice(0).reverse()) await one.close()
})

async function over(options?: Parameters<typeof offsiteOver>[2]) {
  const o = await offsiteOver(2, ['c1'], options)
  closing.push(o)
  return o
}

function visits(o: Over, secret: string, label?: string): Visitor {
  const { url, facilitator } = o.now()
  const proof = { session: facilitator.created.session, role: 'board' as const, secret, ...(label && { label }) }
  const visitor = openConnection<BoardView, BoardMine>(url, proof)
  closing.push(visitor)
  return visitor
}

const isIn = (visitor: Visitor) => seen(visitor.common, () => true, 'the board')
const isOut = async (visitor: Visitor) => {
  await sees(visitor.link, (link) => link === 'refused', 'the door')
  return visitor.refusal.get()?.code
}
const moves = async (visitor: Visitor, status: 'moving' | 'done' = 'moving') => {
  const reply = await visitor.send('status.set', { commitment: 'c1', status, why: '' })
  return reply.ok ? 'accepted' : reply.refusal.code
}
const replaced = async (o: Over) => {
  const reply = await o.now().facilitator.console.ask('key.board', {})
  if (!reply.ok || reply.data === undefined) throw new Error('the link stays')
  return reply.data.boardKey
}
const taking = async (o: Over, on: boolean) => {
  const reply = await o.now().facilitator.console.ask('key.take', { on })
  return reply.ok ? (reply.data?.takeKey ?? '') : reply.refusal.code
}

/** The calendar by its address, and the minutes by HTTP: how they are answered, and all that is said. */
async function files(o: Over, secret: string, session = o.now().facilitator.created.session) {
  const { url } = o.now()
  const calendar = await fetch(`${url}${calendarPath(session, secret)}`)
  const minutes = await fetch(`${url}${EXPORT_PATH}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ session, role: 'board', secret, kind: 'markdown' }),
  })
  return {
    status: [calendar.status, minutes.status],
    names: [calendar, minutes].map(({ headers }) => headers.get('content-disposition')),
    says: `${await calendar.text()}\n${await minutes.text()}`,
  }
}

test('one link shows the board, the other lets its holder change it under a name', async () => {
  const o = await over()
  const { boardKey } = await o.now().facilitator.sees((view) => view.boardKey !== '', 'the link')
  const looks = visits(o, boardKey, 'Sneaky')
  const takes = visits(o, await taking(o, true), 'Vera')
  const shy = visits(o, (await o.saved()).afterwards.takeKey ?? '')
  for (const visitor of [looks, takes, shy]) await isIn(visitor)
  expect([looks, takes].map((visitor) => visitor.mine.get()?.takesPart)).toEqual([false, true])

  expect(await moves(looks)).toBe('forbidden')
  expect(await moves(takes)).toBe('accepted')
  expect(await moves(shy, 'done')).toBe('accepted')
  const now = await seen(looks.common, (view) => commitmentIn(view, 'c1').pursuit.status === 'done', 'both changes')
  expect(commitmentIn(now, 'c1').pursuit.history.map(({ by, says }) => `${by}: ${says}`)).toEqual([
    'Vera, by link: says it is moving',
    'A visitor, by link: says it is done',
  ])

  // What only the facilitator decides, and what only people with a seat answer, is nobody's who has a link.
  const refusals = await Promise.all([
    takes.send('commitment.reopen', { commitment: 'c1', why: 'Because', past: 0 }),
    takes.send('checkin.open', { checkin: 'day30' }),
    takes.send('split.ask', { commitment: 'c1', on: true }),
    takes.send('owner.answer', { commitment: 'c1', accept: true }),
    takes.ask('key.take', { on: true }),
    takes.ask('cards', {}),
    takes.ask('tokens', { round: 'day30-b.1', issue: 0, room: null, blinded: ['A'.repeat(43)] }),
  ])
  expect(refusals.map((reply) => (reply.ok ? 'accepted' : reply.refusal.code))).toEqual(Array(7).fill('forbidden'))
})

test('links outlive a new room code and a restart of the server', async () => {
  const o = await over({ end: false })
  const { facilitator } = o.now()
  const { boardKey } = facilitator.view
  const takeKey = await taking(o, true)
  expect((await facilitator.console.ask('code.new', {})).ok).toBe(true)
  await isIn(visits(o, boardKey))
  await facilitator.does('session.end', {})
  await o.down()
  await o.back()
  await isIn(visits(o, boardKey))
  const takes = visits(o, takeKey, 'Vera')
  await isIn(takes)
  expect(await moves(takes)).toBe('accepted')
  expect((await files(o, boardKey)).status).toEqual([200, 200])
})

test('a link that was taken back is closed at once, opens nothing any more and says nothing of the board', async () => {
  const o = await over()
  const { facilitator } = o.now()
  const { boardKey } = facilitator.view
  const takeKey = await taking(o, true)
  const [looks, helps] = [visits(o, boardKey), visits(o, takeKey, 'Vera')]
  await Promise.all([isIn(looks), isIn(helps)])

  expect(await taking(o, false)).toBe('')
  expect(await isOut(helps)).toBe('link-revoked')
  expect(looks.link.get()).toBe('live')
  expect(await isOut(visits(o, takeKey, 'Vera'))).toBe('link-revoked')
  const next = await taking(o, true)
  expect(next).not.toBe(takeKey)
  const vera = visits(o, next, 'Vera')
  await isIn(vera)
  await taking(o, true)
  expect(await isOut(vera)).toBe('link-revoked')

  const now = await replaced(o)
  expect(await isOut(looks)).toBe('link-revoked')
  expect(looks.common.get()?.title).toBe(OFFSITE.title)
  const late = visits(o, boardKey)
  expect(await isOut(late)).toBe('link-revoked')
  expect([late.common.get(), late.mine.get(), late.origin.get()]).toEqual([null, null, null])

  // Whichever it was, the answer is this and nothing else, also after a restart.
  const gone = {
    status: [410, 410],
    names: [null, null],
    says: `${sayRefusal({ code: 'link-revoked' })}\n{"refusal":{"code":"link-revoked"}}`,
  }
  await o.down()
  await o.back()
  for (const key of [boardKey, takeKey, next]) expect(await files(o, key)).toEqual(gone)
  expect(await isOut(visits(o, boardKey))).toBe('link-revoked')
  expect((await files(o, now)).status).toEqual([200, 200])

  // Never given, of another session, of none: one other answer.
  const never = await files(o, 'never-given')
  expect(never.status).toEqual([404, 404])
  const other = await create(o.now().url)
  for (const session of [other.session, 'nowhere']) expect(await files(o, boardKey, session)).toEqual(never)
  expect(await isOut(visits(o, 'never-given'))).toBe('bad-ticket')
  // What is remembered of a link opens nothing.
  const { revoked } = (await o.saved()).afterwards
  expect(revoked).toHaveLength(3)
  for (const hash of revoked) expect((await files(o, hash)).status).toEqual([404, 404])
})

test('a calendar that asks on with a link that was taken back shuts out nobody behind its address', async () => {
  const o = await over()
  const before = o.now().facilitator.view.boardKey
  const now = await replaced(o)
  const { url, facilitator } = o.now()
  const ask = async (key: string) => (await fetch(`${url}${calendarPath(facilitator.created.session, key)}`)).status
  const answers = new Set<number>()
  for (let time = 0; time < 30; time++) answers.add(await ask(before))
  expect([...answers]).toEqual([410])
  expect(await ask(now)).toBe(200)
  // Guesses are counted as before.
  for (let time = 0; time < 30; time++) answers.add(await ask(`guess-${time}`))
  expect([...answers]).toEqual([410, 404, 429])
})

test('the latest links that were taken back are known, those before them are as if they had never been', async () => {
  const o = await over()
  const keys = [o.now().facilitator.view.boardKey]
  for (let time = 0; time <= LIMITS.revoked; time++) keys.push(await replaced(o))
  const { revoked } = (await o.saved()).afterwards
  expect(new Set(revoked).size).toBe(LIMITS.revoked)
  for (const key of keys) expect(JSON.stringify(revoked)).not.toContain(key)
  const answers = await Promise.all(keys.map(async (key) => (await files(o, key)).status))
  expect(answers.map(([calendar]) => calendar)).toEqual([404, ...Array(LIMITS.revoked).fill(410), 200])
  expect(answers.every(([calendar, minutes]) => calendar === minutes)).toBe(true)
})

test('a board that was deleted is gone for everybody who looks at it', async () => {
  const o = await over()
  const { facilitator } = o.now()
  const { boardKey } = facilitator.view
  const looks = visits(o, boardKey)
  await isIn(looks)
  expect((await facilitator.console.ask('session.delete', { title: 'Something else' })).ok).toBe(false)
  expect(looks.link.get()).toBe('live')
  await facilitator.console.ask('session.delete', { title: OFFSITE.title })
  expect(await isOut(looks)).toBe('deleted')
  expect(facilitator.console.refusal.get()?.code).toBe('deleted')
  await expect.poll(async () => (await files(o, boardKey)).status).toEqual([404, 404])
  expect(await isOut(visits(o, boardKey))).toBe('bad-ticket')
})
