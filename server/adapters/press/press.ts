// The Press port: boards on paper, made one after the other beside the event loop, with an end to how many may wait.
import type { Press } from '../../ports.ts'
import { type Maker, onItsOwn, onThisThread, type Pace } from './makers.ts'
import type { Order } from './orders.ts'

/** `waiting`: files that are not begun yet, of everybody; `ofOne`: of one session. */
export type PressLimits = Pace & { readonly waiting: number; readonly ofOne: number }

/** A file takes about half a second: whoever may still wait is served before a browser or a proxy gives up. */
const USUAL: PressLimits = { waiting: 48, ofOne: 24, patienceMs: 30_000, idleMs: 60_000 }

type Sheet = {
  readonly session: string
  readonly order: Order
  readonly made: Promise<Uint8Array>
  readonly resolve: (bytes: Uint8Array) => void
  readonly reject: (why: Error) => void
}

/** `worker`: the thread's script; null to work on this thread. By default our own, when compiled. */
export function openPress(worker: URL | null = ownWorker(), limits: Partial<PressLimits> = {}): Press {
  const { waiting, ofOne, ...pace } = { ...USUAL, ...limits }
  const maker: Maker = worker === null ? onThisThread() : onItsOwn(worker, pace)
  const queue: Sheet[] = []
  let making: Sheet | null = null
  let latest: string | null = null
  let closed = false

  const next = async (): Promise<void> => {
    if (making !== null) return
    // Sessions take turns: a crowd at one board does not stand before a single reader of another.
    const other = queue.findIndex(({ session }) => session !== latest)
    const [sheet] = queue.splice(Math.max(0, other), 1)
    if (sheet === undefined) return
    making = sheet
    latest = sheet.session
    const made = await maker.make(sheet.order)
    making = null
    if ('bytes' in made) sheet.resolve(made.bytes)
    else sheet.reject(new Error(made.problem))
    void next()
  }

  return {
    pdf: async (record, now) => {
      const order: Order = { record: JSON.stringify(record), now }
      const session = record.board.session
      // When a day ends a whole room taps at once: the same board is made once for all of them.
      const alike = [making, ...queue].find((sheet) => sheet?.order.record === order.record)
      if (alike) return alike.made
      const mine = queue.filter((sheet) => sheet.session === session).length
      if (closed || queue.length >= waiting || mine >= ofOne) return null
      const sheet = sheetOf(session, order)
      queue.push(sheet)
      void next()
      return sheet.made
    },
    close: async () => {
      closed = true
      for (const sheet of queue.splice(0)) sheet.reject(new Error('the server is stopping'))
      await maker.close()
    },
  }
}

function sheetOf(session: string, order: Order): Sheet {
  let settle: Pick<Sheet, 'resolve' | 'reject'> = { resolve: () => undefined, reject: () => undefined }
  const made = new Promise<Uint8Array>((resolve, reject) => {
    settle = { resolve, reject }
  })
  return { session, order, made, ...settle }
}

/** A .ts worker can't be loaded by every Node that we run on. */
function ownWorker(): URL | null {
  return import.meta.url.endsWith('.js') ? new URL('worker.js', import.meta.url) : null
}
