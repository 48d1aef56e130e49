// Where groups run: on the worker thread, or on this one.
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { createEngine } from './engine.ts'
import type { Outcome, Runner } from './jobs.ts'
import { openFile } from './open-file.ts'
import { type StoreFault, StoreProblem } from './store-problem.ts'

/** On this thread a busy file must not hold up the event loop; the queue tries again. */
const INLINE_BUSY_MS = 5

/** Throws StoreProblem if the file can't be used. */
export function runHere(file: string): Runner {
  const engine = createEngine(openFile(file, INLINE_BUSY_MS), file)
  return { run: async (group) => engine.run(group), close: async () => engine.close() }
}

type FromWorker = {
  readonly ready?: true
  readonly fault?: StoreFault
  readonly outcomes?: readonly Outcome[]
}

/** Resolves when the worker at `url` has opened the file; rejects with StoreProblem if it can't. */
export async function runInWorker(file: string, url: URL): Promise<Runner> {
  const worker = new Worker(url, { workerData: { file } })
  let ended: StoreProblem | null = null
  let answer: { resolve: (message: FromWorker) => void; reject: (problem: StoreProblem) => void } | null = null

  const end = (why: string) => {
    ended ??= new StoreProblem({
      code: 'failed',
      say: `The storage thread of ${file} ended (${why}); restart the server.`,
    })
    answer?.reject(ended)
    answer = null
  }
  worker.on('message', (message: FromWorker) => {
    answer?.resolve(message)
    answer = null
  })
  worker.on('error', (thrown) => end(thrown instanceof Error ? thrown.message : String(thrown)))
  worker.on('exit', (code) => end(`exit code ${code}`))

  // One question at a time: the queue keeps a single group in flight.
  const heard = () =>
    new Promise<FromWorker>((resolve, reject) => {
      if (ended) reject(ended)
      else answer = { resolve, reject }
    })

  const opened = await heard()
  if (opened.fault) throw new StoreProblem(opened.fault)
  return {
    async run(group) {
      const reply = heard()
      if (!ended) worker.postMessage(group)
      return (await reply).outcomes ?? []
    },
    async close() {
      if (ended) return
      worker.postMessage(null)
      await once(worker, 'exit')
    },
  }
}
