// Puts the parts together: one HTTP server, the door first, then pages, API, sockets and documents.
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { Socket } from 'node:net'
import express from 'express'
import { Directory } from './live/directory.ts'
import type { LiveSession } from './live/live-session.ts'
import type {
  Clock,
  Embedder,
  Ids,
  Mail,
  Mint,
  Press,
  Report,
  Robots,
  Store,
  StoredConcepts,
  Webhooks,
} from './ports.ts'
import { type Prior, readPriorInSlices } from './themes/prior.ts'
import { createApi } from './transport/api.ts'
import { corkSockets } from './transport/cork.ts'
import { type DocRight, docRight } from './transport/doc-right.ts'
import { DocTickets } from './transport/doc-tickets.ts'
import { createDoor } from './transport/door.ts'
import { ExportLimits } from './transport/export-limits.ts'
import { createExports } from './transport/exports.ts'
import { Bucket, Failures } from './transport/limiter.ts'
import { noSuchPage } from './transport/no-such-page.ts'
import { createPages, SECURITY_HEADERS } from './transport/pages.ts'
import { replyLinks } from './transport/reply-links.ts'
import { createReplyPages } from './transport/reply-pages.ts'
import { attachSockets } from './transport/sockets.ts'
import { attachYjs } from './transport/yjs.ts'

export type AppParts = {
  readonly store: Store
  readonly clock: Clock
  readonly ids: Ids
  readonly mint: Mint
  readonly press: Press
  /** What turns cards into vectors, and the concepts that ship with it; null: themes come from shared words alone. */
  readonly embedder: Embedder | null
  readonly concepts: (model: string) => StoredConcepts
  readonly report: Report
  readonly robots: Robots
  /** Null: this server sends no e-mail. */
  readonly mail: Mail | null
  readonly webhooks: Webhooks
  /** Signs the links in mails. */
  readonly replySecret: Uint8Array
  /** Folder of the browser build; null serves no pages (tests that need none). */
  readonly web: string | null
  readonly spreadMs: number
  readonly graceMs: number
  readonly trustProxy: boolean
  /** Further origins that may talk to this server, e.g. its public address. */
  readonly origins: readonly string[]
  /** Where phones reach this server, once it listens. */
  readonly origin: () => string | null
}

export type App = { readonly server: Server; readonly directory: Directory; close(): Promise<void> }

/** Wrong codes a minute before guesses are no longer looked at (HOSTILE §6). */
const WRONG_CODES = { perAddress: 20, inAll: 200 }
/** Envelopes a second and at once, over all sessions: what one core opens comfortably. */
const ENVELOPES = { perSecond: 4000, burst: 8000 }
/** Envelopes a minute that no phone would send, before what comes from there waits behind everybody else's. */
const RUBBISH = { perAddress: 20, inAll: Number.POSITIVE_INFINITY }
/** What is answered to bytes that are no request; the rest is a plain 400. */
const MALFORMED: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}
/** New sessions, of everybody together. */
const SESSIONS = { perSecond: 0.5, burst: 60 }
/** Boards that are brought in, of everybody together: each is read before anybody knows whether it is one. */
const IMPORTS = { perSecond: 2, burst: 60 }
/**
 * A phone's connection is kept between its questions; a request that does not come to its end is not waited for (ms).
 * Late ones are looked for every `connectionsCheckingInterval`.
 */
const PATIENCE = {
  keepAliveTimeout: 70_000,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 5_000,
}

