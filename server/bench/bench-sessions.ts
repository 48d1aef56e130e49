// The labelled sessions that themes are measured on: the development data where it is at hand, else the small set of the tests.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Label } from '../../shared/theme-figures.ts'

export type BenchSession = {
  readonly type: string
  readonly texts: readonly string[]
  readonly labels: readonly Label[]
}

const ROOT = fileURLToPath(new URL(import.meta.url.endsWith('.js') ? '../../../' : '../../', import.meta.url))

type Builder = {
  readonly buildSessions: (
    folder: string,
    options: { readonly perType: number },
  ) => readonly { readonly dataset: string; readonly texts: readonly string[]; readonly gold: readonly Label[] }[]
}

/** Where the benches and their data lie, unless it is said otherwise: beside the project. */
export const SHARED = join(ROOT, '..', 'shared')

/** `shared`: the folder that holds `bench/themes` and `data/themes-dev`. */
export async function benchSessions(perType: number, shared: string): Promise<readonly BenchSession[]> {
  const builder = join(shared, 'bench/themes/lib/sessions.mjs')
  const data = join(shared, 'data/themes-dev')
  if (!existsSync(builder) || !existsSync(data)) return smallSessions()
  const { buildSessions } = (await import(pathToFileURL(builder).href)) as Builder
  return buildSessions(data, { perType }).map(({ dataset, texts, gold }) => ({ type: dataset, texts, labels: gold }))
}

export function smallSessions(): readonly BenchSession[] {
  const folder = join(ROOT, 'test/labelled-sessions')
  return readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .sort()
    .map((file) => {
      const rows = readFileSync(join(folder, file), 'utf8')
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => JSON.parse(line) as { readonly text: string; readonly label: string | null })
      return {
        type: file.split('-')[1] ?? file,
        texts: rows.map(({ text }) => text),
        labels: rows.map(({ label }) => label),
      }
    })
}
