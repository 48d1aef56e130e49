// Percentiles of what robots measured at their own sockets.

export type Latency = { readonly p50: number; readonly p95: number; readonly n: number }

/** Nearest-rank percentiles in ms; zeros when nothing was measured. */
export function latency(samples: readonly number[]): Latency {
  const sorted = [...samples].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
  return { p50: at(0.5), p95: at(0.95), n: sorted.length }
}

/** From the facilitator's command to the moment each robot saw the new step; both on this machine's clock. */
export class StepTimes {
  readonly #went = new Map<string, number>()
  readonly #seen: { readonly step: string; readonly at: number }[] = []

  went(step: string, at: number): void {
    this.#went.set(step, at)
  }

  seen(step: string, at: number): void {
    this.#seen.push({ step, at })
  }

  times(): number[] {
    return this.#seen.flatMap(({ step, at }) => {
      const went = this.#went.get(step)
      return went === undefined || at < went ? [] : [at - went]
    })
  }
}
