// The thread of the sentence model: one text after the other, so that no arithmetic stops the sockets.
import { parentPort } from 'node:worker_threads'
import type { Made, Order } from './orders.ts'
import { loadSentenceModel } from './sentence-model.ts'

if (!parentPort) throw new Error('worker.ts runs only as a worker thread')
const port = parentPort
const model = loadSentenceModel()
let before: Promise<unknown> = model.catch(() => undefined)

port.on('message', (order: Order) => {
  before = before.then(() => fulfil(order)).then((made) => port.postMessage(made))
})

async function fulfil({ number, texts }: Order): Promise<Made> {
  try {
    const embed = await model
    const vectors: Int16Array[] = []
    for (const text of texts) vectors.push(await embed(text))
    return { number, vectors }
  } catch (problem) {
    return { number, problem: problem instanceof Error ? problem.message : String(problem) }
  }
}
