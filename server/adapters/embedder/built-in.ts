// The Embedder port by the built-in model, on a thread of its own that is there only while it is needed.
import { Worker } from 'node:worker_threads'
import type { Embedder } from '../../ports.ts'
import type { Made, Order } from './orders.ts'
import { loadSentenceModel, MODEL, type SentenceModel } from './sentence-model.ts'

/** So many texts an order: the thread answers about four times a second. */
const BATCH = 16
/** Its memory is given back when nobody wrote anything for so long (ms). */
const IDLE_MS = 120_000

/** `worker`: the thread's script; null to work on this thread. By default our own, when compiled. */
export function builtInEmbedder(worker: URL | null = ownWorker(), idleMs: number = IDLE_MS): Embedder {
  const lane = worker === null ? onThisThread() : onItsOwn(worker, idleMs)
  return {
    ...MODEL,
    embed: async (texts) => {
      const vectors: Int16Array[] = []
      for (let from = 0; from < texts.length; from += BATCH) {
        vectors.push(...(await lane.make(texts.slice(from, from + BATCH))))
      }
      return vectors
    },
    close: lane.close,
  }
}

type Lane = { make(texts: readonly string[]): Promise<readonly Int16Array[]>; close(): Promise<void> }

function onThisThread(): Lane {
  let model: Promise<SentenceModel> | null = null
  return {
    make: async (texts) => {
      model ??= loadSentenceModel()
      const embed = await model
      const vectors: Int16Array[] = []
      for (const text of texts) vectors.push(await embed(text))
      return vectors
    },
    close: async () => undefined,
  }
}

type Waiting = { readonly resolve: (vectors: readonly Int16Array[]) => void; readonly reject: (why: Error) => void }

/** A thread that ends unasked is started anew with the next order; what it was at is rejected. */
function onItsOwn(script: URL, idleMs: number): Lane {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | null = null
  let number = 0
  let idle: NodeJS.Timeout | null = null

  const end = async () => {
    const ending = worker
    worker = null
    await ending?.terminate()
  }
  const start = (): Worker => {
    const started = new Worker(script)
    started.unref()
    started.on('message', (made: Made) => {
      const one = waiting.get(made.number)
      waiting.delete(made.number)
      if ('vectors' in made) one?.resolve(made.vectors)
      else one?.reject(new Error(made.problem))
      if (waiting.size > 0) return
      started.unref()
      idle = setTimeout(() => void end(), idleMs)
      idle.unref()
    })
    const ended = (why: Error) => {
      if (worker === started) worker = null
      for (const [at, one] of waiting) {
        waiting.delete(at)
        one.reject(why)
      }
    }
    started.on('error', ended)
    started.on('exit', () => ended(new Error('the thread of the sentence model ended')))
    return started
  }

  return {
    make: (texts) =>
      new Promise((resolve, reject) => {
        if (idle !== null) clearTimeout(idle)
        const order: Order = { number: number++, texts }
        waiting.set(order.number, { resolve, reject })
        worker ??= start()
        worker.ref()
        worker.postMessage(order)
      }),
    close: end,
  }
}

/** A .ts worker can't be loaded by every Node that we run on. */
function ownWorker(): URL | null {
  return import.meta.url.endsWith('.js') ? new URL('worker.js', import.meta.url) : null
}
