// Long work written as a generator, so that the same code runs in one go or in slices between other people's requests.

/** Yields often (every few hundred microseconds of work), returns its result. */
export type Steps<T> = Generator<undefined, T, undefined>

/** Runs the work to its end, now. */
export function inOneGo<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

export type Slicing = {
  /** Lets others run: resolves when it is our turn again, for example on `setImmediate`. */
  readonly yield: () => Promise<void>
  /** Milliseconds, monotonic. */
  readonly now: () => number
  /** Milliseconds of work between two yields. */
  readonly budget?: number
}

/** Between two turns of the event loop, so that sockets and timers are served. */
export const EVENT_LOOP: Slicing = {
  yield: () => new Promise((resolve) => setImmediate(resolve)),
  now: () => performance.now(),
}

/** Runs the work, giving way whenever `budget` milliseconds have gone. */
export async function inSlices<T>(steps: Steps<T>, { yield: giveWay, now, budget = 8 }: Slicing): Promise<T> {
  let until = now() + budget
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    if (now() < until) continue
    await giveWay()
    until = now() + budget
  }
}
