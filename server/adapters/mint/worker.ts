// The mint's thread: one order at a time, so that no multiplication stops the sockets.
import { parentPort } from 'node:worker_threads'
import type { Order } from './orders.ts'
import { fulfil } from './orders.ts'

if (!parentPort) throw new Error('worker.ts runs only as a worker thread')
const port = parentPort
port.on('message', (order: Order) => port.postMessage(fulfil(order)))
