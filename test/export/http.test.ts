// Boards by HTTP: out for whoever may see them, in from a file, and nothing said to those who hold no link.
import ICAL from 'ical.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { realClock } from '../../server/adapters/clock.ts'
import { realIds } from '../../server/adapters/ids.ts'
import { EXPORT_KINDS, EXPORTS, type ExportKind, IMPORT_BYTES } from '../../shared/export-kinds.ts'
import { PROTOCOL_VERSION } from '../../shared/limits.ts'
import type { Created } from '../../shared/protocol.ts'
import { BoardRecord, trendOf } from '../../shared/record.ts'
import { sayRefusal } from '../../shared/refusals.ts'
import { outcome, post, rawSocket, tell } from '../hostile/arena.ts'
import { type Workshop, workshop } from '../support/workshop.ts'
import { aRecord, HOSTILE, hostileRecord, NOW } from './given-record.ts'

let w: Workshop
beforeAll(async () => {
  w = await workshop({ parts: { clock: { ...realClock, now: () => NOW }, origin: () => 'http://192.168.1.5:8080/' } })
})
afterAll(() => w.close())

const refusal = async (answer: Response) => ((await answer.json()) as { refusal: { code: string } }).refusal.code

async function bring(record: unknown): Promise<Created> {
  const answer = await post(w.url, '/api/import', { record })
  expect(answer.status).toBe(200)
  return (await answer.json()) as Created
}

const ask = (created: Pick<Created, 'session' | 'secret'>, kind: ExportKind, role = 'console') =>
  post(w.url, '/api/export', { session: created.session, role, secret: created.secret, kind })

async function take(created: Created): Promise<BoardRecord> {
  const answer = await ask(created, 'json')
  expect(answer.status).toBe(200)
  return BoardRecord.parse(await answer.json())
}

const live = async (created: Created) => {
  const found = await w.app.directory.open(created.session)
  if (found === null) throw new Error('no such session')
  return found
}

/** What an import does not keep as it was: whose session it is, that it had ended, ballots as ballots, who asked for a split. */
function sameBoard({ board }: BoardRecord): BoardRecord['board'] {
  return {
    ...board,
    session: '',
    status: 'live',
    commitments: board.commitments.map((one) => ({
      ...one,
      ballots: [],
      pursuit: { ...one.pursuit, earlier: trendOf(one), tooBig: 0 },
    })),
  }
}

test('a board that was exported and imported is the same board, and stays it', async () => {
  const record = aRecord()
  const once = await take(await bring(record))
  expect(sameBoard(once)).toEqual(sameBoard(record))
  const twice = await take(await bring(once))
  expect({ ...twice.board, session: '' }).toEqual({ ...once.board, session: '' })
  expect(once.board.commitments[0]?.pursuit.history.length).toBeGreaterThanOrEqual(5)
})

test('cards come home with the facilitator alone, and count again where they are brought', async () => {
  const record = {
    ...aRecord(),
    cards: [
      { theme: 'Nobody decides', kind: 'constraint', text: 'Three people must sign' },
      { theme: 'Nobody decides', kind: 'tradeoff', text: 'We wait for the board' },
    ],
  }
  const created = await bring(record)
  const again = await take(created)
  expect(again.board.themes.find(({ title }) => title === 'Nobody decides')?.count).toBe(2)
  expect(again.cards?.map(({ text }) => text).sort()).toEqual(['Three people must sign', 'We wait for the board'])
  const { boardKey } = (await live(created)).session
  const seen = await ask({ session: created.session, secret: boardKey }, 'json', 'board')
  expect(BoardRecord.parse(await seen.json()).cards).toBeNull()
})

test('whoever is named has a seat that waits: it is asked nothing, and joining under the name takes it', async () => {
  const created = await bring(aRecord())
  const join = async (name: string, ticket: string) =>
    (await (await post(w.url, '/api/join', { code: created.code, name, fn: null, level: null, ticket })).json()) as {
      person: string
    }
  const { person } = await join('Ana Kovač', 'A'.repeat(43))
  expect(person).toBe('p1')
  const { people } = (await live(created)).session
  expect(people).toHaveLength(12)
  expect((await join('Ana Kovač', 'B'.repeat(43))).person).not.toBe('p1')
  expect((await live(created)).session.people).toHaveLength(13)
})

