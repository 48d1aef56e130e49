// Holm's step-down correction: p-values of several tests, adjusted so that the chance of any false alarm stays the same.

/** In the order given; each at most 1 and never below its own p. */
export function holm(ps: readonly number[]): number[] {
  const order = ps.map((p, at) => ({ p, at })).sort((a, b) => a.p - b.p)
  const adjusted = new Array<number>(ps.length).fill(1)
  let least = 0
  order.forEach(({ p, at }, rank) => {
    least = Math.max(least, Math.min(1, p * (ps.length - rank)))
    adjusted[at] = least
  })
  return adjusted
}
