// Installs the packages that the lockfile names and node_modules lacks, quietly.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, runNpm } from './child.mjs'
import { SetupProblem, say } from './say.mjs'

/** Installed packages by their place, or null where nothing readable says so. */
function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(join(ROOT, file), 'utf8')).packages ?? null
  } catch {
    return null
  }
}

/**
 * Places in node_modules whose version is not the lockfile's. Optional packages may be absent: they depend on the platform.
 * `purpose` is `run` (what the built server needs) or `develop` (building and testing, too). Compares what npm wrote down and not file times, which a copy or a container image does not keep.
 */
export function missingPackages(wanted, installed, purpose) {
  return Object.entries(wanted)
    .filter(([place, entry]) => place !== '' && !entry.link && !entry.optional && !entry.devOptional)
    .filter(([, entry]) => purpose === 'develop' || !entry.dev)
    .filter(([place, entry]) => installed[place]?.version !== entry.version)
    .map(([place]) => place)
}

/** Makes node_modules match the lockfile as far as the purpose, `run` or `develop`, needs it. */
export async function ensureInstalled(purpose) {
  const wanted = packagesIn('package-lock.json')
  const installed = packagesIn('node_modules/.package-lock.json')
  if (wanted && installed && missingPackages(wanted, installed, purpose).length === 0) return
  say(
    installed ? 'Bringing the packages up to date…' : 'Installing the packages (only the first time; about a minute)…',
  )
  // NODE_ENV=production would leave the compiler out; what is asked for on the command line wins over it.
  const flags = ['--include=dev', '--include=optional', '--loglevel=error', '--no-audit', '--no-fund', '--no-progress']
  const first = wanted ? await runNpm(['ci', ...flags]) : { status: 1, output: '' }
  if (first.status === 0) return
  const second = await runNpm(['install', ...flags])
  if (second.status === 0) return
  throw new SetupProblem(
    `${first.output}${second.output}\n` +
      'The packages could not be installed. Eighty needs the internet once, for this step (later it opens no outside connection): ' +
      'check the connection or your npm registry setting and run the same command again.',
  )
}
