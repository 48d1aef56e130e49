// The Mint port: arithmetic of blind tokens on a thread of its own, or between two turns of this one where none can be had.
import { Worker } from 'node:worker_threads'
import type { Signed } from '../../../shared/anon/mint.ts'
import type { Mint } from '../../ports.ts'
import { fulfil, type Made, type Order } from './orders.ts'
import { type Turns, turns } from './turns.ts'

/** Orders of senders who sent nothing but rubbish, waiting behind everybody else's. */
const LAST_AT_MOST = 200

type Waiting = { readonly order: Order; readonly resolve: (made: Made) => void; readonly reject: (why: Error) => void }

/** `worker`: the thread's script; null to work on this thread. By default our own, when compiled. */
export function openMint(worker: URL | null = ownWorker()): Mint {
  const make = worker === null ? here() : inWorker(worker)
  const first = turns<Waiting>()
  const last = turns<Waiting>()
  let busy = false

  const next = async (): Promise<void> => {
    if (busy) return
    const one = first.next() ?? last.next()
    if (one === undefined) return
    busy = true
    try {
      one.resolve(await make.make(one.order))
    } catch (problem) {
      one.reject(problem instanceof Error ? problem : new Error(String(problem)))
    }
    busy = false
    void next()
  }
  const ask = (session: string, order: Order, queue: Turns<Waiting>) =>
    new Promise<Made>((resolve, reject) => {
      queue.add(session, { order, resolve, reject })
      void next()
    })

  return {
    sign: async ({ session, ...order }) =>
      (await ask(session, { does: 'sign', ...order }, first)) as readonly Signed[] | null,
    evaluate: async ({ session, last: late, ...order }) => {
      if (late && last.size >= LAST_AT_MOST) return null
      return (await ask(session, { does: 'evaluate', ...order }, late ? last : first)) as Uint8Array | null
    },
    crowded: () => last.size >= LAST_AT_MOST,
    close: make.close,
  }
}

type Maker = { make(order: Order): Promise<Made>; close(): Promise<void> }

function here(): Maker {
  return {
    make: async (order) => {
      await new Promise<void>((turn) => setImmediate(turn))
      return fulfil(order)
    },
    close: async () => undefined,
  }
}

/** A thread that ends unasked is started anew: it remembers nothing, so nothing is lost but the order it was at. */
function inWorker(script: URL): Maker {
  let worker: Worker | null = null
  let answer: { resolve: (made: Made) => void; reject: (why: Error) => void } | null = null
  const start = (): Worker => {
    const started = new Worker(script)
    started.on('message', (made: Made) => {
      answer?.resolve(made)
      answer = null
    })
    const ended = (why: Error) => {
      if (worker === started) worker = null
      answer?.reject(why)
      answer = null
    }
    started.on('error', ended)
    started.on('exit', () => ended(new Error('the mint’s thread ended')))
    return started
  }
  return {
    make: (order) =>
      new Promise((resolve, reject) => {
        answer = { resolve, reject }
        worker ??= start()
        worker.postMessage(order)
      }),
    close: async () => {
      await worker?.terminate()
    },
  }
}

/** A .ts worker can't be loaded by every Node that we run on. */
function ownWorker(): URL | null {
  return import.meta.url.endsWith('.js') ? new URL('worker.js', import.meta.url) : null
}
