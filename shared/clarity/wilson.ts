// How far a share could move if the same people were asked again.

/** 90 %, two-sided. */
export const WILSON_Z = 1.645

/** Wilson score interval for `count` of `of` (of > 0), 90 %, as fractions of 1. Source: Wilson 1927. */
export function wilson(count: number, of: number): { readonly low: number; readonly high: number } {
  const p = count / of
  const z2 = WILSON_Z * WILSON_Z
  const middle = (p + z2 / (2 * of)) / (1 + z2 / of)
  const half = (WILSON_Z / (1 + z2 / of)) * Math.sqrt((p * (1 - p)) / of + z2 / (4 * of * of))
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}
