// The Yjs endpoint: `/yjs/<session>/<doc>` on the app's HTTP server, a ticket in the subprotocol list, one connection a member and doc.
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { DOC_CLOSE, DOC_PROTOCOL, parseDocName } from '../../shared/docs.ts'
import { FRAME_BYTES } from '../../shared/limits.ts'
import type { Clock, Report } from '../ports.ts'
import { type DocAccess, DocConnection, updateFrame } from './doc-connection.ts'

const PATH = /^\/yjs\/([A-Za-z0-9_-]{1,40})\/([A-Za-z0-9_/-]{1,80})(?:\?|$)/
const BEAT_MS = 15_000

export type YjsParts = {
  readonly clock: Clock
  readonly report: Report
  /** The doc that a ticket opens, or null if it opens none. Called once for each connection; spends the ticket. */
  open(ticket: string, session: string, doc: string): Promise<DocAccess | null>
}

/** What a member may do with a doc now; null if not even read it. */
type RightOf = (owner: string, doc: string) => { readonly write: boolean } | null

export type YjsEndpoint = {
  /** Asks again what each connected member of a session may do, and acts on it at once. */
  review(session: string, rightOf: RightOf): void
  /** Ends the connections of a session, or of one owner, or to one doc in it. */
  closeFor(session: string, which?: { readonly owner?: string; readonly doc?: string }): void
  /** How many are connected to a doc: none means that it may be unloaded once it is saved. */
  connected(session: string, doc: string): number
  /** Sends everyone away to come back later, and takes nobody in any more. */
  close(): Promise<void>
}

type Place = { readonly session: string; readonly doc: string }
/** Somebody whose doc is still being opened: what happens to their rights meanwhile is applied when it is. */
type Opening = Place & { readonly later: ((connection: DocConnection) => void)[] }

export function attachYjs(server: Server, parts: YjsParts): YjsEndpoint {
  const { clock, report } = parts
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: FRAME_BYTES,
    maxFragments: 64,
    handleProtocols: (protocols) => (protocols.has(DOC_PROTOCOL) ? DOC_PROTOCOL : false),
  })
  const live = new Map<DocConnection, Place>()
  const opening = new Set<Opening>()
  let draining = false
  let lastUpdate: Uint8Array | null = null
  let lastFrame = new Uint8Array()
  /** An update goes to many: its frame is made once. */
  const frameOf = (update: Uint8Array) => {
    if (update !== lastUpdate) lastFrame = updateFrame(update) as Uint8Array<ArrayBuffer>
    lastUpdate = update
    return lastFrame
  }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const [, session, doc] = PATH.exec(request.url ?? '') ?? []
    if (session === undefined || doc === undefined) {
      // Other paths are other endpoints' business, but nobody else answers for ours.
      if (request.url?.startsWith('/yjs/') === true) socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n')
      return
    }
    if (draining) {
      socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n')
      return
    }
    const [, ticket = ''] = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((part) => part.trim())
    sockets.handleUpgrade(request, socket, head, (ws) => void admit(ws, { session, doc }, ticket))
  }

  async function admit(ws: WebSocket, place: Place, ticket: string): Promise<void> {
    // A broken frame is answered by ws itself (1002, 1007, 1009), a broken link by its close event.
    ws.on('error', () => {})
    ws.pause()
    const waiting: Opening = { ...place, later: [] }
    opening.add(waiting)
    let access: DocAccess | null = null
    let code: number = DOC_CLOSE.badTicket
    try {
      if (parseDocName(place.doc) !== null && ws.protocol === DOC_PROTOCOL) {
        access = await parts.open(ticket, place.session, place.doc)
      }
    } catch {
      report('doc-refused', { code: 'not-opened' })
      code = DOC_CLOSE.draining
    } finally {
      opening.delete(waiting)
    }
    if (access === null || draining) {
      ws.resume()
      ws.close(draining ? DOC_CLOSE.draining : code)
      return
    }
    for (const [other, at] of live) {
      if (other.owner === access.owner && same(at, place)) other.close(DOC_CLOSE.replaced)
    }
    const connection = new DocConnection(ws, access, { clock, report, frameOf })
    if (ws.readyState !== ws.OPEN) return connection.close(DOC_CLOSE.badTicket)
    live.set(connection, place)
    ws.on('close', () => live.delete(connection))
    for (const act of waiting.later) act(connection)
    ws.resume()
  }

  let stopBeat = clock.at(clock.now() + BEAT_MS, beat)
  function beat(): void {
    for (const connection of live.keys()) connection.beat()
    stopBeat = clock.at(clock.now() + BEAT_MS, beat)
  }

  function forEach(act: (connection: DocConnection, place: Place) => void): void {
    for (const [connection, place] of live) act(connection, place)
    for (const waiting of opening) waiting.later.push((connection) => act(connection, waiting))
  }

  server.on('upgrade', upgrade)
  return {
    review(session, rightOf) {
      forEach((connection, place) => {
        if (place.session !== session) return
        const right = rightOf(connection.owner, place.doc)
        if (right === null) connection.close(DOC_CLOSE.noRight)
        else connection.setWrite(right.write)
      })
    },
    closeFor(session, { owner, doc } = {}) {
      forEach((connection, place) => {
        if (place.session !== session) return
        if (owner !== undefined && connection.owner !== owner) return
        if (doc === undefined || place.doc === doc) connection.close(DOC_CLOSE.noRight)
      })
    },
    connected: (session, doc) => {
      const here = [...live].flatMap(([connection, place]) => (connection.over ? [] : [place]))
      return [...here, ...opening].filter((place) => same(place, { session, doc })).length
    },
    async close() {
      draining = true
      stopBeat()
      for (const connection of live.keys()) connection.close(DOC_CLOSE.draining)
      server.off('upgrade', upgrade)
      server.on('upgrade', (request, socket) => {
        if (request.url?.startsWith('/yjs/') === true) socket.destroy()
      })
      sockets.close()
    },
  }
}

const same = (a: Place, b: Place): boolean => a.session === b.session && a.doc === b.doc
