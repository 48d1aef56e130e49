// The terminal's way in: `main.js VERB ARGS`, as the scripts of package.json call it.

import { StoreProblem } from '../adapters/sqlite/store-problem.ts'
import { ConfigProblem, readConfig, withEnvFile } from '../config.ts'
import { Misused, VERBS } from './verbs.ts'

const [name = '', ...args] = process.argv.slice(2)
const say = (line: string) => void process.stdout.write(`${line}\n`)

async function main(): Promise<number> {
  const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined
  if (verb === undefined) {
    for (const { usage, says } of Object.values(VERBS)) say(`${usage.padEnd(26)}${says}`)
    return name === '' || name === 'help' ? 0 : 1
  }
  const env = withEnvFile(process.env)
  return verb.run({ args, env, folder: folderOf(env), now: Date.now(), say })
}

/** Where the data is must be known even when another setting is wrong: the doctor is called because of such things. */
function folderOf(env: NodeJS.ProcessEnv): string {
  try {
    return readConfig(env).DATA_DIR
  } catch (problem) {
    if (!(problem instanceof ConfigProblem)) throw problem
    return readConfig(env.DATA_DIR === undefined ? {} : { DATA_DIR: env.DATA_DIR }).DATA_DIR
  }
}

main().then(
  (status) => {
    process.exitCode = status
  },
  (problem: unknown) => {
    const words = problem instanceof StoreProblem ? problem.say : problem instanceof Misused ? problem.message : null
    process.stderr.write(`${words ?? (problem instanceof Error ? problem.stack : String(problem))}\n`)
    process.exitCode = 1
  },
)
