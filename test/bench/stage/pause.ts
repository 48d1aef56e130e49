// Time that passes between what people do in the scenario, and a meeting point for sessions that are played side by side.

export const pause = (ms: number): Promise<void> => new Promise((go) => setTimeout(go, Math.max(0, ms)))

/** Until it is so, or for this long (ms) at most. */
export async function patiently(is: () => boolean, atMost: number): Promise<void> {
  for (const until = Date.now() + atMost; !is() && Date.now() < until; ) await pause(50)
}

export type MeetingPoint = () => Promise<void>

/** Resolves for all when the last of `parties` has come and `then` is done. Each party comes once. */
export function meet(parties: number, then: () => Promise<void>): MeetingPoint {
  let come = 0
  let open: () => void = () => undefined
  let fail: (problem: unknown) => void = () => undefined
  const all = new Promise<void>((resolve, reject) => {
    open = resolve
    fail = reject
  })
  return () => {
    come++
    if (come === parties) then().then(open, fail)
    return all
  }
}
