// Where a board is set on paper: on a thread of its own that is there only while it is needed, or on this one.
import { Worker } from 'node:worker_threads'
import type { BoardRecord } from '../../../shared/record.ts'
import type { Fonts } from '../../export/pdf-fonts.ts'
import { type Made, mistake, type Order } from './orders.ts'

/** One order at a time. Never rejects. */
export type Maker = { make(order: Order): Promise<Made>; close(): Promise<void> }
/** In ms. */
export type Pace = { readonly patienceMs: number; readonly idleMs: number }

/** Enough for the largest board that the limits allow; whatever takes more must not take the server's. */
const RESOURCES = { maxOldGenerationSizeMb: 256 }

/** Neither the fonts nor what draws with them is loaded before the first order, and never where there is a thread. */
export function onThisThread(): Maker {
  let fonts: Fonts | null = null
  return {
    make: async ({ record, now }) => {
      try {
        const { pdf } = await import('../../export/pdf.ts')
        fonts ??= (await import('../../export/pdf-fonts.ts')).openFonts()
        return { bytes: await pdf(JSON.parse(record) as BoardRecord, fonts, now) }
      } catch (problem) {
        return mistake(problem)
      }
    },
    close: async () => undefined,
  }
}

/** A thread that ends unasked, or that takes too long and is ended, is started anew with the next order. */
export function onItsOwn(script: URL, { patienceMs, idleMs }: Pace): Maker {
  let worker: Worker | null = null
  let answer: ((made: Made) => void) | null = null
  // Patience while something is being made, idleness while nothing is.
  let timer: NodeJS.Timeout | undefined

  const settle = (made: Made) => {
    clearTimeout(timer)
    const told = answer
    answer = null
    told?.(made)
  }
  const end = async (problem: string) => {
    const ending = worker
    worker = null
    settle({ problem })
    await ending?.terminate()
  }
  const start = (): Worker => {
    const started = new Worker(script, { resourceLimits: RESOURCES })
    started.on('message', (made: Made) => {
      if (worker !== started) return
      started.unref()
      settle(made)
      timer = setTimeout(() => void end('it was idle'), idleMs)
      timer.unref()
    })
    const ended = () => {
      if (worker !== started) return
      worker = null
      settle({ problem: 'its thread ended' })
    }
    started.on('error', ended)
    started.on('exit', ended)
    return started
  }

  return {
    make: (order) =>
      new Promise((resolve) => {
        clearTimeout(timer)
        answer = resolve
        timer = setTimeout(() => void end('it took too long'), patienceMs)
        try {
          worker ??= start()
          worker.ref()
          worker.postMessage(order)
        } catch (problem) {
          settle(mistake(problem))
        }
      }),
    close: () => end('the server is stopping'),
  }
}
