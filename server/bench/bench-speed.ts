// How long clustering takes, how long it holds the event loop at a time, and whether it ever asks anything of a network.
import { createHook } from 'node:async_hooks'
import type { Prior } from '../themes/prior.ts'
import { compareAll, cutProposal, type ThemeCard } from '../themes/propose-themes.ts'
import type { Steps } from '../themes/steps.ts'

export type Speed = {
  /** Milliseconds of this process's own work. */
  readonly all: number
  /** The longest piece between two times that others get their turn (ms). */
  readonly longest: number
}

/** From vectors to themes. */
export function speedOf(cards: readonly ThemeCard[], prior: Prior): Speed {
  let longest = 0
  const run = <T>(steps: Steps<T>): T => {
    for (;;) {
      const spent = work()
      const step = steps.next()
      longest = Math.max(longest, spent())
      if (step.done) return step.value
    }
  }
  const all = work()
  run(cutProposal(run(compareAll({ cards, piles: [], prior })), null))
  return { all: all(), longest }
}

/** The less of the clock, which runs for others too, and the processor, which also collects garbage beside us. */
function work(): () => number {
  const before = process.cpuUsage()
  const from = performance.now()
  return () => {
    const micros = Object.values(process.cpuUsage(before)).reduce((sum, one) => sum + one, 0)
    return Math.min(micros / 1000, performance.now() - from)
  }
}

const OF_A_NETWORK = /^(TCP|TLS|UDP|GETADDRINFO|GETNAMEINFO|QUERY|HTTP)/u

/** Counts from now on what this thread opens towards a network, name look-ups included. */
export function countSockets(): () => number {
  let opened = 0
  const hook = createHook({
    init(_id, type) {
      if (OF_A_NETWORK.test(type)) opened++
    },
  })
  hook.enable()
  return () => {
    hook.disable()
    return opened
  }
}
