// The rules of the house that the compiler cannot see: each takes files and gives one sentence for every breach.
import { type Import, importsOf, type SourceFile, withoutComments } from './source-files.ts'

export type Rule = (files: readonly SourceFile[]) => string[]

const isCode = ({ path }: SourceFile) => /\.(tsx?|mjs)$/.test(path)
const isTyped = ({ path }: SourceFile) => /\.tsx?$/.test(path)
const under =
  (...folders: readonly string[]) =>
  ({ path }: SourceFile) =>
    folders.some((folder) => path.startsWith(`${folder}/`))

/** Which part of the house a path belongs to; the longest name wins. */
const PARTS = [
  'shared',
  'server/core',
  'server/themes',
  'server/sorting',
  'server/export',
  'server/bench',
  'server/live',
  'server/transport',
  'server/adapters',
  'server/cli',
  'server/setup',
  'server/ports.ts',
  'server/app.ts',
  'server/main.ts',
  'server',
  'client/state',
  'client/robots',
  'client/ui',
  'client/styles',
  'client/home',
  'client/phone',
  'client/console',
  'client/screen',
  'client/board',
  'client/anonymity',
  'test',
] as const
type Part = (typeof PARTS)[number]

const PAGE: readonly Part[] = ['shared', 'client/state', 'client/ui', 'client/styles']

/** Who may take from whom, besides from itself. `server` are the files beside app.ts, such as config.ts and report.ts. */
const MAY_IMPORT: Readonly<Record<Part, readonly Part[]>> = {
  shared: [],
  'server/core': ['shared'],
  'server/ports.ts': ['shared'],
  'server/themes': ['shared'],
  'server/sorting': ['shared', 'server/themes'],
  'server/export': ['shared'],
  'server/bench': ['shared', 'server/themes', 'server/sorting', 'server/adapters', 'server/ports.ts'],
  'server/live': ['shared', 'server/core', 'server/themes', 'server/sorting', 'server/ports.ts'],
  'server/transport': ['shared', 'server/core', 'server/live', 'server/export', 'server/ports.ts'],
  'server/adapters': ['shared', 'server/export', 'server/ports.ts'],
  'server/cli': ['shared', 'server/core', 'server/adapters', 'server/ports.ts', 'server'],
  'server/setup': [],
  'server/app.ts': [
    'shared',
    'server/core',
    'server/themes',
    'server/live',
    'server/transport',
    'server/adapters',
    'server/ports.ts',
    'server',
  ],
  'server/main.ts': ['shared', 'server/adapters', 'server/ports.ts', 'server/app.ts', 'server'],
  server: ['shared', 'server/setup', 'server/ports.ts'],
  'client/state': ['shared'],
  'client/robots': ['shared', 'client/state'],
  'client/ui': ['shared', 'client/state', 'client/styles'],
  'client/styles': [],
  'client/home': PAGE,
  'client/phone': PAGE,
  'client/console': PAGE,
  'client/screen': PAGE,
  'client/board': PAGE,
  'client/anonymity': PAGE,
  test: PARTS,
}

const partOf = (path: string): Part | undefined => PARTS.find((part) => path === part || path.startsWith(`${part}/`))

export const importDirection: Rule = (files) =>
  files.filter(isCode).flatMap((file) => {
    const part = partOf(file.path)
    if (part === undefined) return [`${file.path} is in no part of the house; give its folder a row in house-rules.ts`]
    return importsOf(file)
      .filter(({ own, target }) => own && !target.startsWith('dist/'))
      .filter(({ target }) => {
        const from = partOf(target)
        return from === undefined || (from !== part && !MAY_IMPORT[part].includes(from))
      })
      .map(({ target }) => `${file.path} must not import ${target}`)
  })

const LONGEST = 300

/** Texts for robots are data, as long as they need to be. */
export const measured = (files: readonly SourceFile[]) =>
  files
    .filter((file) => !under('client/robots/fixtures')(file))
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))

