// Checks what we ship of other people's work, without a network: safe versions, licences, install scripts, the lockfile.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from './support/source-files.ts'

type Entry = {
  readonly version?: string
  readonly resolved?: string
  readonly integrity?: string
  readonly license?: string
  readonly dev?: boolean
  readonly optional?: boolean
  readonly hasInstallScript?: boolean
}
type Place = readonly [place: string, entry: Entry]

const lockText = readFileSync(join(ROOT, 'package-lock.json'), 'utf8')
const lock = JSON.parse(lockText) as { readonly packages: Readonly<Record<string, Entry>> }
const places: readonly Place[] = Object.entries(lock.packages).filter(([place]) => place !== '')
const shipped = places.filter(([, { dev }]) => !dev)

const nameAt = (place: string) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)

/** First version without the known vulnerabilities of each package; nested copies count too. */
const SAFE_FROM: Readonly<Record<string, string>> = {
  // CVE-2021-32640, CVE-2026-45736, CVE-2026-48779 and ws#2331 (tiny fragments)
  ws: '8.21.3',
  // CVE-2022-21676, CVE-2026-59725
  'engine.io': '6.6.7',
  // CVE-2022-2421, CVE-2023-32695, CVE-2026-33151
  'socket.io-parser': '4.2.6',
  // CVE-2024-38355
  'socket.io': '4.6.2',
  // CVE-2024-45590, CVE-2025-13466, CVE-2026-12590
  'body-parser': '2.3.0',
  // CVE-2025-15284, CVE-2026-2391, CVE-2026-82417, CVE-2026-82562
  qs: '6.16.0',
  // CVE-2024-45296, CVE-2026-4867, CVE-2026-4923, CVE-2026-4926
  'path-to-regexp': '8.4.0',
  // #516; #687 has no fix: the gate for client edits stands in for one
  yjs: '13.6.0',
}

const LICENCES = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'Unlicense',
  'CC0-1.0',
  // Fonts: free to ship and to embed in what is made with them.
  'OFL-1.1',
])
/** Packages that name their licence in an old way, which lockfiles do not carry; read in their package.json or LICENSE. */
const LICENCE_READ: Readonly<Record<string, string>> = { 'xmlhttprequest-ssl': 'MIT', 'png-js': 'MIT' }

/** Negative, zero or positive, as `a` is older than, equal to or newer than `b`. A pre-release is older than its release. */
function compareVersions(a: string, b: string): number {
  const parts = (version: string) => (version.split('-')[0] ?? '').split('.').map(Number)
  const [left, right] = [parts(a), parts(b)]
  const differing = [0, 1, 2].find((index) => left[index] !== right[index])
  if (differing !== undefined) return (left[differing] ?? 0) - (right[differing] ?? 0)
  return Number(b.includes('-')) - Number(a.includes('-'))
}

const unsafe = (all: readonly Place[]) =>
  all.flatMap(([place, { version = '0.0.0' }]) => {
    const safe = SAFE_FROM[nameAt(place)]
    return safe !== undefined && compareVersions(version, safe) < 0 ? [`${place} is ${version}, safe from ${safe}`] : []
  })

const unlicensed = (all: readonly Place[]) =>
  all
    .map(([place, { license }]) => [place, license ?? LICENCE_READ[nameAt(place)] ?? 'none'] as const)
    .filter(([, licence]) => !LICENCES.has(licence))
    .map(([place, licence]) => `${place}: ${licence}`)

test('no package is older than its first safe version', () => {
  expect(unsafe(places)).toEqual([])
  const nested = 'node_modules/engine.io/node_modules/ws'
  expect(unsafe([[nested, { version: '8.21.2' }]])).toEqual([`${nested} is 8.21.2, safe from 8.21.3`])
  expect(unsafe([['node_modules/ws', { version: '8.21.3-beta.1' }]])).toHaveLength(1)
  expect(unsafe([['node_modules/ws', { version: '10.0.0' }]])).toEqual([])
})

test('every package in the table of safe versions is one that we use', () => {
  const names = new Set(places.map(([place]) => nameAt(place)))
  expect(Object.keys(SAFE_FROM).filter((name) => !names.has(name))).toEqual([])
})

test('what we ship may be shipped: every licence is a permissive one', () => {
  expect(shipped.length).toBeGreaterThan(20)
  expect(unlicensed(shipped)).toEqual([])
  expect(unlicensed([['node_modules/x', { license: 'GPL-3.0' }]])).toHaveLength(1)
  expect(unlicensed([['node_modules/x', {}]])).toHaveLength(1)
})

test('a licence that was read by hand still stands in the package', () => {
  for (const [name, licence] of Object.entries(LICENCE_READ)) {
    const about = JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')) as {
      licenses?: { type: string }[]
    }
    const text = join(ROOT, 'node_modules', name, 'LICENSE')
    const read = about.licenses?.map(({ type }) => type) ?? [readFileSync(text, 'utf8').split(' License\n')[0]]
    expect(read).toEqual([licence])
  }
})

test('nothing that we ship runs a script when it is installed', () => {
  const inLock = shipped.filter(([, { hasInstallScript }]) => hasInstallScript).map(([place]) => place)
  const onDisk = shipped
    .map(([place]) => place)
    .filter((place) => existsSync(join(ROOT, place, 'package.json')))
    .filter((place) => {
      const about = JSON.parse(readFileSync(join(ROOT, place, 'package.json'), 'utf8')) as {
        scripts?: Record<string, string>
      }
      return ['preinstall', 'install', 'postinstall'].some((moment) => Object.hasOwn(about.scripts ?? {}, moment))
    })
  expect([...inLock, ...onDisk]).toEqual([])
  expect(existsSync(join(ROOT, 'node_modules/express/package.json'))).toBe(true)
})

test('the lockfile names no registry, and has a checksum for everything', () => {
  expect(places.filter(([, { resolved }]) => resolved !== undefined).map(([place]) => place)).toEqual([])
  expect(places.filter(([, { integrity }]) => integrity === undefined).map(([place]) => place)).toEqual([])
})

test('package.json asks registries only: no git, no files, no addresses', () => {
  const about = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<
    string,
    Record<string, string> | undefined
  >
  const ranges = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
    Object.entries(about[kind] ?? {}),
  )
  expect(ranges.length).toBeGreaterThan(10)
  expect(ranges.filter(([, range]) => !/^[\^~]?\d+(\.\d+){0,2}$/.test(range))).toEqual([])
})
