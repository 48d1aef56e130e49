// npm run rehearse: a server with a live session full of simulated participants, to practise with or (--exit) to measure.

import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { formatCode } from '../../shared/room-code.ts'
import { TEMPLATES, templateById } from '../../shared/templates/all.ts'
import type { ConsoleMine, ConsoleView } from '../../shared/views.ts'
import { openConnection } from '../state/connection.ts'
import { createSession } from '../state/join.ts'
import { readArguments } from './arguments.ts'
import { drive } from './drive.ts'
import { FUNCTIONS, LEVELS } from './fixtures/people.ts'
import { STATEMENTS } from './fixtures/statements.ts'
import { latency, StepTimes } from './latency.ts'
import { type Measured, measureThemes } from './measure-themes.ts'
import type { Count, Sample } from './robot.ts'
import { until } from './steer.ts'

const read = readArguments(process.argv.slice(2), [
  'people',
  'rooms',
  'template',
  'minutes',
  'exit',
  'json',
  'seed',
  'port',
])
const people = Math.max(1, read.number('people', 24))
const rooms = Math.max(1, read.number('rooms', 4))
const leaves = read.flag('exit')
const quiet = read.flag('json')
const template = templateById(read.text('template') ?? 'alignment-offsite')
if (template === null)
  throw new Error(`There is no such template. There are: ${TEMPLATES.map((one) => one.id).join(', ')}`)
/** With --exit the whole agenda takes about this many minutes. */
const minutes = read.number('minutes', 2)
/** How much faster than people robots think about small questions when nobody watches; many of them share one machine. */
const haste = Math.min(6, Math.max(1, 150 / people))
/** Robots seal one after the other on one core; a round ends as soon as all have sent, so nobody waits for this in vain. */
const graceMs = Math.min(50_000, Math.max(2500, people * 250))
const say = (line: string) => void (quiet || process.stdout.write(`${line}\n`))

const folder = mkdtempSync(join(tmpdir(), 'eighty-rehearsal-'))
const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const children: ChildProcess[] = []

const server = fork(at('../../server/main.js'), [], {
  env: {
    ...process.env,
    DATA_DIR: folder,
    PORT: String(read.number('port', 0)),
    ...(leaves ? { ROUND_SPREAD_MS: '2500', ROUND_GRACE_MS: String(graceMs) } : {}),
  },
  stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
})
children.push(server)
const { port } = await heard<{ port: number }>(server, 'listening')
const url = `http://127.0.0.1:${port}`

const { statement, goal } = STATEMENTS[0] ?? { statement: 'We practise.', goal: '' }
const created = await createSession(
  {
    template: template.id,
    title: 'Rehearsal',
    statement,
    goal,
    roomSize: template.roomSize,
    minutes: {},
    functions: [...FUNCTIONS],
    levels: [...LEVELS],
    robots: 0,
  },
  url,
)
if (!created.ok) throw new Error(created.refusal.code)
const { session, secret, code, screenKey } = created.data

const samples: Sample[] = []
const steps = new StepTimes()
const crew = fork(
  at('./main.js'),
  [
    '--url',
    url,
    '--code',
    code,
    '--people',
    String(people),
    '--seed',
    String(read.number('seed', 1)),
    ...(leaves ? ['--hurry', '1.5', '--haste', String(haste)] : []),
  ],
  {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  },
)
children.push(crew)
crew.on('message', (message: { is: string; sample?: Sample; step?: string; at?: number }) => {
  if (message.is === 'sample' && message.sample) samples.push(message.sample)
  if (message.is === 'step' && message.step !== undefined && message.at !== undefined)
    steps.seen(message.step, message.at)
})
say('')
say(`  Console     ${url}/console#s=${session}&k=${secret}`)
say(`  Projector   ${url}/screen#s=${session}&k=${screenKey}`)
say(`  Room code   ${formatCode(code)}`)
say('')
await heard(crew, 'joined')
say(`  ${people} robots have joined.`)

const end = (status: number) => {
  for (const child of children) child.kill('SIGTERM')
  server.on('exit', () => {
    rmSync(folder, { recursive: true, force: true })
    process.exit(status)
  })
}
process.on('SIGINT', () => end(0))
process.on('SIGTERM', () => end(0))

if (leaves) {
  const console = openConnection<ConsoleView, ConsoleMine>(url, {
    session,
    role: 'console',
    secret,
    label: 'Rehearsal',
  })
  await until(console, (view) => view.people.filter((person) => person.connected).length >= Math.floor(people * 0.9))
  const stepMs = (minutes * 60_000) / template.agenda.length / 2
  const found: { machine?: Measured | null; room?: Measured | null } = {}
  const reached = await drive({
    console,
    url,
    session,
    rooms,
    stepMs,
    // The slowest think for thirteen seconds.
    quietMs: 5000 + 20_000 / haste,
    say: (line) => say(`  · ${line}`),
    onGo: (step, when) => steps.went(step, when),
    onThemes: async (by) => {
      found[by] = await measureThemes(console)
    },
  })
  const cards = await console.ask('cards', {})
  const { count } = await answered<{ count: Count }>(crew, 'count', 'count')
  const { bytes } = await answered<{ bytes: number }>(server, 'rss', 'rss')
  const view = console.common.get()
  const onBoard = cards.ok ? (cards.data?.cards.length ?? 0) : 0
  const result = {
    people,
    cardsWritten: count.written,
    cardsOnBoard: onBoard,
    lost: count.written - count.withdrawn - onBoard - count.kept + count.answersMissed,
    keptOnPhones: count.kept,
    answers: { given: count.answers, counted: count.answersIn },
    themes: view?.themes.length ?? 0,
    sorting: {
      answers: count.sorted,
      secondsPerPerson: Math.round(count.sortedFor / Math.max(1, count.sorters)),
      ari: found.room?.ari ?? null,
      found: found.room?.found ?? null,
    },
    machineAlone: found.machine ?? null,
    commitments: (view?.commitments ?? []).map((one) => {
      const result = one.ballots.at(-1)?.result
      return {
        what: one.wording.what,
        floor: result?.floor?.percent ?? null,
        ceiling: result?.ceiling?.percent ?? null,
        verdict: result?.verdict ?? null,
      }
    }),
    latencyMs: {
      actToVisible: latency(samples.filter((one) => one.of === 'act').map((one) => one.ms)),
      commandToSaved: latency(samples.filter((one) => one.of === 'command').map((one) => one.ms)),
      commandToView: latency(steps.times()),
    },
    rssMiB: Math.round(bytes / 1024 / 1024),
    steps: reached,
  }
  process.stdout.write(`${JSON.stringify(result, null, quiet ? 0 : 2)}\n`)
  console.close()
  end(result.lost === 0 && count.kept === 0 && reached.length === template.agenda.length ? 0 : 1)
}

/** The next message of this kind from a child; rejects when it ends first. */
function heard<T>(child: ChildProcess, kind: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const listen = (message: { is?: string }) => {
      if (message.is !== kind) return
      child.off('message', listen)
      resolve(message as T)
    }
    child.on('message', listen)
    child.once('exit', () => reject(new Error('it ended before it was ready')))
  })
}

function answered<T>(child: ChildProcess, question: string, kind: string): Promise<T> {
  const answer = heard<T>(child, kind)
  child.send(question)
  return answer
}
