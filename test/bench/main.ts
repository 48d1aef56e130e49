// npm run bench:anonymity: plays the linkage experiment and prints its table. Ends with 1 if the honest build fails or a sabotage passes.
import { readFileSync, writeFileSync } from 'node:fs'
import { readArguments } from '../../client/robots/arguments.ts'
import { runExperiment } from './experiment.ts'
import { table } from './judge/table.ts'
import { fullPlan, quickPlan } from './plans.ts'

const PAGE = new URL('../../../docs/anonymity.md', import.meta.url)
const MARK = '<!-- measured -->'

const read = readArguments(process.argv.slice(2), ['quick', 'json', 'docs', 'sessions', 'seed'])
const quiet = read.flag('json')
// Yjs remarks upon one of the sabotages; what is printed is the result.
console.log = () => undefined
const say = (line: string) => void (quiet || process.stderr.write(`${line}\n`))
const seed = read.number('seed', Math.floor(Date.now() / 1000) % 1_000_000)
const plan = read.flag('quick') ? quickPlan(seed, say) : fullPlan(seed, read.number('sessions', 240), say)
say(`Seed ${seed}; again with --seed ${seed}.`)
const result = await runExperiment(plan)
// With --docs the table replaces the last one in the page about it, so that nobody has to copy figures.
if (read.flag('docs')) intoDocs(table(result))
process.stdout.write(`${quiet ? JSON.stringify(result) : table(result)}\n`)
process.exit(result.honest.passes && result.sabotages.every(({ caught }) => caught) ? 0 : 1)

function intoDocs(text: string): void {
  const page = readFileSync(PAGE, 'utf8')
  writeFileSync(PAGE, `${page.slice(0, page.indexOf(MARK) + MARK.length)}\n\n${text.trim()}\n`)
}
