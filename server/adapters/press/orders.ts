// What is ordered from the press, and what comes back; all of it survives a structured clone.

/** `record`: a board's record as JSON; `now` in ms since epoch. */
export type Order = { readonly record: string; readonly now: number }
export type Made = { readonly bytes: Uint8Array } | { readonly problem: string }

/** Never a message: it could quote what somebody wrote. */
export function mistake(problem: unknown): Made {
  return { problem: `a mistake of ours, ${problem instanceof Error ? problem.name : 'no error'}` }
}
