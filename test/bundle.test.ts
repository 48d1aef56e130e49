// Weighs what a phone loads before it can show anything; reads the build, so `npm run build` comes first.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { ROOT } from './support/source-files.ts'

type Chunk = {
  readonly file: string
  readonly isEntry?: boolean
  readonly imports?: readonly string[]
  readonly dynamicImports?: readonly string[]
}
type Manifest = Readonly<Record<string, Chunk>>

const WEB = join(ROOT, 'dist/web')
const PAGES = ['home', 'phone', 'console', 'screen', 'board', 'anonymity']
const KIB = 1024
const PHONE_BUDGET = 100 * KIB

/** Only Yjs has this in every build: the sentence that it prints when it is loaded twice. */
const YJS = 'Yjs was already imported'

let manifest: Manifest

beforeAll(() => {
  const file = join(WEB, '.vite/manifest.json')
  if (!existsSync(file)) throw new Error('dist/web is not built; run `npm run build` first (`npm test` does).')
  manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest
})

/** Chunks that a browser fetches before the entry runs; `lazy`, also those that it may fetch later. */
function chunksOf(entry: string, reach: 'first load' | 'ever'): string[] {
  const seen = new Set([entry])
  for (const name of seen) {
    const chunk = manifest[name]
    for (const next of [...(chunk?.imports ?? []), ...(reach === 'ever' ? (chunk?.dynamicImports ?? []) : [])])
      seen.add(next)
  }
  return [...seen].map((name) => manifest[name]?.file ?? name).filter((name) => name.endsWith('.js'))
}

const read = (chunk: string) => readFileSync(join(WEB, chunk))
const weigh = (chunks: readonly string[]) =>
  chunks.reduce((sum, chunk) => sum + gzipSync(read(chunk), { level: 9 }).length, 0)
const entryOf = (page: string) => `${page}/index.html`

test('every page is an entry of its own', () => {
  const entries = Object.entries(manifest).filter(([, { isEntry }]) => isEntry)
  expect(entries.map(([name]) => name).sort()).toEqual(PAGES.map(entryOf).sort())
})

test('a phone has at most 100 KiB of JavaScript to load first (gzip)', () => {
  for (const page of PAGES) {
    const chunks = chunksOf(entryOf(page), 'first load')
    console.log(`${page}: ${(weigh(chunks) / KIB).toFixed(1)} KiB in ${chunks.length} files`)
  }
  const phone = chunksOf(entryOf('phone'), 'first load')
  expect(phone.length).toBeGreaterThan(0)
  expect(weigh(phone)).toBeLessThanOrEqual(PHONE_BUDGET)
})

test('Yjs comes to a phone later, when a text is opened', () => {
  const has = (chunk: string) => read(chunk).includes(YJS)
  expect(chunksOf(entryOf('phone'), 'first load').filter(has)).toEqual([])
  // Seen where it is, so that its absence above means something.
  expect(chunksOf(entryOf('phone'), 'ever').filter(has)).toHaveLength(1)
})

test('pages have no inline script and ask nobody else for anything', () => {
  for (const page of PAGES) {
    const html = readFileSync(join(WEB, entryOf(page)), 'utf8')
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/)
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//)
    expect(html).toMatch(/<script[^>]*type="module"/)
  }
})
