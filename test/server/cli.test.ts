// The terminal's verbs as programs of their own, on the folder of a real server: backup, restore, delete, prune, doctor.
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openSqliteStore } from '../../server/adapters/sqlite/sqlite-store.ts'
import { BoardRecord } from '../../shared/record.ts'
import { aSession } from '../contract/a-session.ts'
import { newSession } from '../core/given-session.ts'
import { builtServer } from '../support/built-server.ts'
import { catchMails } from '../support/mail-catcher.ts'
import { ROOT } from '../support/source-files.ts'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

function aPlace(): string {
  const folder = mkdtempSync(join(tmpdir(), 'eighty-cli-'))
  folders.push(folder)
  return folder
}

function run(folder: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return new Promise<{ status: number; out: string }>((resolve) => {
    execFile(
      process.execPath,
      [join(ROOT, 'dist/server/cli/main.js'), ...args],
      { cwd: folder, env: { ...process.env, DATA_DIR: folder, ...env } },
      (problem, out, err) => resolve({ status: problem === null ? 0 : Number(problem.code), out: out + err }),
    )
  })
}

async function create(url: string, title: string): Promise<string> {
  const body = {
    template: 'one-hour',
    title,
    statement: '',
    goal: '',
    roomSize: 5,
    minutes: {},
    functions: [],
    levels: [],
    robots: 0,
  }
  const reply = await fetch(`${url}/api/sessions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(reply.status).toBe(200)
  return ((await reply.json()) as { session: string }).session
}

test('a backup of a running server holds all that was acknowledged, and comes back elsewhere and in its own place', async () => {
  const server = await builtServer()
  const known: string[] = []
  for (let n = 0; n < 6; n++) known.push(await create(server.url, `Before ${n}`))
  const copy = join(aPlace(), 'copy.db')
  const [backup] = await Promise.all([
    run(server.folder, ['backup', copy]),
    (async () => {
      for (let n = 0; n < 6; n++) await create(server.url, `Meanwhile ${n}`)
    })(),
  ])
  expect(backup).toMatchObject({ status: 0 })
  expect(await run(server.folder, ['backup', copy])).toMatchObject({
    status: 1,
    out: expect.stringContaining('is there already'),
  })

  const elsewhere = aPlace()
  expect(await run(elsewhere, ['restore', copy])).toMatchObject({ status: 0 })
  const store = await openSqliteStore({ file: join(elsewhere, 'eighty.db') })
  const ids = (await store.list()).map(({ id }) => id)
  expect(ids).toEqual(expect.arrayContaining(known))
  await store.close()

  const open = await run(server.folder, ['restore', copy, '--replace'])
  expect(open).toMatchObject({ status: 1, out: expect.stringContaining('stop the server') })
  await server.kill()
  expect(await run(server.folder, ['restore', copy])).toMatchObject({
    status: 1,
    out: expect.stringContaining('--replace'),
  })
  expect(await run(server.folder, ['restore', copy, '--replace'])).toMatchObject({ status: 0 })
  expect(existsSync(join(server.folder, 'eighty.db.before'))).toBe(true)
  await server.start()
  expect((await fetch(`${server.url}/health`)).status).toBe(200)
  await server.stop()
}, 60_000)

test('a deleted session is gone from the file; one whose time is over goes by prune', async () => {
  const folder = aPlace()
  const file = join(folder, 'eighty.db')
  const store = await openSqliteStore({ file })
  const old = aSession('old', { title: 'Saffron', status: 'ended' })
  const ended = { ...newSession().afterwards, ended: 1_700_000_000_000, retention: 30 }
  await store.create({ ...old, afterwards: ended })
  await store.create({ ...newSession(), id: 'young', title: 'Turmeric' })
  await store.close()
  const bytes = () =>
    [file, `${file}-wal`]
      .filter(existsSync)
      .map((path) => readFileSync(path, 'latin1'))
      .join('')
  expect(bytes()).toContain('Saffron')
  expect((await run(folder, ['prune', '--list'])).out).toMatch(
    /old {2}ended {2}until 2023-12-14\nyoung {2}live {2}ends by itself on 1970-06-30/,
  )
  expect(await run(folder, ['prune'])).toMatchObject({ status: 0, out: 'One session was deleted.\n' })
  expect(bytes()).not.toContain('Saffron')
  expect(bytes()).toContain('Turmeric')
  expect(await run(folder, ['delete', 'nobody'])).toMatchObject({ status: 1, out: 'There is no session nobody.\n' })
  expect(await run(folder, ['delete', 'young'])).toMatchObject({ status: 0 })
  expect(bytes()).not.toContain('Turmeric')
})

test('a board is exported as what can be imported again, to the terminal or to a file that was not there', async () => {
  const folder = aPlace()
  const store = await openSqliteStore({ file: join(folder, 'eighty.db') })
  await store.create({ ...newSession(), id: 'spring', title: 'Saffron' })
  await store.close()
  const told = await run(folder, ['export', 'spring'])
  expect(told.status).toBe(0)
  const record = BoardRecord.parse(JSON.parse(told.out))
  expect(record).toMatchObject({ board: { session: 'spring', title: 'Saffron' }, cards: [] })
  const file = join(folder, 'board.json')
  expect(await run(folder, ['export', 'spring', file])).toMatchObject({ status: 0, out: `Written to ${file}.\n` })
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(record)
  expect(await run(folder, ['export', 'spring', file])).toMatchObject({ status: 1 })
  expect(await run(folder, ['export', 'nobody'])).toMatchObject({ status: 1, out: 'There is no session nobody.\n' })
})

test('the doctor says what is wrong, and a verb that is none says which there are', async () => {
  const folder = aPlace()
  expect(await run(folder, ['doctor'])).toMatchObject({ status: 0, out: expect.stringContaining('All is well.') })
  const bad = await run(folder, ['doctor'], { PORT: 'eighty', TRUST_PROXY: 'maybe' })
  expect(bad.status).toBe(1)
  expect(bad.out).toContain('BAD  PORT must be a whole number.')
  expect(bad.out).toContain('2 things are wrong.')
  const post = await catchMails({ name: 'eighty', password: 's3cret' })
  const [right, wrong] = [post.url, post.url.replace('s3cret', 'guess')].map((SMTP_URL) => ({
    SMTP_URL,
    MAIL_FROM: 'eighty@offsite.example',
  }))
  expect(await run(folder, ['doctor'], right)).toMatchObject({
    status: 0,
    out: expect.stringContaining('The mail server lets us in'),
  })
  const refused = await run(folder, ['doctor'], wrong)
  expect(refused).toMatchObject({ status: 1, out: expect.stringContaining('BAD  The mail server does not help') })
  expect(refused.out).not.toMatch(/guess|s3cret/)
  expect(post.mails).toEqual([])
  await post.close()
  const unknown = await run(folder, ['frobnicate'])
  expect(unknown).toMatchObject({ status: 1, out: expect.stringContaining('backup FILE') })
})
