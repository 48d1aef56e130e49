// How well themes agree with those that readers made, as shares of one: what the themes bench and the rehearsal measure.

export type Figures = {
  /** Adjusted Rand index. */
  readonly ari: number
  /** B-cubed F1. */
  readonly b3: number
  /** Readers' themes of three cards or more that are met with Jaccard 0.5 or more. */
  readonly found: number
  /** Shown themes of three cards or more of which 70% are of one readers' theme. */
  readonly clean: number
  /** Cards in a theme. */
  readonly placed: number
}

export type Label = string | number | null

/** `read` by people, `shown` by a program; null: in no theme, each such card alone. */
export function figuresOf(read: readonly Label[], shown: readonly Label[]): Figures {
  const n = read.length
  const ofRead = groups(read)
  const ofShown = groups(shown)
  const big = (lists: readonly (readonly number[])[]) => lists.filter((list) => list.length >= 3)
  const real = ofShown.filter((list) => list.length >= 2)
  const golds = big(ofRead.filter((list) => read[list[0] ?? 0] !== null))
  const shownBig = big(ofShown)
  return {
    ari: adjustedRand(ofRead, ofShown, n),
    b3: bCubed(ofRead, ofShown, n),
    found: share(golds, (gold) => real.some((list) => jaccard(gold, list) >= 0.5), 1),
    clean: share(shownBig, (list) => largest(list, read) >= 0.7 * list.length, 0),
    placed: real.reduce((sum, list) => sum + list.length, 0) / n,
  }
}

function groups(labels: readonly Label[]): readonly (readonly number[])[] {
  const of = new Map<string, number[]>()
  for (const [i, label] of labels.entries()) {
    const key = label === null ? `alone ${i}` : `theme ${label}`
    of.set(key, [...(of.get(key) ?? []), i])
  }
  return [...of.values()]
}

const common = (a: readonly number[], b: readonly number[]) => {
  const inB = new Set(b)
  return a.filter((one) => inB.has(one)).length
}
const jaccard = (a: readonly number[], b: readonly number[]) => common(a, b) / (a.length + b.length - common(a, b))
const pairs = (count: number) => (count * (count - 1)) / 2
const sumOf = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0)

function share<T>(list: readonly T[], is: (one: T) => boolean, ofNone: number): number {
  return list.length === 0 ? ofNone : list.filter(is).length / list.length
}

function largest(list: readonly number[], read: readonly Label[]): number {
  const counts = new Map<Label, number>()
  for (const i of list) if (read[i] !== null) counts.set(read[i] ?? null, (counts.get(read[i] ?? null) ?? 0) + 1)
  return Math.max(0, ...counts.values())
}

type Lists = readonly (readonly number[])[]

function adjustedRand(a: Lists, b: Lists, n: number): number {
  const both = sumOf(a.flatMap((x) => b.map((y) => pairs(common(x, y)))))
  const ofA = sumOf(a.map((x) => pairs(x.length)))
  const ofB = sumOf(b.map((y) => pairs(y.length)))
  const chance = (ofA * ofB) / (pairs(n) || 1)
  const most = (ofA + ofB) / 2
  return most === chance ? 1 : (both - chance) / (most - chance)
}

function bCubed(read: Lists, shown: Lists, n: number): number {
  let precision = 0
  let recall = 0
  for (const a of read) {
    for (const b of shown) {
      const both = common(a, b)
      precision += (both * both) / b.length
      recall += (both * both) / a.length
    }
  }
  return (2 * precision * recall) / (n * (precision + recall))
}
