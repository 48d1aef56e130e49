// The socket of one device: its views as Readables, its commands as promises. Knows no React and no DOM beyond events it
// can do without, so that robots use it too.
import type { Socket } from 'socket.io-client'
import { io } from 'socket.io-client'
import type { CommandData, CommandName } from '../../shared/commands.ts'
import { PROTOCOL_VERSION } from '../../shared/limits.ts'
import type { Auth, Bye, Hello, Reply } from '../../shared/protocol.ts'
import type { Refusal } from '../../shared/refusals.ts'
import type { RequestData, RequestName, RequestReply } from '../../shared/requests.ts'
import { randomId } from './random.ts'
import type { Readable } from './readable.ts'
import { writable } from './readable.ts'
import { onWake } from './wake.ts'

export type Link = 'connecting' | 'live' | 'offline' | 'refused'

export type Connection<Common, Mine> = {
  readonly link: Readable<Link>
  /** Why the server does not want this connection; only then is `link` refused. */
  readonly refusal: Readable<Refusal | null>
  readonly common: Readable<Common | null>
  readonly mine: Readable<Mine | null>
  /** Server clock minus this device's clock (ms). */
  readonly offset: Readable<number>
  readonly spreadMs: Readable<number>
  /** Where phones reach the server, as the server knows it. */
  readonly origin: Readable<string | null>
  send<N extends CommandName>(name: N, data: CommandData<N>): Promise<Reply>
  ask<N extends RequestName>(name: N, data: RequestData<N>): Promise<Reply<RequestReply[N]>>
  /** Takes the seat back from another tab, or tries again after a refusal. */
  retry(): void
  close(): void
}

export type Proof = Pick<Auth, 'session' | 'role' | 'secret' | 'person' | 'label'>

const ACK_MS = 6000
const PATIENCE_MS = 12_000

/** `url` is the server's origin ('' for the page's own). */
export function openConnection<Common, Mine>(url: string, proof: Proof): Connection<Common, Mine> {
  const link = writable<Link>('connecting')
  const refusal = writable<Refusal | null>(null)
  const common = writable<Common | null>(null)
  const mine = writable<Mine | null>(null)
  const offset = writable(0)
  const spreadMs = writable(0)
  const origin = writable<string | null>(null)
  const auth: Auth = { ...proof, protocol: PROTOCOL_VERSION, tab: randomId() }
  const socket: Socket = io(url === '' ? undefined : url, {
    auth,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: 400,
    reconnectionDelayMax: 3000,
    randomizationFactor: 0.6,
    timeout: 8000,
    forceNew: true,
  })

  const refused = (because: Refusal) => {
    refusal.set(because)
    link.set('refused')
    socket.disconnect()
  }
  socket.on('connect', () => {
    refusal.set(null)
    link.set('live')
  })
  socket.on('hello', (hello: Hello) => {
    offset.set(hello.now - Date.now())
    spreadMs.set(hello.spreadMs)
    origin.set(hello.origin)
  })
  socket.on('common', (text: string) => common.set(JSON.parse(text) as Common))
  socket.on('mine', (text: string) => mine.set(JSON.parse(text) as Mine))
  socket.on('bye', (bye: Bye) => refused(bye.refusal))
  socket.on('disconnect', (reason) => {
    if (link.get() === 'refused') return
    link.set('offline')
    // The server closed it without a reason: it is going down or made room for this same tab.
    if (reason === 'io server disconnect') socket.connect()
  })
  socket.on('connect_error', (problem: Error & { data?: { refusal?: Refusal } }) => {
    const because = problem.data?.refusal
    if (because === undefined || because.code === 'busy') {
      link.set('offline')
      if (!socket.active) socket.connect()
    } else refused(because)
  })

  const stopWaking = onWake(() => {
    if (link.get() === 'refused') return
    if (!socket.connected) socket.connect()
    // A phone that slept may hold a socket that only looks open: ask something, and start afresh if nothing answers.
    else
      socket.timeout(2500).emit('request', { name: 'ping', data: {} }, (problem: Error | null) => {
        if (problem !== null && link.get() !== 'refused') socket.disconnect().connect()
      })
  })

  const connected = (withinMs: number): Promise<boolean> =>
    new Promise((resolve) => {
      if (socket.connected) return resolve(true)
      if (link.get() === 'refused') return resolve(false)
      const done = (is: boolean) => {
        clearTimeout(timer)
        stop()
        resolve(is)
      }
      const stop = link.subscribe(() => {
        if (link.get() === 'live') done(true)
        else if (link.get() === 'refused') done(false)
      })
      const timer = setTimeout(() => done(false), withinMs)
    })

  /** Commands are absolute and may safely be sent twice: a lost acknowledgement is asked for again. */
  const exchange = async <T>(
    event: 'command' | 'request',
    message: { name: string; data: unknown },
  ): Promise<Reply<T>> => {
    const until = Date.now() + PATIENCE_MS
    while (Date.now() < until) {
      if (!(await connected(until - Date.now()))) break
      try {
        return (await socket.timeout(ACK_MS).emitWithAck(event, message)) as Reply<T>
      } catch {
        // No acknowledgement: the connection went, or the server did.
      }
    }
    return { ok: false, refusal: refusal.get() ?? { code: 'offline' } }
  }

  return {
    link,
    refusal,
    common,
    mine,
    offset,
    spreadMs,
    origin,
    send: (name, data) => exchange('command', { name, data }),
    ask: (name, data) => exchange('request', { name, data }),
    retry: () => {
      refusal.set(null)
      link.set('connecting')
      socket.connect()
    },
    close: () => {
      stopWaking()
      socket.disconnect()
    },
  }
}
