// Builds dist/ when it is missing or older than a source.
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, runNpm } from './child.mjs'
import { ensureInstalled } from './install.mjs'
import { SetupProblem, say } from './say.mjs'

const SOURCES = [
  'server',
  'client',
  'shared',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
  'vite.config.ts',
]
/** Written last by the build, so a build that broke off counts as not done. */
const WITNESS = 'dist/web/.vite/manifest.json'

/** The latest change under a path, ms; folders count too, since a deleted file changes only its folder. */
function lastChange(path) {
  const about = statSync(path)
  if (!about.isDirectory()) return about.mtimeMs
  return readdirSync(path).reduce((latest, name) => Math.max(latest, lastChange(join(path, name))), about.mtimeMs)
}

function builtAt() {
  return statSync(join(ROOT, WITNESS), { throwIfNoEntry: false })?.mtimeMs ?? null
}

/** True if dist/ is there and newer than every source. */
function isBuilt() {
  const built = builtAt()
  return built !== null && SOURCES.every((source) => lastChange(join(ROOT, source)) <= built)
}

/** Builds what runs; shows the compiler's words only when it failed. */
export async function build() {
  say(builtAt() === null ? 'Building Eighty…' : 'Building Eighty again, since its sources changed…')
  const { status, output } = await runNpm(['run', '--silent', 'build'])
  if (status !== 0) throw new SetupProblem(`${output}\nThe build failed; the lines above say where.`)
}

/** Compiles the tests too, which only those who run them need. */
export async function checkTypes() {
  const { status, output } = await runNpm(['run', '--silent', 'types'])
  if (status !== 0) throw new SetupProblem(`${output}\nThe types do not fit; the lines above say where.`)
}

/** Makes dist/ and the packages that it runs on be there and up to date. */
export async function ensureBuilt() {
  if (isBuilt()) return ensureInstalled('run')
  await ensureInstalled('develop')
  await build()
}
