// What themes are worth once the room has sorted: the crowd bench's simulated people against the program they would meet.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** As the crowd bench counts them: shares in percent, `edits` what is left to the facilitator, seconds a person, milliseconds. */
type RoomFigures = {
  readonly ari: number
  readonly b3: number
  readonly found: number
  readonly edits: number
  readonly seconds: number
  readonly askP95: number
}

export type RoomRun = {
  readonly name: string
  readonly figures: RoomFigures
  /** Figures that are held to a floor and miss it. */
  readonly missed: readonly string[]
}

type Case = {
  readonly name: string
  readonly args: readonly string[]
  readonly least: Readonly<Record<'ari' | 'b3' | 'found', number>>
  readonly editsMost: number
}

/** 24 people, 12 answers each, on the development data (CROWDSORT.md §6). */
const CASES: readonly Case[] = [
  {
    name: 'rooms piled, 20% wrong',
    args: ['--rooms-sort'],
    least: { ari: 77, b3: 85, found: 89 },
    editsMost: 13,
  },
  {
    name: 'rooms piled, 30% wrong',
    args: ['--rooms-sort', '--error', '0.3'],
    least: { ari: 70, b3: 80, found: 80 },
    editsMost: 20,
  },
  {
    name: 'a fifth absent, one adversary',
    args: ['--rooms-sort', '--absent', '0.2', '--adversaries', '1'],
    least: { ari: 74, b3: 82, found: 87 },
    editsMost: 17,
  },
  { name: 'no piles, 20% wrong', args: [], least: { ari: 68, b3: 79, found: 81 }, editsMost: 20 },
]
const LIMITS = { seconds: 100, askP95: 25 } as const

type Report = {
  readonly macro: Readonly<Record<string, RoomFigures>>
  readonly faults: number
  readonly unequal: number
}

/** One run after the other, each played twice; none where the bench is not at hand. `shared`: the folder that holds it. */
export async function* roomRuns(shared: string): AsyncGenerator<RoomRun, void, undefined> {
  const simulate = join(shared, 'bench/crowd/simulate.mjs')
  if (!existsSync(simulate)) return
  for (const one of CASES) {
    const { macro, faults, unequal } = await simulated(simulate, one.args)
    const figures = macro['12']
    if (figures === undefined) throw new Error(`the crowd bench gave no figures for "${one.name}"`)
    const missed = (['ari', 'b3', 'found'] as const).filter((name) => figures[name] < one.least[name]) as string[]
    if (figures.edits > one.editsMost) missed.push('edits')
    if (figures.seconds > LIMITS.seconds) missed.push('seconds')
    if (figures.askP95 > LIMITS.askP95) missed.push('askP95')
    if (faults > 0) missed.push(`${faults} faults`)
    if (unequal > 0) missed.push(`${unequal} differ when repeated`)
    yield { name: one.name, figures, missed }
  }
}

async function simulated(simulate: string, args: readonly string[]): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'eighty-bench-'))
  try {
    const out = join(folder, 'figures.json')
    const adapter = fileURLToPath(new URL('crowd-adapter.js', import.meta.url))
    const cmd = `"${process.execPath}" "${adapter}"`
    const child = spawn(process.execPath, [simulate, '--cmd', cmd, '--at', '12', '--repeat', ...args, '--out', out], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    await once(child, 'close')
    return JSON.parse(readFileSync(out, 'utf8')) as Report
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
