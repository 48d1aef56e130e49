// socket.io: admits members, passes their commands and questions on, and keeps one tab per seat.
import type { Server as HttpServer } from 'node:http'
import type { Socket } from 'socket.io'
import { Server } from 'socket.io'
import { parseCommand } from '../../shared/commands.ts'
import { FRAME_BYTES, PROTOCOL_VERSION } from '../../shared/limits.ts'
import type { Hello, Reply } from '../../shared/protocol.ts'
import type { Refusal, RefusalCode } from '../../shared/refusals.ts'
import type { Actor } from '../core/command-handler.ts'
import type { LiveSession } from '../live/live-session.ts'
import type { Clock, Report } from '../ports.ts'
import type { Member } from './admit.ts'
import { admit } from './admit.ts'
import type { AnswerParts } from './answer-request.ts'
import { answerRequest } from './answer-request.ts'
import { cut, isBehind } from './backlog.ts'
import { Bucket } from './limiter.ts'
import { sameOrigin } from './origin.ts'
import { Pusher } from './pusher.ts'

export type SocketParts = AnswerParts & {
  readonly clock: Clock
  readonly report: Report
  readonly spreadMs: number
  readonly origins: readonly string[]
  /** Where phones reach this server. */
  readonly origin: () => string | null
  /** A person moved room or was removed, or a step changed: documents they no longer may read close. */
  readonly rightsChanged: (live: LiveSession) => void
}

export type Sockets = { close(): Promise<void> }

type Ack = (reply: Reply) => void

/** Messages a second and at once; whoever was told to slow down this often is not listening and is cut. */
const PACE = { perSecond: 10, burst: 30, warnings: 300 }
/** Time to prove a seat (ms). */
const PROOF_MS = 5000

export function attachSockets(server: HttpServer, parts: SocketParts): Sockets {
  const io = new Server(server, {
    maxHttpBufferSize: FRAME_BYTES,
    connectTimeout: PROOF_MS,
    pingInterval: 10_000,
    pingTimeout: 20_000,
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    allowRequest: (request, answer) => answer(null, sameOrigin(request, parts.origins)),
  })
  const pushers = new Map<LiveSession, Pusher>()

  const proving = new WeakSet<object>()
  io.use((socket, next) => {
    // One connection is one member, however many proofs it brings.
    if (proving.has(socket.conn)) return next(refusalError({ code: 'bad-request' }))
    proving.add(socket.conn)
    admit(socket.handshake.auth, parts.directory, parts.ids).then(
      (member) => {
        forget(socket)
        if (typeof member === 'string') return next(refusalError({ code: member }))
        socket.data = member
        return next()
      },
      () => next(refusalError({ code: 'busy' })),
    )
  })

  const pusherOf = (live: LiveSession): Pusher => {
    const before = pushers.get(live)
    if (before !== undefined) return before
    const pusher = new Pusher(live, parts.clock, (rooms, common, but) => {
      io.to(rooms).except(but).emit('common', common)
    })
    let seen = live.session
    const stop = live.onChange(() => {
      if (live.outdated) {
        for (const [socket] of pusher.members()) socket.disconnect(true)
        return
      }
      const now = live.session
      // Sessions are never changed in place: what is the same list is the same.
      const keys = now.people !== seen.people || now.facilitators !== seen.facilitators
      const rights =
        keys ||
        now.step !== seen.step ||
        now.status !== seen.status ||
        now.rooms !== seen.rooms ||
        now.agenda !== seen.agenda
      // The link was passed on too far: whoever looks at the board with the old one leaves now, not at their next visit.
      const links = now.boardKey !== seen.boardKey || now.afterwards.takeKey !== seen.afterwards.takeKey
      seen = now
      if (keys || links) dismiss(pusher)
      if (rights) parts.rightsChanged(live)
    })
    pushers.set(live, pusher)
    stops.set(pusher, stop)
    return pusher
  }
  const stops = new Map<Pusher, () => void>()

  parts.directory.onRemoved((live, isGone) => {
    for (const [socket] of pushers.get(live)?.members() ?? []) goodbye(socket, isGone ? { code: 'deleted' } : null)
  })

  io.on('connection', (socket: Socket) => {
    const member = numbered(socket.data as Member)
    const { live } = member
    const pusher = pusherOf(live)
    if (member.role === 'phone')
      for (const [other, its] of pusher.members())
        if (its.role === 'phone' && its.person === member.person && other !== socket)
          goodbye(other, its.tab === member.tab ? null : { code: 'replaced' })
    const leave = enter(member)
    const hello: Hello = {
      now: parts.clock.now(),
      protocol: PROTOCOL_VERSION,
      spreadMs: parts.spreadMs,
      origin: parts.origin(),
    }
    socket.emit('hello', hello)
    pusher.add(socket, member)
    const bucket = new Bucket(parts.clock, PACE.perSecond, PACE.burst)
    let warnings = 0
    // One after the other, so that each sees what the one before left waiting.
    let replies = Promise.resolve()
    const guarded =
      (answer: (name: unknown, data: unknown) => Promise<Reply>) => async (message: unknown, ack: unknown) => {
        const reply: Ack = typeof ack === 'function' ? (ack as Ack) : () => undefined
        if (!bucket.take()) {
          warnings++
          return warnings > PACE.warnings ? cut(socket) : reply({ ok: false, refusal: { code: 'slow-down' } })
        }
        const { name, data } =
          typeof message === 'object' && message !== null ? (message as { name?: unknown; data?: unknown }) : {}
        try {
          const answered = await answer(name, data)
          replies = replies.then(async () => void ((await isBehind(socket)) || reply(answered)))
        } catch {
          parts.report('command-crashed')
          reply({ ok: false, refusal: { code: 'internal' } })
        }
      }
    socket.on(
      'command',
      guarded((name, data) => command(member, name, data)),
    )
    socket.on(
      'request',
      guarded((name, data) => answerRequest(member, name, data, parts)),
    )
    socket.on('disconnect', () => {
      leave()
      if (!pusher.remove(socket)) return
      stops.get(pusher)?.()
      stops.delete(pusher)
      pushers.delete(live)
    })
    // Removed, or the link taken back, between the proof and this moment: no change will tell.
    const gone = whyGone(member)
    if (gone !== null) goodbye(socket, { code: gone })
  })

  return {
    close: async () => {
      io.disconnectSockets(true)
      await io.close()
    },
  }
}