test('an imported board lives on: it ends, and its next check-in asks those who came back, and nobody else', async () => {
  const created = await bring(aRecord())
  await post(w.url, '/api/join', { code: created.code, name: 'Bjørn', fn: null, level: null, ticket: 'C'.repeat(43) })
  const session = await live(created)
  const laptop = { role: 'facilitator', label: 'Laptop' } as const
  expect(await session.command(laptop, { name: 'session.end', data: {} })).toEqual({ ok: true })
  const open = () => session.command(laptop, { name: 'checkin.open', data: { checkin: 'day60' } })
  await expect.poll(async () => (await open()).ok, { timeout: 5000 }).toBe(true)
  const rounds = session.session.rounds.filter(({ state }) => state === 'open')
  expect(rounds.map(({ purpose, seats }) => [purpose, seats])).toEqual([
    ['answer', ['p2']],
    ['ballot', ['p2']],
  ])
  const again = await take(created)
  expect(again.board.commitments[0]?.pursuit.earlier.map(({ asked }) => asked)).toEqual(['Offsite', '30 days'])
  expect(again.board.commitments[0]?.ballots.map(({ asked }) => asked)).toEqual(['60 days'])
})

test('what was decided where a board came from is opened again here, and both stay on record when it is taken home', async () => {
  const record = aRecord()
  const [first, ...others] = record.board.commitments
  if (first === undefined) throw new Error('no commitment')
  const [asked] = trendOf(first)
  if (asked === undefined) throw new Error('never asked')
  const earlier = [{ ...asked, wording: { ...first.wording, givingUp: 'The tour' } }]
  const decided = { ...first, ballots: [], pursuit: { ...first.pursuit, earlier } }
  const created = await bring({ ...record, board: { ...record.board, commitments: [decided, ...others] } })
  const session = await live(created)
  const laptop = { role: 'facilitator', label: 'Laptop' } as const
  const data = { commitment: first.id, why: 'Two people left', past: 0 }
  expect(await session.command(laptop, { name: 'commitment.reopen', data })).toEqual({ ok: true })
  const home = await take(created)
  const { pursuit } = home.board.commitments[0] ?? first
  expect(pursuit.reopened).toMatchObject([{ by: 'Facilitator', why: 'Two people left', decided: 'earlier-1' }])
  expect(pursuit.earlier).toEqual(earlier)
  expect(sameBoard(await take(await bring(home)))).toEqual(sameBoard(home))
})

test('check-ins that are past stay past, what is to come is planned', async () => {
  const record = aRecord()
  const [first, ...others] = record.board.checkins
  if (first === undefined) throw new Error('no check-in')
  const way = { type: 'texts', level: 'shown', texts: ['a', 'b', 'c', 'd', 'e'] } as const
  const past = {
    ...first,
    opens: '2026-03-20',
    until: '2026-03-25',
    state: 'closed' as const,
    way: { ...way, texts: [...way.texts] },
  }
  const missed = { ...first, id: 'missed', opens: '2026-03-30', until: '2026-03-31' }
  const again = await take(await bring({ ...record, board: { ...record.board, checkins: [past, missed, ...others] } }))
  expect(
    again.board.checkins.map(({ state, way: said }) => [state, said?.type === 'texts' ? said.texts.length : 0]),
  ).toEqual([
    ['closed', 5],
    ['closed', 0],
    ['planned', 0],
    ['planned', 0],
  ])
})

test('every kind of file comes with its type and name, and stays in no cache', async () => {
  const created = await bring(aRecord())
  for (const kind of EXPORT_KINDS) {
    const answer = await ask(created, kind)
    expect([kind, answer.status, answer.headers.get('content-type')]).toEqual([kind, 200, EXPORTS[kind].type])
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('content-disposition')).toContain(
      `filename="eighty-${EXPORTS[kind].name}.${EXPORTS[kind].ending}"`,
    )
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(80)
  }
}, 60_000)

