// The store's thread: opens the file, then runs the groups it is sent, so that no disk sync stops the sockets.
import { parentPort, workerData } from 'node:worker_threads'
import { createEngine } from './engine.ts'
import type { Job } from './jobs.ts'
import { openFile } from './open-file.ts'
import { faultOf } from './store-problem.ts'

/** Half of what a busy file may cost; the queue outside tries again. */
const BUSY_MS = 100

if (!parentPort) throw new Error('worker.ts runs only as a worker thread')
const port = parentPort
const { file } = workerData as { file: string }

try {
  const engine = createEngine(openFile(file, BUSY_MS), file)
  port.on('message', (group: readonly Job[] | null) => {
    if (group) return port.postMessage({ outcomes: engine.run(group) })
    engine.close()
    port.close()
  })
  port.postMessage({ ready: true })
} catch (thrown) {
  port.postMessage({ fault: faultOf(file, thrown) })
  port.close()
}
