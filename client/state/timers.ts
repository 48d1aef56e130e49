// Timers that all stop together.

export type Timers = {
  /** Calls `then` after so many ms, unless they have stopped. */
  later(ms: number, then: () => void): ReturnType<typeof setTimeout>
  stop(): void
}

export function openTimers(): Timers {
  const waiting = new Set<ReturnType<typeof setTimeout>>()
  let stopped = false
  return {
    later: (ms, then) => {
      const timer = setTimeout(() => {
        waiting.delete(timer)
        if (!stopped) then()
      }, ms)
      waiting.add(timer)
      return timer
    },
    stop: () => {
      stopped = true
      for (const timer of waiting) clearTimeout(timer)
      waiting.clear()
    },
  }
}
