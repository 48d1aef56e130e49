// What is ordered from the thread of the sentence model, and how its vectors are kept.

export type Order = { readonly number: number; readonly texts: readonly string[] }
export type Made =
  | { readonly number: number; readonly vectors: readonly Int16Array[] }
  | { readonly number: number; readonly problem: string }

/** What vectors are multiplied with before they are rounded: a whole number is the same on every machine. */
const UNIT = 16384

/** Of unit length × 16384, rounded; zeros for zeros. */
export function asStored(values: readonly number[]): Int16Array {
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))
  return Int16Array.from(values, (value) => (length > 0 ? Math.round((value / length) * UNIT) : 0))
}
