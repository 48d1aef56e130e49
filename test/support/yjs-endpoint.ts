// A real HTTP server with the Yjs endpoint and docs that live as long as the test says: what the Yjs tests talk to.
import { createServer, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { openReplica, type Replica } from '../../client/state/replica.ts'
import { realClock } from '../../server/adapters/clock.ts'
import { LiveDoc } from '../../server/live/doc.ts'
import type { Clock } from '../../server/ports.ts'
import { corkSockets } from '../../server/transport/cork.ts'
import { DocTickets } from '../../server/transport/doc-tickets.ts'
import { attachYjs, type YjsEndpoint } from '../../server/transport/yjs.ts'
import { parseDocName, standingOf } from '../../shared/docs.ts'

export const SESSION = 'offsite-1'

export type Endpoint = {
  readonly port: number
  readonly url: string
  readonly server: Server
  readonly yjs: YjsEndpoint
  readonly tickets: DocTickets
  /** Saved states by doc name: give them to the next endpoint to restart. */
  readonly disk: Map<string, Uint8Array>
  readonly lines: string[]
  doc(name: string): LiveDoc
  /** Cuts every link without a word, as a lost network does. */
  cut(): void
  /** Stops like a killed process: nothing is flushed. */
  kill(): Promise<void>
}

export type EndpointOptions = {
  readonly disk?: Map<string, Uint8Array>
  readonly clock?: Clock
  readonly port?: number
  readonly mayWord?: (commitment: string) => boolean
  readonly opening?: () => Promise<void>
}

export async function openEndpoint(options: EndpointOptions = {}): Promise<Endpoint> {
  const clock = options.clock ?? realClock
  const disk = options.disk ?? new Map<string, Uint8Array>()
  const docs = new Map<string, LiveDoc>()
  const lines: string[] = []
  const tickets = new DocTickets(clock)
  let dead = false
  const report = (name: string, facts: object = {}) => void lines.push(`${name} ${JSON.stringify(facts)}`)
  const doc = (name: string): LiveDoc => {
    const already = docs.get(name)
    if (already !== undefined) return already
    const ref = parseDocName(name)
    if (ref === null) throw new Error(`no such doc: ${name}`)
    const live = new LiveDoc({
      state: disk.get(name) ?? null,
      save: async (state) => {
        if (!dead) disk.set(name, state)
      },
      standing: (root) => standingOf(ref, root, options.mayWord ?? (() => true)),
      clock,
      report,
    })
    docs.set(name, live)
    return live
  }
  const server = createServer((_request, response) => response.end('ok'))
  corkSockets(server)
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  const yjs = attachYjs(server, {
    clock,
    report,
    open: async (ticket, session, name) => {
      const right = tickets.redeem(ticket, session, name)
      await options.opening?.()
      return right === null ? null : { ...right, doc: doc(name) }
    },
  })
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', () => resolve()))
  const { port } = server.address() as AddressInfo
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    server,
    yjs,
    tickets,
    disk,
    lines,
    doc,
    cut() {
      for (const socket of sockets) socket.destroy()
    },
    async kill() {
      dead = true
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      for (const socket of sockets) socket.destroy()
      await yjs.close()
      await closed
    },
  }
}

export type RawClient = {
  readonly ws: WebSocket
  readonly clientId: number
  /** Frames from the server, first number and second number and the bytes that follow. */
  readonly frames: { readonly kind: number; readonly step: number; readonly bytes: Uint8Array }[]
  /** The close code, once closed. */
  readonly closed: Promise<number>
  send(kind: number, step: number, bytes: Uint8Array): void
}

export type Seat = { readonly owner: string; readonly doc: string; readonly write?: boolean }

/** A plain `ws` client with a good ticket, that sends whatever bytes a test wants. */
export async function rawClient(endpoint: Endpoint, seat: Seat): Promise<RawClient> {
  const { ticket, clientId } = endpoint.tickets.issue(
    { session: SESSION, doc: seat.doc, owner: seat.owner, write: seat.write ?? true },
    null,
  )
  const ws = new WebSocket(`ws://127.0.0.1:${endpoint.port}/yjs/${SESSION}/${seat.doc}`, ['eighty', ticket])
  const frames: RawClient['frames'] = []
  ws.on('error', () => {})
  ws.on('message', (data: Buffer) => {
    const decoder = decoding.createDecoder(data)
    const kind = decoding.readVarUint(decoder)
    if (kind !== 0) return void frames.push({ kind, step: -1, bytes: data.subarray(1) })
    frames.push({ kind, step: decoding.readVarUint(decoder), bytes: decoding.readVarUint8Array(decoder).slice() })
  })
  const closed = new Promise<number>((resolve) => ws.on('close', (code) => resolve(code)))
  await new Promise<void>((resolve, reject) => {
    ws.once('open', () => resolve())
    ws.once('error', reject)
  })
  return { ws, clientId, frames, closed, send: (kind, step, bytes) => ws.send(frame(kind, step, bytes)) }
}

export function frame(kind: number, step: number, bytes: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, kind)
  encoding.writeVarUint(encoder, step)
  encoding.writeVarUint8Array(encoder, bytes)
  return encoding.toUint8Array(encoder)
}

/** The phone's own module, over a real socket. `at` is asked before each ticket, so that a test can restart the server. */
export function replicaOf(at: () => Endpoint | null, seat: Seat): Replica {
  const endpoint = at()
  if (endpoint === null) throw new Error('the first endpoint must be there')
  return openReplica({
    url: endpoint.url,
    session: SESSION,
    doc: seat.doc,
    ticket: async (clientId) =>
      at()?.tickets.issue(
        { session: SESSION, doc: seat.doc, owner: seat.owner, write: seat.write ?? true },
        clientId,
      ) ?? null,
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    jitterMs: 10,
  })
}

/** An update that types `text` at the end of a root, as a client with this id would make it. */
export function typed(clientId: number, text: string, root = 'notes', base?: Uint8Array): Uint8Array {
  const doc = new Y.Doc()
  if (base !== undefined) Y.applyUpdate(doc, base)
  doc.clientID = clientId
  const before = Y.encodeStateVector(doc)
  const shared = doc.getText(root)
  shared.insert(shared.length, text)
  return Y.encodeStateAsUpdate(doc, before)
}
