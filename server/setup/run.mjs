// The other commands (test, check, rehearse, screens, benches and their adapters): get ready what they need, then run them.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, checkTypes, ensureBuilt } from './build.mjs'
import { ROOT, runProgram } from './child.mjs'
import { followNpm } from './follow-npm.mjs'
import { ensureInstalled } from './install.mjs'
import { ensureBrowser } from './install-browser.mjs'
import { checkNode } from './node-version.mjs'
import { orExplain, SetupProblem, say } from './say.mjs'

const VITEST = join(ROOT, 'node_modules/vitest/vitest.mjs')
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc')
const BIOME = join(ROOT, 'node_modules/@biomejs/biome/bin/biome')

/** vitest with a browser at hand; resolves to its status. NODE_ENV=production would switch React's test tools off. */
async function vitest(args, env = {}) {
  const browser = await ensureBrowser()
  const { status } = await runProgram(process.execPath, [VITEST, 'run', ...args], {
    show: true,
    env: { ...env, NODE_ENV: 'test', CHROME_PATH: browser },
  })
  return status
}

/** Everything, and the closing line last of all: nothing that vitest says while it ends can follow it. */
async function test(args) {
  const folder = mkdtempSync(join(tmpdir(), 'eighty-test-'))
  const note = join(folder, 'closing-line')
  let status = 1
  try {
    await ensureInstalled('develop')
    await build()
    await checkTypes()
    status = await vitest(args, { EIGHTY_CLOSING_LINE: note })
  } finally {
    const line = existsSync(note) ? readFileSync(note, 'utf8') : '0 passed, 1 failed'
    process.exitCode = status
    rmSync(folder, { recursive: true, force: true })
    process.on('exit', () => process.stdout.write(`${line}\n`))
  }
}

async function check() {
  await ensureInstalled('develop')
  say('Checking format and lint…')
  const { status } = await runProgram(process.execPath, [BIOME, 'check', '.'], { show: true })
  if (status !== 0)
    throw new SetupProblem('Format or lint is not right; `npx biome check --write .` repairs most of it.')
  await test([])
}

/** A verb of the terminal: what it reads and writes is its own. */
const verb = (name) => (args) => program('server/cli/main.js')([name, ...args])

/** A program of ours that runs as this very process: its input, output and status are its own. */
const program = (path) => async (args) => {
  await ensureBuilt()
  const file = join(ROOT, 'dist', path)
  process.argv = [process.execPath, file, ...args]
  await import(pathToFileURL(file).href)
}

async function screens(args) {
  await ensureInstalled('develop')
  await ensureBuilt()
  process.exitCode = await vitest(['--project', 'screens', ...args])
}

/** The linkage experiment; its own program says what it found and with which status it ends. */
async function benchAnonymity(args) {
  await ensureInstalled('develop')
  await ensureBuilt()
  const built = await runProgram(process.execPath, [TSC, '-b', 'test/bench'])
  if (built.status !== 0) throw new SetupProblem(`${built.output}\nThe experiment does not compile.`)
  const browser = await ensureBrowser()
  const { status } = await runProgram(process.execPath, [join(ROOT, 'dist/test/bench/main.js'), ...args], {
    show: true,
    env: { CHROME_PATH: browser },
  })
  process.exitCode = status
}

const TASKS = {
  test,
  check,
  rehearse: program('client/robots/rehearse.js'),
  screens,
  backup: verb('backup'),
  restore: verb('restore'),
  export: verb('export'),
  delete: verb('delete'),
  prune: verb('prune'),
  doctor: verb('doctor'),
  'bench:anonymity': benchAnonymity,
  'bench:themes': program('server/bench/themes-bench.js'),
  'themes:adapter': program('server/bench/themes-adapter.js'),
  'themes:vectors': program('server/bench/themes-vectors.js'),
  'crowd:adapter': program('server/bench/crowd-adapter.js'),
}

await orExplain(async () => {
  checkNode()
  followNpm()
  const [name, ...args] = process.argv.slice(2)
  if (!Object.hasOwn(TASKS, name ?? '')) throw new SetupProblem(`Say which: ${Object.keys(TASKS).join(', ')}.`)
  await TASKS[name](args)
})
