// How long the event loop was held by our own work from one turn to the next.

export type LoopWatch = {
  /** Stops watching; the longest turn (ms). */
  stop(): number
}

/**
 * Starts to measure; the reply says how long this process worked since (ms). The clock alone would count what others on the machine
 * did meanwhile, and the processor alone what collects garbage beside us: held it was for no longer than the less of them.
 */
export function workSince(): () => number {
  const before = process.cpuUsage()
  const from = performance.now()
  return () => {
    const { user, system } = process.cpuUsage(before)
    return Math.min((user + system) / 1000, performance.now() - from)
  }
}

export function watchLoop(): LoopWatch {
  let longest = 0
  let watching = true
  let spent = workSince()
  const turn = () => {
    if (!watching) return
    longest = Math.max(longest, spent())
    spent = workSince()
    setImmediate(turn)
  }
  setImmediate(turn)
  return {
    stop: () => {
      watching = false
      return longest
    },
  }
}
