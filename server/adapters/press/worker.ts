// The thread of the press: one board after the other is set on paper, so that no font and no line break stops the sockets.
import { parentPort } from 'node:worker_threads'
import type { BoardRecord } from '../../../shared/record.ts'
import { pdf } from '../../export/pdf.ts'
import { openFonts } from '../../export/pdf-fonts.ts'
import { mistake, type Order } from './orders.ts'

if (!parentPort) throw new Error('worker.ts runs only as a worker thread')
const port = parentPort
const fonts = openFonts()

port.on('message', async ({ record, now }: Order) => {
  try {
    // A copy with memory of its own, which can be handed over instead of being copied once more.
    const bytes = new Uint8Array(await pdf(JSON.parse(record) as BoardRecord, fonts, now))
    port.postMessage({ bytes }, [bytes.buffer])
  } catch (problem) {
    port.postMessage(mistake(problem))
  }
})
