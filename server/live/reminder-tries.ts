// How often something is tried that could not be delivered: so many times, with longer and longer pauses, and then no more.

/** How often it failed, and when it is tried next (ms since epoch). */
export type Tries = { readonly tried: number; readonly notBefore: number }

const MINUTE = 60_000
/** Pauses between tries (ms). */
export const MAIL_PAUSES: readonly number[] = [MINUTE, 5 * MINUTE, 30 * MINUTE, 120 * MINUTE]
export const WEBHOOK_PAUSES: readonly number[] = [MINUTE, 5 * MINUTE]

/** After one more failure; null when it was the last try. */
export function triedOnce(before: Tries | undefined, pauses: readonly number[], now: number): Tries | null {
  const tried = (before?.tried ?? 0) + 1
  const pause = pauses[tried - 1]
  return pause === undefined ? null : { tried, notBefore: now + pause }
}
