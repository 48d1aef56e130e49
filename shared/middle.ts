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

/** Smaller sizes are zero to anyone who answers a question. */
const LEAST = 1e-6

/** The step of 1, 2, 5, 10, 20 … that holds x: 23 lies between 20 and 50. */
export function around(x: number): { from: number; to: number } {
  const size = Math.abs(x)
  if (size < LEAST) return x < 0 ? { from: -1, to: 0 } : { from: 0, to: 1 }
  const exponent = Math.floor(Math.log10(size))
  const steps = [0.5, 1, 2, 5, 10, 20].map((step) => Number(`${step}e${exponent}`))
  const from = steps.findLast((step) => step <= size) ?? 0
  const to = steps.find((step) => step > size) ?? size
  return x > 0 ? { from, to } : { from: -to, to: -from }
}
