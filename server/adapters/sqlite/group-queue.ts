// Gathers the jobs of a turn into one group, keeps one group in flight, and tries again while the file is busy.
import { setImmediate, setTimeout } from 'node:timers'
import type { Gives, Job, JobKind, JobOf, Outcome, Runner } from './jobs.ts'
import { faultOf, StoreProblem } from './store-problem.ts'

/** More jobs than this wait for the next group, so that the first are not kept from their answer. */
const GROUP = 200
/** Waits (ms) before the second and later tries at a busy file. */
const PAUSES = [20, 40, 80, 160, 320]

export type GroupQueue = {
  ask<K extends JobKind>(job: JobOf<K>): Promise<Gives<K>>
  close(): Promise<void>
}

type Waiting = {
  readonly job: Job
  readonly tries: number
  readonly resolve: (value: Gives<JobKind>) => void
  readonly reject: (problem: StoreProblem) => void
}

/** Promises reject with StoreProblem. Jobs run in the order asked; close() lets those already asked finish. */
export function createGroupQueue(runner: Runner, file: string): GroupQueue {
  let waiting: Waiting[] = []
  let running = false
  let closed: Promise<void> | null = null
  let emptied = () => {}

  function wake(): void {
    if (running) return
    running = true
    // The end of this turn of the event loop: everything that arrived together is saved together.
    setImmediate(next)
  }

  function next(): void {
    if (waiting.length === 0) {
      running = false
      emptied()
      return
    }
    const group = waiting.splice(0, GROUP)
    runner.run(group.map(({ job }) => job)).then(
      (outcomes) => settle(group, outcomes),
      (thrown) => giveUp(group, thrown),
    )
  }

  function settle(group: readonly Waiting[], outcomes: readonly Outcome[]): void {
    const again: Waiting[] = []
    for (const [place, one] of group.entries()) {
      const outcome = outcomes[place]
      if (!outcome) one.reject(new StoreProblem({ code: 'failed', say: `${file} gave no answer.` }))
      else if (outcome.ok) one.resolve(outcome.value)
      else if (outcome.fault.code === 'busy' && one.tries < PAUSES.length) again.push({ ...one, tries: one.tries + 1 })
      else one.reject(new StoreProblem(outcome.fault))
    }
    // Back to the front: a later job of the same session must not overtake.
    waiting = [...again, ...waiting]
    const first = again[0]
    if (first) setTimeout(next, PAUSES[first.tries - 1])
    else next()
  }

  function giveUp(group: readonly Waiting[], thrown: unknown): void {
    const problem = new StoreProblem(faultOf(file, thrown))
    for (const one of group) one.reject(problem)
    next()
  }

  return {
    ask<K extends JobKind>(job: JobOf<K>): Promise<Gives<K>> {
      if (closed) return Promise.reject(new StoreProblem({ code: 'closed', say: `${file} is closed.` }))
      return new Promise<Gives<JobKind>>((resolve, reject) => {
        // The one cast: the kind of a job decides what it gives, which the table says but a list of jobs can't.
        waiting.push({ job: job as unknown as Job, tries: 0, resolve, reject })
        wake()
      }) as Promise<Gives<K>>
    },
    close() {
      closed ??= new Promise<void>((resolve) => {
        emptied = resolve
        if (!running) resolve()
      }).then(() => runner.close())
      return closed
    },
  }
}
