// The results as Markdown.
import type { Result, SabotageResult } from '../experiment.ts'
import type { Row } from './rows.ts'
import { TARGETS } from './rows.ts'
import { verdictOf } from './verdict.ts'

const SAYS = { holds: 'holds', 'too few': 'too few to tell', fails: '**FAILS**' } as const

const points = (value: number) => (100 * value).toFixed(1)

function line(row: Row): string {
  const interval = `${points(row.right)} [${points(row.low)}, ${points(row.high)}]`
  const p = row.p >= 0.9995 ? '1' : row.p.toFixed(3)
  return `| ${row.target} | ${row.attack} | ${row.items} | ${interval} | ${points(row.baseline)} | ${points(row.permuted)} | ${p} | ${SAYS[verdictOf(row)]} |`
}

const HEAD = [
  '| target | attack | items | right %, or area [95 % CI] | knowing nothing | truth permuted | p (Holm) | |',
  '|---|---|---|---|---|---|---|---|',
]

function sabotageLine({ name, noticed, caught, cards }: SabotageResult): string {
  return `| ${name} | ${cards} | ${caught ? 'caught' : '**NOT CAUGHT**'} | ${noticed.slice(0, 6).join('; ') || '–'} |`
}

export function table(result: Result): string {
  const { honest } = result
  return [
    `Linkage experiment of ${result.date}, ${result.machine}, seed ${result.seed}: ${honest.sessions} sessions, ${honest.cards} cards, ${honest.people} phones (${honest.pages} of them pages in Chromium), in ${Math.round(result.seconds)} s.`,
    '',
    `Honest build: ${honest.passes ? 'passes' : '**FAILS**'}. Exact checks: ${honest.breaches.length === 0 ? 'no breach, identifier set empty' : `**${honest.breaches.length} breaches**`}.`,
    ...honest.breaches.slice(0, 20).map(({ check, says }) => `- ${check}: ${says}`),
    '',
    ...(honest.rows.length === 0 ? [] : [...HEAD, ...honest.rows.map(line), '']),
    `Targets: ${Object.entries(TARGETS)
      .map(([name, says]) => `${name} ${says}`)
      .join('; ')}.`,
    '',
    '| sabotage | cards | | noticed by |',
    '|---|---|---|---|',
    ...result.sabotages.map(sabotageLine),
    '',
    ...(result.control === null
      ? []
      : [
          `Positive control, a server made to tell (V6): ${points(result.control.right)} % of ${result.control.items} cards.`,
          '',
        ]),
    ...result.cost,
  ].join('\n')
}
