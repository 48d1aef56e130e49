// Where the middle of some numbers lies, exactly or roughly; only thresholds.ts decides whether to say so.

/** Linear between the two neighbours (Hyndman and Fan's type 7). */
export function quantile(sorted: readonly number[], q: number): number {
  const at = (sorted.length - 1) * q
  const below = sorted[Math.floor(at)] ?? 0
  const above = sorted[Math.ceil(at)] ?? 0
  return below + (above - below) * (at - Math.floor(at))
}

/** Three significant digits. */
export function digits(x: number): number {
  return Number(x.toPrecision(3))
}

/** Beside zero one step is this wide, so that no whole number stands alone in a step. */
const LEAST = 2

/** The step of 0, 2, 5, 10, 20, 50 … that holds x: 23 lies between 20 and 50, 1 between 0 and 2, -2 between -2 and 0. */
export function around(x: number): { from: number; to: number } {
  const size = Math.abs(x)
  if (x >= 0 && size < LEAST) return { from: 0, to: LEAST }
  if (x < 0 && size <= LEAST) return { from: -LEAST, to: 0 }
  const exponent = Math.floor(Math.log10(size))
  const steps = [0.5, 1, 2, 5, 10, 20].map((step) => Number(`${step}e${exponent}`))
  if (x > 0) return { from: steps.findLast((step) => step <= size) ?? 0, to: steps.find((step) => step > size) ?? size }
  return { from: -(steps.find((step) => step >= size) ?? size), to: -(steps.findLast((step) => step < size) ?? 0) }
}