export const fileSizes: Rule = (files) =>
  measured(files)
    .filter(({ lines }) => lines > LONGEST)
    .map(({ path, lines }) => `${path} has ${lines} lines, more than ${LONGEST}`)

/** A rule that forbids patterns in the code (not in comments) of some files. */
function forbids(where: (file: SourceFile) => boolean, patterns: readonly RegExp[]): Rule {
  return (files) =>
    files
      .filter((file) => isCode(file) && where(file))
      .flatMap((file) => {
        const code = withoutComments(file.text)
        return patterns.flatMap((pattern) => {
          const found = pattern.exec(code)
          return found ? [`${file.path} has ${found[0].trim()}`] : []
        })
      })
}

/** DESIGN §2: `decide` is a pure function. */
export const pureCore = forbids(under('server/core'), [
  /\bDate\.now\b/,
  /\bnew Date\(\s*\)/,
  /\bperformance\b/,
  /\bMath\.random\b/,
  /\bcrypto\b/,
  /\basync\b/,
  /\bawait\b/,
  /\bsetTimeout\b|\bsetInterval\b/,
])

export const noWeakRandom = forbids(under('shared', 'server', 'client'), [/\bMath\.random\b/])

export const noTracesInBrowsers = forbids(under('shared', 'client'), [/\bsendBeacon\b/, /\bdocument\.cookie\b/])

/** HTTP on hotel wifi is no secure context: these may be used only in a file that first looks whether they are there. */
export const noSecureContextNeeded: Rule = (files) =>
  [
    'crypto.subtle',
    'crypto.randomUUID',
    'navigator.clipboard',
    'navigator.wakeLock',
    'navigator.serviceWorker',
  ].flatMap((name) => {
    const looked = new RegExp(`${name.replace('.', '\\.')}\\?\\.|typeof ${name}|'${name.split('.')[1]}' in `)
    return files
      .filter((file) => isCode(file) && under('shared', 'client')(file))
      .filter(({ text }) => withoutComments(text).includes(name) && !looked.test(text))
      .map(({ path }) => `${path} takes ${name} for granted`)
  })

