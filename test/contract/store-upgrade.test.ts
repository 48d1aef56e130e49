// A file from before blind tokens: its sessions go on, with keys of their own to come; answers to ballots that had no line go.
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { MIGRATIONS, migrate } from '../../server/adapters/sqlite/migrations.ts'
import { openDb } from '../../server/adapters/sqlite/open-db.ts'
import { openSqliteStore } from '../../server/adapters/sqlite/sqlite-store.ts'
import { dayAfter, dayOf } from '../../server/core/calendar.ts'
import { freshPursuit } from '../../server/core/commitments.ts'
import { Session } from '../../shared/model.ts'
import { does, laptop } from '../core/given-session.ts'
import { given } from '../core/given-views.ts'
import { aFolder } from './a-folder.ts'

const APPLICATION = 0x45474854

/** The session as the first schema had it. */
function asItWas(): Record<string, unknown> {
  const session = does(given('ballot'), laptop, 'ballot.open', { round: 'ballot.1', commitments: ['c1'] })
  const { keys: _keys, withdrawn: _withdrawn, floors: _floors, ...known } = session
  const { sorting: _sorting, finding: _finding, echoes: _echoes, askers: _askers, afterwards: _after, ...rest } = known
  return {
    ...rest,
    tokenKey: 'a-plain-token-key',
    commitments: session.commitments.map(({ pursuit: _pursuit, ...commitment }) => commitment),
    rounds: [...given('write').rounds, ...session.rounds].map(
      ({ issue: _issue, gone: _gone, functions: _functions, ...round }) => round,
    ),
    ballots: session.ballots.map(({ published: _published, ...ballot }) => ballot),
    results: [{ question: 'q', round: 'ask.1', eligible: 5, counts: [1, 4], values: [], texts: [] }],
  }
}

test('a file of the first schema opens, whole and readable', async () => {
  const file = join(aFolder(), 'eighty.db')
  const db = openDb(file)
  db.exec(`PRAGMA application_id = ${APPLICATION}`)
  migrate(db, file, MIGRATIONS.slice(0, 1))
  const body = JSON.stringify(asItWas())
  db.prepare('INSERT INTO sessions (version, code, status, body, id) VALUES (?, ?, ?, ?, ?)').run(
    1,
    null,
    'live',
    body,
    's1',
  )
  const answer = db.prepare(
    "INSERT INTO answers (session, id, round, slot, body, mark) VALUES ('s1', ?, ?, 'x', '1', 'm')",
  )
  answer.run('a', 'ballot.1')
  answer.run('b', 'ask.1')
  db.close()

  const store = await openSqliteStore({ file })
  const session = await store.load('s1')
  expect(Session.safeParse(session).error).toBeUndefined()
  expect(session).toMatchObject({ sorting: null, finding: null, echoes: [], askers: [] })
  expect(session?.rounds.map(({ functions }) => functions)).toEqual([[], []])
  expect(session?.afterwards).toEqual(given('ballot').afterwards)
  expect(session?.keys).toMatchObject({ before: [], next: null })
  expect(session?.commitments.length).toBeGreaterThan(0)
  for (const { pursuit } of session?.commitments ?? []) expect(pursuit).toEqual(freshPursuit())
  // Whether it is over is looked at when two weeks have passed since somebody moved it on.
  expect((await store.list())[0]?.due).toEqual({ day: dayAfter(dayOf(session?.openedAt ?? Number.NaN), 14), hour: 6 })
  expect(session).toMatchObject({ withdrawn: 0, floors: { show: 5, counts: 8, room: 3 }, keys: { secret: null } })
  expect(session?.rounds.map(({ issue, gone }) => [issue, gone])).toEqual([
    [0, []],
    [0, []],
  ])
  expect(session?.ballots[0]?.published).toBeNull()
  expect(JSON.stringify(session)).not.toContain('a-plain-token-key')
  expect(await store.answers('s1', 'ballot.1')).toEqual([])
  expect(await store.answers('s1', 'ask.1')).toHaveLength(1)
  expect(await store.issue('s1', 'write.1~0', 'ana', 'hash')).toBe(true)
  await store.close()
})

test('addresses from before they were asked are confirmed, as their owners got reminders already', async () => {
  const file = join(aFolder(), 'eighty.db')
  const db = openDb(file)
  db.exec(`PRAGMA application_id = ${APPLICATION}`)
  migrate(db, file, MIGRATIONS.slice(0, 5))
  const now = given('ballot')
  const { reconvened: _reconvened, revoked: _revoked, ...afterwards } = now.afterwards
  const [ana, ben] = ['ana', 'ben'].map((person, since) => ({
    person,
    address: `${person}@team.example`,
    since: since + 1,
    told: ['open.day30'],
  }))
  const insert = db.prepare("INSERT INTO sessions (version, code, status, body, id) VALUES (1, NULL, 'live', ?, ?)")
  insert.run(JSON.stringify({ ...now, afterwards: { ...afterwards, reminders: [ana, ben] } }), 's1')
  insert.run(JSON.stringify({ ...now, afterwards }), 's2')
  db.close()

  const store = await openSqliteStore({ file })
  const session = await store.load('s1')
  expect(Session.safeParse(session).error).toBeUndefined()
  expect(session?.afterwards).toEqual({
    ...now.afterwards,
    reminders: [
      { ...ana, confirmed: 1 },
      { ...ben, confirmed: 2 },
    ],
  })
  const without = await store.load('s2')
  expect(Session.safeParse(without).error).toBeUndefined()
  expect(without?.afterwards).toEqual(now.afterwards)
  await store.close()
})
