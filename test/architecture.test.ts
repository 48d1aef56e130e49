// Holds the house to its own rules; every rule is also shown a breach, so that none can fall asleep.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { LINES } from '../server/report.ts'
import * as rules from './support/house-rules.ts'
import { ROOT, type SourceFile, sourceFiles } from './support/source-files.ts'

const files = sourceFiles('server', 'client', 'shared', 'test')
// These two quote what they forbid.
const judged = files.filter(({ path }) => !/^test\/(architecture\.test|support\/house-rules)\.ts$/.test(path))

const PHONE = 'client/phone/main.tsx'

const file = (path: string, text: string): SourceFile => ({ path, text })

/** The rule, and breaches of it that it must find. */
const TABLE: readonly (readonly [string, rules.Rule, readonly SourceFile[]])[] = [
  [
    'imports flow in one direction',
    rules.importDirection,
    [
      file('shared/a.ts', "import { b } from '../server/core/b.ts'"),
      file('server/core/a.ts', "import type { B } from '../live/b.ts'"),
      file('server/live/a.ts', "import { b } from '../adapters/sqlite/b.ts'"),
      file('server/transport/a.ts', "export * from '../app.ts'"),
      file('client/phone/a.tsx', "const b = await import('../console/b.tsx')"),
      file('client/state/a.ts', "import '../ui/b.module.css'"),
      file('client/state/a.ts', "import {\n  b,\n  type C,\n} from '../../server/ports.ts'"),
      file('client/elsewhere/a.ts', ''),
    ],
  ],
  ['no file is longer than 300 lines', rules.fileSizes, [file('shared/a.ts', 'a\n'.repeat(301))]],
  [
    'core has no clock, no random, no waiting',
    rules.pureCore,
    ['Date.now()', 'new Date()', 'Math.random()', 'await x', 'async () => 1', 'setTimeout(f)', 'crypto.x'].map((code) =>
      file('server/core/a.ts', `const a = ${code}`),
    ),
  ],
  ['random numbers are strong ones', rules.noWeakRandom, [file('client/state/a.ts', 'Math.random()')]],
  [
    'browsers keep no cookies and send no beacons',
    rules.noTracesInBrowsers,
    [file('client/ui/a.ts', 'navigator.sendBeacon(x)'), file('client/ui/a.ts', "document.cookie = 'a'")],
  ],
  [
    'nothing needs a secure context',
    rules.noSecureContextNeeded,
    [file('client/state/a.ts', 'crypto.subtle.digest(x)'), file('client/state/a.ts', 'crypto.randomUUID()')],
  ],
  [
    'database drivers are known to adapters only',
    rules.driversInAdapters,
    [
      file('server/live/a.ts', "import Database from 'libsql'"),
      file('server/main.ts', "import D from 'better-sqlite3'"),
    ],
  ],
  [
    'React is known to views only',
    rules.reactInViewsOnly,
    [file('client/state/a.ts', "import { useState } from 'react'"), file('server/app.ts', "import 'react-dom/server'")],
  ],
  ['browser code knows no Node', rules.noNodeInBrowsers, [file('shared/a.ts', "import { join } from 'node:path'")]],
  [
    "a phone's first load has neither zod nor Yjs",
    rules.lightEntry(PHONE),
    [file(PHONE, "import { z } from 'zod/mini'"), file(PHONE, "import * as Y from 'yjs'")],
  ],
  [
    'every file opens with a sentence that says what it is for',
    rules.opensWithASentence,
    [file('shared/a.ts', "import { b } from './b.ts'"), file('shared/a.ts', '// @jsx-is-no-sentence-at-all here')],
  ],
  [
    'no drawers and no barrels',
    rules.noDrawers,
    ['shared/utils.ts', 'client/ui/index.ts', 'server/live/types.ts', 'server/helpers/a.ts'].map((path) =>
      file(path, ''),
    ),
  ],
  ['names are kebab-case', rules.kebabNames, [file('client/ui/RangeBar.tsx', ''), file('shared/room_code.ts', '')]],
  [
    'the words of the design are used',
    rules.ourWords,
    [file('server/core/a.ts', 'const userId = 1'), file('client/phone/a.tsx', "const say = 'Your Vote is in'")],
  ],
  [
    'no test sleeps',
    rules.noSleeps,
    [
      file('test/a.test.ts', 'await new Promise((resolve) => setTimeout(resolve, 50))'),
      file('test/a.test.ts', 'await page.waitForTimeout(50)'),
      file('test/a.test.ts', "import { setTimeout } from 'node:timers/promises'"),
    ],
  ],
  [
    'no test is left out',
    rules.everyTestRuns,
    ['test.only', 'describe.skip', 'test.concurrent.only', 'it.todo'].map((call) =>
      file('test/a.test.ts', `${call}('x')`),
    ),
  ],
  [
    'every name that is reported has its sentence',
    rules.reportsInTable(new Set(Object.keys(LINES))),
    [
      file('server/main.ts', "report('no-such-line', { port })"),
      file('server/main.ts', "report(full ? 'started' : 'no-such-line')"),
    ],
  ],
]

describe.each(TABLE)('%s', (_name, rule, breaches) => {
  test('in this house', () => expect(rule(judged)).toEqual([]))
  test.each(breaches)('breach %#: $path', (breach) => expect(rule([breach])).not.toEqual([]))
})

test('what is lazy or only a type is not in the first load, and what is hidden two files deep is', () => {
  const rule = rules.lightEntry(PHONE)
  const model = file('shared/model.ts', "import * as z from 'zod/mini'")
  expect(rule([file(PHONE, "import type { M } from '../../shared/model.ts'\nimport('yjs')"), model])).toEqual([])
  expect(rule([file(PHONE, "import { m } from '../../shared/model.ts'"), model])).toHaveLength(1)
})

test("the phone's entry is where these rules look for it", () => {
  expect(existsSync(join(ROOT, PHONE))).toBe(true)
  expect(readFileSync(join(ROOT, 'client/phone/index.html'), 'utf8')).toMatch(/src="(\.|\/phone)\/main\.tsx"/)
})

test('comments are not code, and strings are not comments', () => {
  expect(rules.pureCore([file('server/core/a.ts', '// no await here\n/* nor Date.now */')])).toEqual([])
  expect(rules.noWeakRandom([file('shared/a.ts', "const a = 'http://x' + Math.random()")])).not.toEqual([])
})

test('the top level holds what every such project has, and nothing else', () => {
  const allowed =
    /^(\..+|server|client|shared|test|docs|package(-lock)?\.json|tsconfig\.base\.json|vite\.config\.ts|README\.md|LICENSE|CHANGELOG\.md|Dockerfile|compose\.ya?ml)$/
  // Made by running it, and ignored by git.
  const made = new Set(['node_modules', 'dist', 'data', 'coverage'])
  expect(readdirSync(ROOT).filter((name) => !allowed.test(name) && !made.has(name))).toEqual([])
  expect('src').not.toMatch(allowed)
})

test('files stay small', () => {
  const lines = rules
    .measured(files.filter(({ path }) => !path.startsWith('test/')))
    .map((one) => one.lines)
    .sort((a, b) => a - b)
  const quantile = (share: number) => lines[Math.floor((lines.length - 1) * share)] ?? 0
  console.log(`${lines.length} files: median ${quantile(0.5)} lines, 90% have at most ${quantile(0.9)}`)
  expect(quantile(0.5)).toBeLessThanOrEqual(100)
  expect(quantile(0.9)).toBeLessThanOrEqual(220)
})
