// Vectors without what all of them share: the cards of a session answer one question, and that part would swamp the rest.
import type { Steps } from './steps.ts'

export type Vectors = readonly (Int16Array | null)[]

/** What stored vectors are multiplied with. */
const UNIT = 16384

/** Of those that are there and as long as the first of them; null if there is none. */
export function* meanOf(vectors: Vectors): Steps<Float64Array | null> {
  const given = vectors.filter((vector) => vector !== null)
  const mean = new Float64Array(given[0]?.length ?? 0)
  let taken = 0
  for (const vector of given) {
    if (vector.length !== mean.length) continue
    taken++
    for (let k = 0; k < mean.length; k++) mean[k] = (mean[k] ?? 0) + (vector[k] ?? 0) / UNIT
    yield
  }
  return taken === 0 ? null : mean.map((sum) => sum / taken)
}

/** `share` of the first and the rest of the second; the first alone, if the second is of another length or not known. */
export function blend(first: Float64Array, second: Float32Array | null, share: number): Float64Array {
  if (second?.length !== first.length) return first
  return first.map((value, k) => share * value + (1 - share) * (second[k] ?? 0))
}

/** Rows of unit length, the mean taken away; null where there is no vector, or nothing is left of it. */
export function* centre(vectors: Vectors, mean: Float64Array | null): Steps<(Float32Array | null)[]> {
  const rows: (Float32Array | null)[] = []
  for (const vector of vectors) {
    rows.push(vector === null || mean === null || vector.length !== mean.length ? null : without(vector, mean))
    yield
  }
  return rows
}

function without(vector: Int16Array, mean: Float64Array): Float32Array | null {
  const row = new Float32Array(vector.length)
  let squares = 0
  for (let k = 0; k < row.length; k++) {
    const value = (vector[k] ?? 0) / UNIT - (mean[k] ?? 0)
    row[k] = value
    squares += value * value
  }
  const length = Math.sqrt(squares)
  return length < 1e-6 ? null : row.map((value) => value / length)
}

/** The cosine of two rows. Four sums at once: the processor need not wait for one addition before the next. */
export function dot(a: Float32Array, b: Float32Array): number {
  let w = 0
  let x = 0
  let y = 0
  let z = 0
  const whole = a.length - (a.length % 4)
  for (let k = 0; k < whole; k += 4) {
    w += (a[k] ?? 0) * (b[k] ?? 0)
    x += (a[k + 1] ?? 0) * (b[k + 1] ?? 0)
    y += (a[k + 2] ?? 0) * (b[k + 2] ?? 0)
    z += (a[k + 3] ?? 0) * (b[k + 3] ?? 0)
  }
  for (let k = whole; k < a.length; k++) w += (a[k] ?? 0) * (b[k] ?? 0)
  return w + x + (y + z)
}
