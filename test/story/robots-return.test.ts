// Robots practise on: when the server goes down and comes back, so do they, each on the seat that it had.
import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { type BuiltServer, builtServer } from '../support/built-server.ts'
import { create, Facilitator } from '../support/people.ts'
import { ROOT } from '../support/source-files.ts'

const PROGRAM = join(ROOT, 'dist/client/robots/main.js')
const PEOPLE = 5

let server: BuiltServer | null = null
let robots: ChildProcess | null = null
let facilitator: Facilitator | null = null
afterEach(async () => {
  robots?.kill('SIGTERM')
  facilitator?.close()
  await server?.stop()
})

test('robots come back when the server does, and go on', async () => {
  const at = await builtServer()
  server = at
  const created = await create(at.url)
  const desk = new Facilitator(at.url, created)
  facilitator = desk
  const started = fork(PROGRAM, ['--url', at.url, '--code', created.code, '--people', String(PEOPLE), '--hurry', '4'], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  robots = started
  const here = (people: readonly { readonly connected: boolean }[]) => people.filter((one) => one.connected).length
  const before = await desk.sees((view) => here(view.people) === PEOPLE, 'all robots', 20_000)

  await at.kill()
  await at.start()
  await desk.sees((view) => here(view.people) === PEOPLE, 'all robots again', 30_000)
  expect(started.exitCode).toBeNull()
  expect(desk.view.people.map((one) => one.id).sort()).toEqual(before.people.map((one) => one.id).sort())

  // They act on what is shown now.
  await desk.goTo('frame')
  await desk.sees((view) => view.people.some((one) => one.done), 'somebody done', 20_000)
})