const SLEEPS = [
  /\bwaitForTimeout\b/,
  /\bsetTimeout\(\s*(resolve|done|r|res)\b/,
  /\bsleep\(/,
  /\{[^}]*\bsetTimeout\b[^}]*\} from ['"](node:)?timers\/promises['"]/,
]
export const noSleeps = forbids(under('test'), SLEEPS)

export const everyTestRuns = forbids(under('test'), [/\b(test|it|describe|suite)(\.\w+)*\.(only|skip|todo|fails)\b/])

const imports =
  (where: (file: SourceFile) => boolean, bad: (taken: Import) => boolean): Rule =>
  (files) =>
    files
      .filter((file) => isCode(file) && where(file))
      .flatMap((file) =>
        importsOf(file)
          .filter(bad)
          .map(({ target }) => `${file.path} must not import ${target}`),
      )

const DRIVERS = /^(libsql|better-sqlite3|node:sqlite|pg|ioredis|redis)$/
export const driversInAdapters = imports(
  (file) => !under('server/adapters', 'test')(file),
  ({ target }) => DRIVERS.test(target),
)

const REACT_AT_HOME = under(
  'client/ui',
  'client/home',
  'client/phone',
  'client/console',
  'client/screen',
  'client/board',
  'client/anonymity',
  'test',
)
export const reactInViewsOnly = imports(
  (file) => !REACT_AT_HOME(file),
  ({ target }) => /^react(-dom)?(\/|$)/.test(target),
)

export const noNodeInBrowsers = imports(
  under(
    'shared',
    'client/state',
    'client/ui',
    'client/home',
    'client/phone',
    'client/console',
    'client/screen',
    'client/board',
    'client/anonymity',
  ),
  ({ target }) => target.startsWith('node:'),
)

/** Everything that a browser must have before the entry runs, and which file asked for it; lazy imports excluded. */
export function staticallyReached(files: readonly SourceFile[], entry: string): ReadonlyMap<string, string> {
  const known = new Map(files.map((file) => [file.path, file]))
  const reached = new Map([[entry, entry]])
  for (const path of reached.keys()) {
    const file = known.get(path)
    for (const { target, runs, lazy } of file && isCode(file) ? importsOf(file) : []) {
      if (runs && !lazy && !reached.has(target)) reached.set(target, path)
    }
  }
  return reached
}

const HEAVY = /^(zod|yjs|y-websocket|y-protocols|lib0|uqr)(\/|$)/

/** The first load of a phone stays small: what is heavy comes later, with `import()`. */
export const lightEntry =
  (entry: string): Rule =>
  (files) =>
    [...staticallyReached(files, entry)]
      .filter(([target]) => HEAVY.test(target))
      .map(([target, path]) => `${path} brings ${target} into the first load of ${entry}`)

export const opensWithASentence: Rule = (files) =>
  files
    .filter(isTyped)
    .filter(({ text }) => !/^(\/\/|\/\*\*?) (?!@|biome|eslint).{15,}/.test(text.split('\n')[0] ?? ''))
    .map(({ path }) => `${path} does not open with a sentence that says what it is for`)

const DRAWERS = /(^|\/)(utils?|helpers?|types|constants|common|misc|services?|lib|index)(\/|\.tsx?$)/
export const noDrawers: Rule = (files) =>
  files
    .filter((file) => isCode(file) && DRAWERS.test(file.path))
    .map(({ path }) => `${path} is named after nothing in particular`)

export const kebabNames: Rule = (files) =>
  files
    .filter(
      ({ path }) =>
        !/^[a-z0-9]+(-[a-z0-9]+)*(\.(test|config|module|d))?\.(tsx?|mts|mjs|css)$/.test(path.split('/').at(-1) ?? ''),
    )
    .map(({ path }) => `${path} is not in kebab-case`)

/** DESIGN §3, column "not": only words that have no honest second meaning in our code. */
const STRANGERS = new Set([
  'admin',
  'game',
  'phase',
  'guest',
  'upvote',
  'sticky',
  'slug',
  'jwt',
  'standup',
  'poll',
  'vote',
  'votes',
  'voter',
  'voting',
  'user',
  'users',
])
/** People's own words, and names that are not ours to choose. */
const SPEAKS_FREELY = under('client/robots/fixtures', 'server/themes', 'server/setup', 'test')
const GIVEN_NAMES = /user-?agent|user_version|user-?select|user-event|position: 'sticky'/gi

export const ourWords: Rule = (files) =>
  files
    .filter((file) => isTyped(file) && !SPEAKS_FREELY(file))
    .flatMap(({ path, text }) => {
      const code = withoutComments(text).replace(GIVEN_NAMES, ' ')
      const words =
        code
          .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
          .toLowerCase()
          .match(/[a-z]+/g) ?? []
      return [...new Set(words)]
        .filter((word) => STRANGERS.has(word))
        .map((word) => `${path} says "${word}"; DESIGN §3 has our word for it`)
    })

/** Names that the code reports and the table of report.ts does not know. */
export const reportsInTable =
  (names: ReadonlySet<string>): Rule =>
  (files) =>
    files
      .filter((file) => under('server')(file) && isTyped(file))
      .flatMap(({ path, text }) =>
        [...withoutComments(text).matchAll(/\breport\(([^,)]*)/g)]
          .flatMap(([, first = '']) => [...first.matchAll(/'([a-z]+(?:-[a-z]+)*)'/g)])
          .filter(([, name = '']) => !names.has(name))
          .map(([, name = '']) => `${path} reports '${name}', which report.ts has no sentence for`),
      )
