// Every way in which a small room can have said what it sees at work, and what somebody who knows one answer is left with.
import { FLOORS, type Floors, type Heard, showEcho, showEchoMap } from '../../shared/thresholds.ts'

/** People by function who said it; the last are those in no function. */
export type Table = readonly number[]

/** Every way in which groups of these sizes can have answered. */
export function* answers(sizes: readonly number[]): Generator<Table> {
  const [first, ...rest] = sizes
  if (first === undefined) yield []
  else for (let said = 0; said <= first; said++) for (const others of answers(rest)) yield [said, ...others]
}

export const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)

/** `sizes` of functions, then of those in none (0 for nobody). */
export function heardOf(sizes: readonly number[], table: Table): Heard {
  const functions = sizes.slice(0, -1).map((of, at) => ({ fn: `f${at}`, of, people: table[at] ?? 0 }))
  return { phones: sum(sizes), people: sum(table), functions }
}

/** All that anybody sees of one theme. */
export function seen(heard: Heard, floors: Floors = FLOORS, before: Floors = floors) {
  const functions = heard.functions.map(({ fn }) => fn)
  const map = showEchoMap([{ theme: 't', title: 'T', heard, before }], functions, floors)
  return { shown: showEcho(heard, floors, before), map }
}

/** The groups whose count is left in one way only, to whoever knows one answer; a total of twelve and more may do that by itself. */
export function counted(all: readonly Table[], sizes: readonly number[]): string[] {
  return sizes.flatMap((size, mine) =>
    size === 0
      ? []
      : [0, 1].flatMap((own) => {
          const left = all.filter((table) => (own === 1 ? (table[mine] ?? 0) > 0 : (table[mine] ?? 0) < size))
          return sizes.flatMap((of, group) =>
            left.length > 0 && of > 0 && new Set(left.map((table) => table[group])).size === 1
              ? [`${group} to ${own} of ${mine}`]
              : [],
          )
        }),
  )
}

/**
 * Who knows every size and one answer (a person of group `mine`, who said it or not): is somebody else's answer certain? Of each
 * group the others are looked at: all of them said it in every table that is left, or none did in any.
 */
export function certain(all: readonly Table[], sizes: readonly number[]): string[] {
  const found: string[] = []
  for (const [mine, size] of sizes.entries()) {
    if (size === 0) continue
    for (const own of [0, 1]) {
      const left = all.filter((table) => (own === 1 ? (table[mine] ?? 0) > 0 : (table[mine] ?? 0) < size))
      for (const [group, of] of sizes.entries()) {
        const others = of - (group === mine ? 1 : 0)
        if (left.length === 0 || others <= 0) continue
        const said = new Set(left.map((table) => (table[group] ?? 0) - (group === mine ? own : 0)))
        if (said.size === 1 && (said.has(0) || said.has(others))) found.push(`${group} to ${own} of ${mine}`)
      }
    }
  }
  return found
}