type ConsoleMember = Extract<Member, { readonly role: 'console' }>

const consoleId = ({ device, tab }: ConsoleMember) => `${device}.${tab}`

/** Two consoles on one link, neither with a name of its own, are "Laptop" and "Laptop 2": on screens and in the log. */
function numbered(member: Member): Member {
  return member.role !== 'console' || member.ownLabel
    ? member
    : { ...member, label: member.live.presence.freeLabel(consoleId(member), member.label) }
}

function enter(member: Member): () => void {
  const { presence } = member.live
  if (member.role === 'phone') return presence.phone(member.person)
  if (member.role === 'console') return presence.console({ id: consoleId(member), label: member.label })
  return member.role === 'screen' ? presence.screen() : presence.visitor()
}

async function command(member: Member, name: unknown, data: unknown): Promise<Reply> {
  const parsed = parseCommand(name, data)
  if (!parsed.ok)
    return {
      ok: false,
      refusal: parsed.field === null ? { code: 'bad-request' } : { code: 'bad-request', detail: parsed.field },
    }
  const actor = actorOf(member)
  return actor === null ? { ok: false, refusal: { code: 'forbidden' } } : member.live.command(actor, parsed.command)
}

function actorOf(member: Member): Actor | null {
  if (member.role === 'phone') return { role: 'participant', person: member.person }
  if (member.role === 'board' && member.name !== null) return { role: 'visitor', name: member.name }
  return member.role === 'console' ? { role: 'facilitator', label: member.label } : null
}

/** People who were removed, devices whose key and visitors whose link was taken back leave at once. */
function dismiss(pusher: Pusher): void {
  for (const [socket, member] of pusher.members()) {
    const code = whyGone(member)
    if (code !== null) goodbye(socket, { code })
  }
}

function whyGone(member: Member): RefusalCode | null {
  const { people, facilitators, boardKey, afterwards } = member.live.session
  if (member.role === 'board')
    return member.key === (member.name === null ? boardKey : afterwards.takeKey) ? null : 'link-revoked'
  if (member.role === 'phone')
    return people.some((person) => person.id === member.person && person.removed) ? 'removed' : null
  return member.role === 'console' && !facilitators.some((key) => key.id === member.device) ? 'bad-ticket' : null
}

/** What proved the seat, and where it came from, is not kept beside the connection (H8). */
function forget(socket: Socket): void {
  Object.assign(socket.handshake, { auth: {}, headers: {}, query: {}, address: '', url: '' })
  Object.assign(socket.conn, { remoteAddress: '' })
  Object.assign(socket.request, { headers: {}, rawHeaders: [], url: '' })
}

function goodbye(socket: Socket, refusal: Refusal | null): void {
  if (refusal !== null) socket.emit('bye', { refusal })
  socket.disconnect(true)
}

function refusalError(refusal: Refusal): Error {
  return Object.assign(new Error(refusal.code), { data: { refusal } })
}