test('a calendar may come again and again with the board’s key, and is told nothing once it is replaced', async () => {
  const created = await bring(aRecord())
  const session = await live(created)
  const { boardKey } = session.session
  const address = `${w.url}/ics/${created.session}/${boardKey}.ics`
  const answer = await fetch(address)
  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  const events = new ICAL.Component(ICAL.parse(await answer.text())).getAllSubcomponents('vevent')
  expect(events).toHaveLength(7)
  expect(events[0]?.getFirstPropertyValue('url')).toBe(
    `http://192.168.1.5:8080/board#s=${created.session}&k=${boardKey}`,
  )
  await session.system({ name: 'system.board', data: { key: 'another', revoked: realIds.hash(boardKey) } })
  await session.system({ name: 'system.take', data: { key: 'thetakekey', revoked: null } })
  expect((await fetch(`${w.url}/ics/${created.session}/thetakekey.ics`)).status).toBe(404)
  expect((await ask({ session: created.session, secret: 'thetakekey' }, 'ics', 'board')).status).toBe(200)
  const gone = await fetch(address)
  expect([gone.status, await gone.text()]).toEqual([410, sayRefusal({ code: 'link-revoked' })])
  const [never, wrong] = await Promise.all([
    fetch(`${w.url}/ics/nosuchsession/${boardKey}.ics`),
    fetch(`${w.url}/ics/${created.session}/nosuchkey.ics`),
  ])
  expect([never.status, await never.text()]).toEqual([wrong.status, await wrong.text()])
  expect(never.status).toBe(404)
})

test('who holds no key is told the same, whatever is there', async () => {
  const created = await bring(aRecord())
  const tries = [
    { session: created.session, secret: 'wrong' },
    { session: 'nosuchsession', secret: created.secret },
  ]
  for (const proof of tries)
    for (const role of ['board', 'console', 'phone']) {
      const answer = await ask(proof, 'markdown', role)
      expect([answer.status, await refusal(answer)]).toEqual([404, 'no-such-link'])
    }
  expect(await refusal(await post(w.url, '/api/export', { ...created, kind: 'markdown', role: 'screen' }))).toBe(
    'bad-request',
  )
  const foreign = { session: created.session, role: 'console', secret: created.secret, kind: 'json' }
  expect((await post(w.url, '/api/export', foreign, { Origin: 'http://evil.example' })).status).toBe(403)
})

test('the summary is drafted for the facilitator alone', async () => {
  const created = await bring(aRecord())
  const { boardKey } = (await live(created)).session
  const proof = { protocol: PROTOCOL_VERSION, session: created.session }
  const laptop = rawSocket(w.url, { ...proof, role: 'console', secret: created.secret })
  const visitor = rawSocket(w.url, { ...proof, role: 'board', secret: boardKey })
  expect([await outcome(laptop), await outcome(visitor)]).toEqual(['in', 'in'])
  const reply = (await laptop.emitWithAck('request', { name: 'summary.draft', data: {} })) as { data: { text: string } }
  expect(reply.data.text).toContain('Next steps:')
  expect(await tell(visitor, 'request', 'summary.draft', {})).toBe('forbidden')
  laptop.close()
  visitor.close()
})

test('a hostile board is brought in as words, cut to what fits', async () => {
  const record = hostileRecord()
  // Longer than this a field is refused; titles of themes are cut.
  const { board: short } = JSON.parse(JSON.stringify(record).replaceAll('x'.repeat(3000), 'x'.repeat(150)))
  const { board } = await take(await bring({ ...record, board: { ...short, themes: record.board.themes } }))
  const texts = JSON.stringify(board)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be in it
  expect(texts).not.toMatch(/[\u0000\u202e\u2066]|\\u0000|\\r/)
  expect(texts).not.toContain('x'.repeat(151))
  expect(board.themes).toHaveLength(HOSTILE.length)
})

test('what is no board, is of another version, or is too large is refused in words', async () => {
  const record = aRecord()
  const code = async (body: unknown) => {
    const answer = await post(w.url, '/api/import', body)
    return [answer.status, await refusal(answer)]
  }
  expect(await code({ record: null })).toEqual([400, 'no-board'])
  expect(await code('{"record":')).toEqual([400, 'no-board'])
  expect(await code({ record: { ...record, format: 'other' } })).toEqual([400, 'no-board'])
  expect(await code({ record: { ...record, version: 2 } })).toEqual([400, 'other-version'])
  expect(await code({ record: { ...record, __proto__: null, more: 1 } })).toEqual([400, 'no-board'])
  const [one] = record.board.commitments
  const many = Array.from({ length: 21 }, (_, at) => ({ ...one, id: `c${at}` }))
  expect(await code({ record: { ...record, board: { ...record.board, commitments: many } } })).toEqual([
    400,
    'too-many',
  ])
  const twice = { ...record.board, commitments: [one, one] }
  expect(await code({ record: { ...record, board: twice } })).toEqual([400, 'no-board'])
  expect(await code({ record: 'x'.repeat(IMPORT_BYTES) })).toEqual([413, 'too-long'])
  expect((await fetch(`${w.url}/health`)).status).toBe(200)
})
