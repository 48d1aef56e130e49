// Which units are together: every unit lies in one slot, and a slot knows its sums.
import { mayMeet, type Problem } from './problem.ts'

export type Partition = {
  /** By unit: its slot. There are as many slots as units; most are empty. */
  readonly slot: Int32Array
  /** By slot: units, sentences, and the similarities of all pairs of sentences. */
  readonly units: Int32Array
  readonly sentences: Float64Array
  readonly inside: Float64Array
}

/** What the similarity says about `sentences` lying together whose pairs' similarities add up to `inside`. */
export function cohesion({ weight, cost, least }: Problem, sentences: number, inside: number): number {
  if (sentences < 2) return 0
  return weight * ((2 * inside) / (sentences - 1) - least * sentences) - cost
}

/** `label` of each unit: equal labels lie together, but for units that may not. Slots are numbered by their first unit. */
export function partitionOf(problem: Problem, label: (unit: number) => number | string): Partition {
  const { n, alike } = problem
  const partition = emptyPartition(n)
  const members = new Map<number | string, number[]>()
  let slots = 0
  for (let unit = 0; unit < n; unit++) {
    const key = label(unit)
    const others = members.get(key) ?? []
    const first = others[0]
    if (first === undefined || !others.every((other) => mayMeet(problem, unit, other))) {
      if (first === undefined) members.set(key, [unit])
      put(problem, partition, unit, slots++, 0)
      continue
    }
    let affinity = 0
    for (const other of others) affinity += alike[unit * n + other] ?? 0
    put(problem, partition, unit, partition.slot[first] ?? 0, affinity)
    others.push(unit)
  }
  return partition
}

const emptyPartition = (n: number): Partition => ({
  slot: new Int32Array(n).fill(-1),
  units: new Int32Array(n),
  sentences: new Float64Array(n),
  inside: new Float64Array(n),
})

export function copyOf(partition: Partition): Partition {
  const { slot, units, sentences, inside } = partition
  return { slot: slot.slice(), units: units.slice(), sentences: sentences.slice(), inside: inside.slice() }
}

/** `affinity`: the sum of the unit's similarities to what lies in the slot. */
export function put({ n, size, alike }: Problem, to: Partition, unit: number, slot: number, affinity: number): void {
  to.slot[unit] = slot
  to.units[slot] = (to.units[slot] ?? 0) + 1
  to.sentences[slot] = (to.sentences[slot] ?? 0) + (size[unit] ?? 1)
  to.inside[slot] = (to.inside[slot] ?? 0) + affinity + (alike[unit * n + unit] ?? 0)
}

/** Takes the unit out of its slot. */
export function take({ n, size, alike }: Problem, from: Partition, unit: number, affinity: number): void {
  const slot = from.slot[unit] ?? -1
  from.slot[unit] = -1
  from.units[slot] = (from.units[slot] ?? 1) - 1
  from.sentences[slot] = (from.sentences[slot] ?? 1) - (size[unit] ?? 1)
  const left = (from.inside[slot] ?? 0) - affinity - (alike[unit * n + unit] ?? 0)
  from.inside[slot] = from.units[slot] === 0 ? 0 : left
}

/** All of slot `from` goes to slot `to`; `between`: the sum of the similarities between them. */
export function join(partition: Partition, from: number, to: number, between: number): void {
  const { slot, units, sentences, inside } = partition
  for (let unit = 0; unit < slot.length; unit++) if (slot[unit] === from) slot[unit] = to
  units[to] = (units[to] ?? 0) + (units[from] ?? 0)
  sentences[to] = (sentences[to] ?? 0) + (sentences[from] ?? 0)
  inside[to] = (inside[to] ?? 0) + (inside[from] ?? 0) + between
  units[from] = 0
  sentences[from] = 0
  inside[from] = 0
}

/** There is always one while a unit is out of its slot, and whenever two units lie together. */
export function emptySlot({ units }: Partition): number {
  return units.indexOf(0)
}
