// Reads the project's own sources for the tests that watch over the house: paths, texts, code without comments, imports.
import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** `path` is relative to the project, with `/`. */
export type SourceFile = { readonly path: string; readonly text: string }

/** What a file takes from another one. `runs`: it is there when the program runs, so no `import type`. */
export type Import = {
  /** Relative to the project for our own files, else the package's name as written. */
  readonly target: string
  readonly own: boolean
  readonly runs: boolean
  readonly lazy: boolean
}

/** All .ts, .tsx, .mjs and .css files under the given folders. */
export function sourceFiles(...folders: readonly string[]): SourceFile[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
    )
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.(tsx?|mjs|css)$/.test(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
}

const COMMENT_OR_STRING = /\/\*[\s\S]*?\*\/|(?<!:)\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g

/** The code with its comments blanked, strings kept. An apostrophe in JSX text may keep a comment alive on its line: stricter, not laxer. */
export function withoutComments(text: string): string {
  return text.replace(COMMENT_OR_STRING, (found) => (found.startsWith('/') ? ' ' : found))
}

const FROM = /\b(import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?\s+from\s*)?(['"])([^'"]+)\3/g
const LAZY = /\bimport\(\s*(['"])([^'"]+)\1\s*\)/g

/** Every import and re-export of one file, in no promised order. */
export function importsOf({ path, text }: SourceFile): Import[] {
  const code = withoutComments(text)
  const as = (name: string, runs: boolean, lazy: boolean): Import => {
    const own = name.startsWith('.')
    return { target: own ? posix.join(posix.dirname(path), name) : name, own, runs, lazy }
  }
  return [
    ...[...code.matchAll(FROM)].map(([, , type, , name = '']) => as(name, type === undefined, false)),
    ...[...code.matchAll(LAZY)].map(([, , name = '']) => as(name, true, true)),
  ]
}
