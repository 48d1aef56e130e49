// The programs that the benches speak to, as they are started from outside: JSON lines in, JSON lines out, and no network.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, describe, expect, test } from 'vitest'
import { aFolder } from '../contract/a-folder.ts'
import { ROOT } from '../support/source-files.ts'

/** Stale sources are built first. */
const TIMEOUT = { timeout: 180_000 }

const running: ChildProcessWithoutNullStreams[] = []
afterEach(() => {
  for (const child of running.splice(0)) child.kill()
})

/** `ask` writes a line and waits for the reply; `tell` only writes. */
function talk(child: ChildProcessWithoutNullStreams) {
  running.push(child)
  let problems = ''
  child.stderr.on('data', (chunk: Buffer) => {
    problems += chunk.toString()
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const tell = (message: object) => void child.stdin.write(`${JSON.stringify(message)}\n`)
  return {
    tell,
    async ask(message: object): Promise<Record<string, unknown>> {
      tell(message)
      const { value, done } = await lines.next()
      if (done) throw new Error(`it ended: ${problems}`)
      return JSON.parse(value) as Record<string, unknown>
    },
    async end() {
      const closed = once(child, 'close')
      child.stdin.end()
      const [status] = await closed
      return { status, problems }
    },
  }
}

const byNpm = (name: string) => talk(spawn('npm', ['run', '--silent', name], { cwd: ROOT }))

/** Under a guard that ends the program with the first word to the network. */
function guarded(file: string) {
  const guard = join(aFolder(), 'no-network.cjs')
  writeFileSync(
    guard,
    `const refuse = (what) => () => { process.stderr.write('NETWORK ' + what + '\\n'); process.exit(3) }
     require('node:net').Socket.prototype.connect = refuse('connect')
     require('node:dns').lookup = refuse('lookup')
     require('node:dgram').createSocket = refuse('dgram')
     globalThis.fetch = refuse('fetch')`,
  )
  return talk(spawn(process.execPath, ['--require', guard, join(ROOT, 'dist/server/bench', file)], { cwd: ROOT }))
}

const TEXTS = [
  'Every release waits for four signatures',
  'Sign-off by four managers takes weeks',
  'Our best nurses keep resigning',
  'People resign faster than we can hire nurses',
  'Lisbon was lovely',
]

/** Which cards are together, whatever their themes are called. */
function together(labels: unknown, texts: readonly string[]): string[] {
  const of = new Map<unknown, string[]>()
  for (const [i, label] of (labels as unknown[]).entries())
    if (label !== -1 && label !== null) of.set(label, [...(of.get(label) ?? []), texts[i] ?? ''])
  return [...of.values()].map((group) => group.sort().join(' | ')).sort()
}

describe('themes', () => {
  test('a line of labels for every session, the same in any order of its cards', TIMEOUT, async () => {
    const program = byNpm('themes:adapter')
    const one = await program.ask({ id: 'a', texts: TEXTS })
    const turned = TEXTS.toReversed()
    const two = await program.ask({ id: 'b', texts: turned })
    expect(one.labels).toHaveLength(TEXTS.length)
    expect(together(one.labels, TEXTS).length).toBeGreaterThan(0)
    expect(together(two.labels, turned)).toEqual(together(one.labels, TEXTS))
    expect(await program.ask({ id: 'c', texts: [] })).toEqual({ labels: [] })
    expect(await program.ask({ id: 'd', texts: ['', 'ok', '🔥'] })).toEqual({ labels: [-1, -1, -1] })
    expect(await program.end()).toMatchObject({ status: 0 })
  })

  test('asks nothing of any network', TIMEOUT, async () => {
    const program = guarded('themes-adapter.js')
    expect((await program.ask({ id: 'a', texts: TEXTS })).labels).toHaveLength(TEXTS.length)
    expect(await program.end()).toEqual({ status: 0, problems: '' })
  })
})

describe('the crowd', () => {
  type Program = ReturnType<typeof talk>

  /** Four people who know which problem a card speaks of; the last line's labels. */
  async function play(program: Program): Promise<unknown> {
    const problem = (card: unknown) => Math.floor(Number(card) / 2)
    const people = [0, 1, 2, 3].map((id) => ({ id, room: id % 2 }))
    program.tell({ type: 'session', id: 'a', texts: TEXTS, rooms: [0, 1, 0, 1, 0], people, answers: 4 })
    program.tell({ type: 'piles', room: 0, piles: [[0], [2], [4]] })
    let asked = 0
    for (let at = 0; at < 40; at += 2) {
      const person = (at / 2) % people.length
      const reply = await program.ask({ type: 'free', person, at })
      if (reply.type === 'rest') continue
      expect(reply.type).toBe('ask')
      asked++
      const options = reply.options as number[][]
      expect(options.length).toBeLessThanOrEqual(4)
      expect(options.flat()).not.toContain(reply.card)
      const choice = options.findIndex(([card]) => problem(card) === problem(reply.card))
      program.tell({ type: 'answer', person, card: reply.card, options, choice, at: at + 1 })
    }
    expect(asked).toBeGreaterThanOrEqual(8)
    const { labels } = await program.ask({ type: 'labels' })
    program.tell({ type: 'end' })
    return labels
  }

  test('asks one question at a time, and ends with what the room meant, the same every time', TIMEOUT, async () => {
    const program = byNpm('crowd:adapter')
    const labels = await play(program)
    expect(together(labels, TEXTS)).toEqual([
      [TEXTS[0], TEXTS[1]].sort().join(' | '),
      [TEXTS[2], TEXTS[3]].sort().join(' | '),
    ])
    expect(await play(program)).toEqual(labels)
    expect(await program.end()).toMatchObject({ status: 0 })
  })

  test('asks nothing of any network', TIMEOUT, async () => {
    const program = guarded('crowd-adapter.js')
    expect(await play(program)).toHaveLength(TEXTS.length)
    expect(await program.end()).toEqual({ status: 0, problems: '' })
  })
})
