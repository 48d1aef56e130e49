// What may be shown of echoes ("true where I work"): words or counts by theme, and which functions said it, never as a zero.
import * as z from 'zod/mini'
import { FLOORS } from '../limits.ts'
import { UNANIMITY_FROM } from './ballot.ts'
import { FUNCTIONS_MOST, toldCells } from './echo-cells.ts'
import type { Floors } from './floors.ts'
import { FUNCTION_LEAST, showFunction } from './rooms.ts'

const Count = z.int().check(z.nonnegative())

/** One theme's echoes. `soft` is what `bands` shows with `n` known, where counts would point at people. */
export const EchoShown = z.strictObject({
  level: z.enum(['bands', 'soft', 'counts']),
  /** Phones that took part; null at bands. */
  n: z.nullable(Count),
  /** People who said it; null below counts. */
  people: z.nullable(Count),
  /**
   * Null at counts. Bands: of five or six, half or more (most) or fewer (few); from seven two thirds or more, a third or fewer, or
   * between (some). Soft: all but two or more of them (most), two or fewer (few).
   */
  word: z.nullable(z.enum(['most', 'some', 'few'])),
  /** Functions that echoed it, among `countable` that may be told; null where none may be. */
  functions: z.nullable(z.strictObject({ echoed: Count, countable: Count })),
})
export type EchoShown = z.infer<typeof EchoShown>

/** Themes by functions: a cell says that people of this function echo the theme, or nothing at all. */
export const EchoMap = z.strictObject({
  functions: z.array(z.string()),
  /** `title` as people were asked. */
  rows: z.array(z.strictObject({ theme: z.string(), title: z.string(), echoed: z.array(z.boolean()) })),
})
export type EchoMap = z.infer<typeof EchoMap>

/** Exact counts; `functions` are those that had tokens of their own. */
export type Heard = {
  readonly phones: number
  readonly people: number
  readonly functions: readonly { readonly fn: string; readonly of: number; readonly people: number }[]
}

/**
 * The functions of which anything may be said: five people or more in them and outside them, and nobody is left over in a group
 * smaller than that, else the smallest goes to those left over. In the order given, the largest if there are too many.
 */
export function tellableFunctions(
  functions: readonly { readonly fn: string; readonly of: number }[],
  phones: number,
  floors: Floors = FLOORS,
): string[] {
  const least = Math.max(FUNCTION_LEAST, floors.show)
  const large = functions.filter(({ of }) => showFunction(of, phones - of, floors)).sort((a, b) => b.of - a.of)
  const kept = large.slice(0, FUNCTIONS_MOST)
  const rest = () => phones - kept.reduce((sum, { of }) => sum + of, 0)
  while (kept.length > 0 && rest() !== 0 && rest() < least) kept.pop()
  const told = new Set(kept.map(({ fn }) => fn))
  return functions.map(({ fn }) => fn).filter((fn) => told.has(fn))
}

/** Null when nothing may be shown. `before` are the floors by which it was first shown: raised since then, they only ever hide. */
export function showEcho(heard: Heard, floors: Floors = FLOORS, before: Floors = floors): EchoShown | null {
  const total = totalOf(heard, floors, before)
  if (total === null) return null
  const cells = cellsOf(heard, floors, before)
  const echoed = cells.filter((cell) => cell.echoed).length
  return { ...total, functions: echoed === 0 ? null : { echoed, countable: cells.length } }
}

/** Rows with something to say, in the order given; null when there is none. `order`: the functions as the session lists them. */
export function showEchoMap(
  echoes: readonly { readonly theme: string; readonly title: string; readonly heard: Heard; readonly before: Floors }[],
  order: readonly string[],
  floors: Floors = FLOORS,
): EchoMap | null {
  const told = echoes.flatMap(({ theme, title, heard, before }) => {
    const cells = totalOf(heard, floors, before) === null ? [] : cellsOf(heard, floors, before)
    return cells.some((cell) => cell.echoed) ? [{ theme, title, cells }] : []
  })
  if (told.length === 0) return null
  const functions = order.filter((fn) => told.some(({ cells }) => cells.some((cell) => cell.fn === fn)))
  const rows = told.map(({ theme, title, cells }) => {
    const said = new Set(cells.flatMap((cell) => (cell.echoed ? [cell.fn] : [])))
    return { theme, title, echoed: functions.map((fn) => said.has(fn)) }
  })
  return { functions, rows }
}

type Total = Omit<EchoShown, 'functions'>

function totalOf({ phones, people }: Heard, floors: Floors, before: Floors): Total | null {
  const was = totalBy(phones, people, before)
  // Where n was hidden it stays so: a floor raised one by one until the word goes away would tell it.
  if (was === null || was.n === null) return floors.show > before.show ? null : was
  return totalBy(phones, people, floors)
}

function totalBy(n: number, people: number, floors: Floors): Total | null {
  if (n < floors.show) return null
  if (n < floors.counts) return { level: 'bands', n: null, people: null, word: wordOf(n, people) }
  const exact = { level: 'counts', n, people, word: null } as const
  if (n >= Math.max(UNANIMITY_FROM, floors.counts)) return exact
  // One more than elsewhere: with one's own answer known, one of nine and all but one of nine are everybody else's.
  if (people <= 2) return { level: 'soft', n, people: null, word: 'few' }
  return people >= n - 2 ? { level: 'soft', n, people: null, word: 'most' } : exact
}

/** Each word fits three counts or more but where it must say "some": so with one's own answer known it is never nobody or everybody. */
function wordOf(n: number, people: number): 'most' | 'some' | 'few' {
  if (n < 7) return people * 2 < n ? 'few' : 'most'
  return people * 3 <= n ? 'few' : people * 3 >= n * 2 ? 'most' : 'some'
}

type Cell = { readonly fn: string; readonly echoed: boolean }

/** Decided by the floors of then; raised since, they take columns away and add none. */
function cellsOf({ phones, people, functions }: Heard, floors: Floors, before: Floors): Cell[] {
  const tellable = new Set(tellableFunctions(functions, phones, before))
  const still = new Set(tellableFunctions(functions, phones, floors))
  const groups = functions.filter(({ fn }) => tellable.has(fn))
  const told = toldCells(groups, people, phones)
  return groups.flatMap(({ fn }, at) => (still.has(fn) ? [{ fn, echoed: told[at] ?? false }] : []))
}