export async function createApp(parts: AppParts): Promise<App> {
  const { clock, ids, report, store } = parts
  const replies = replyLinks(parts.replySecret)
  const directory = await Directory.load({
    store,
    clock,
    ids,
    mint: parts.mint,
    machine:
      parts.embedder === null ? null : { embedder: parts.embedder, prior: priorOf(parts.embedder, parts.concepts) },
    report,
    canMail: parts.mail !== null,
    mail: parts.mail,
    webhooks: parts.webhooks,
    origin: parts.origin,
    replyPath: (scope) => replies.sign(scope, clock.now()),
    collectMs: parts.spreadMs + parts.graceMs,
  })
  const tickets = new DocTickets(clock)
  let draining = false

  const door = createDoor({
    bucket: new Bucket(clock, ENVELOPES.perSecond, ENVELOPES.burst),
    rubbish: new Failures(clock, RUBBISH),
    trustProxy: parts.trustProxy,
    crowded: () => parts.mint.crowded(),
    hold: async (session, round, envelope, last) => {
      // The door has copied nothing yet and clears its buffer: what is held must be a copy.
      const copy = envelope.slice()
      try {
        return (await (await directory.open(session))?.hold(round, copy, last)) ?? true
      } catch {
        // Nothing an envelope holds may end the server, whatever goes wrong with it.
        return true
      }
    },
  })
  const pages = parts.web === null ? () => false : createPages(parts.web)
  const web = express()
  web.disable('x-powered-by')
  web.use((_request, response, next) => {
    response.set({ ...SECURITY_HEADERS, 'Cache-Control': 'no-store' })
    next()
  })
  web.get('/health', (_request, response) => void response.json({ ok: true }))
  web.get('/ready', (_request, response) => void response.status(draining ? 503 : 200).json({ ok: !draining }))
  const sessions = new Bucket(clock, SESSIONS.perSecond, SESSIONS.burst)
  web.use(
    createExports({
      directory,
      ids,
      clock,
      sessions,
      failures: new Failures(clock, WRONG_CODES),
      limits: new ExportLimits(clock),
      imports: new Bucket(clock, IMPORTS.perSecond, IMPORTS.burst),
      press: parts.press,
      report,
      trustProxy: parts.trustProxy,
      origins: parts.origins,
      origin: parts.origin,
    }),
  )
  web.use(
    '/api',
    createApi({
      directory,
      ids,
      report,
      robots: parts.robots,
      failures: new Failures(clock, WRONG_CODES),
      sessions,
      trustProxy: parts.trustProxy,
      origins: parts.origins,
      origin: parts.origin,
    }),
  )
  web.use('/r', createReplyPages({ directory, clock, links: replies }))
  web.use(noSuchPage)

  const server = createServer(PATIENCE, (request, response) => {
    if (!door(request, response) && !pages(request, response)) web(request, response)
  })
  corkSockets(server)
  const lines = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    lines.add(socket)
    socket.once('close', () => lines.delete(socket))
  })
  server.on('clientError', (problem: NodeJS.ErrnoException, socket: Socket) => {
    // Node's own answer is lost when it destroys a corked socket: this one is sent first.
    if (!socket.writable) return void socket.destroy()
    const status = MALFORMED[problem.code ?? ''] ?? '400 Bad Request'
    socket.write(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
    socket.destroySoon()
  })

  const yjs = attachYjs(server, {
    clock,
    report,
    open: async (ticket, session, name) => {
      const seat = tickets.redeem(ticket, session, name)
      const live = seat === null ? null : await directory.open(session)
      // Asked again: between the ticket and its use somebody may have been moved or removed.
      const right = seat === null || live === null ? null : rightOf(live, seat.owner, name)
      const doc = right === null ? null : ((await live?.docs.open(name)) ?? null)
      return seat === null || right === null || doc === null ? null : { ...seat, write: right.write, doc }
    },
  })
  /** Closes documents that their holders may no longer read or write. */
  const rightsChanged = (live: LiveSession) => yjs.review(live.session.id, (owner, name) => rightOf(live, owner, name))
  directory.onRemoving((live) => yjs.closeFor(live.session.id))
  const sockets = attachSockets(server, {
    directory,
    ids,
    tickets,
    clock,
    report,
    spreadMs: parts.spreadMs,
    origins: parts.origins,
    origin: parts.origin,
    rightsChanged,
  })

  return {
    server,
    directory,
    close: async () => {
      draining = true
      // This also stops the server from listening, but it only ends when the last connection has: nothing may wait for it.
      const closed = sockets.close()
      await yjs.close()
      await directory.close()
      parts.mail?.close()
      await store.close()
      await parts.mint.close()
      await parts.press.close()
      await parts.embedder?.close()
      // Everything is saved and everybody was told. Who still holds a line, or half a request, is not waited for.
      for (const socket of lines) socket.destroy()
      await closed
    },
  }
}

/**
 * Read once for every model: the embedder's may change when an endpoint fails. Begun when the server starts, so that the first
 * session finds it there, and in slices, as it takes a tenth of a second.
 */
export function priorOf(embedder: Embedder, concepts: AppParts['concepts']): () => Promise<Prior> {
  const known = new Map<string, Promise<Prior>>()
  const prior = () => {
    const model = embedder.id
    const reading = known.get(model) ?? Promise.resolve().then(() => readPriorInSlices(concepts(model), model))
    known.set(model, reading)
    // What could not be read is tried again by whoever needs it next.
    reading.catch(() => known.delete(model))
    return reading
  }
  prior().catch(() => undefined)
  return prior
}

/** What the owner of a document connection may do with it now; null when nothing. */
function rightOf(live: LiveSession, owner: string, name: string): DocRight | null {
  const [kind, id = '', tab = ''] = owner.split(':')
  if (kind === 'person') {
    const person = live.session.people.find((one) => one.id === id)
    return person === undefined || person.removed ? null : docRight({ live, tab, role: 'phone', person: id }, name)
  }
  const known = live.session.facilitators.some((key) => key.id === id)
  return known ? docRight({ live, tab, role: 'console', device: id, label: '' }, name) : null
}
