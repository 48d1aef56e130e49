// The few things asked by HTTP, before there is a socket: create, look up a code, join, take over. JSON in, JSON out.

import type { Request, Response, Router } from 'express'
import express from 'express'
import type { ZodMiniType } from 'zod/mini'
import { BODY_BYTES, LIMITS } from '../../shared/limits.ts'
import type { Created, Found, Joined, TakenOver } from '../../shared/protocol.ts'
import { API } from '../../shared/protocol.ts'
import type { Refusal, RefusalCode } from '../../shared/refusals.ts'
import { parseCode } from '../../shared/room-code.ts'
import { templateById } from '../../shared/templates/all.ts'
import type { Directory } from '../live/directory.ts'
import type { LiveSession } from '../live/live-session.ts'
import { Refused } from '../live/refused.ts'
import type { Ids, Report, Robots } from '../ports.ts'
import type { Bucket, Failures } from './limiter.ts'
import { addressOf } from './limiter.ts'
import { sameOrigin } from './origin.ts'
import { SECURITY_HEADERS } from './pages.ts'

export type ApiParts = {
  readonly directory: Directory
  readonly ids: Ids
  readonly failures: Failures
  /** New sessions, of everybody together: whoever reaches the server may make one. */
  readonly sessions: Bucket
  readonly report: Report
  readonly robots: Robots
  readonly trustProxy: boolean
  readonly origins: readonly string[]
  readonly origin: () => string | null
}

type Answer<T> = { readonly data: T } | { readonly refusal: Refusal; readonly status?: number }

/** Rehearsals at once: each is a program of its own. */
const REHEARSALS = 4

/** Not the sender's doing: the same again may work in a moment. */
const PASSING: readonly RefusalCode[] = ['busy', 'storage-full']

const refuse = (code: RefusalCode, status = 400): { refusal: Refusal; status: number } => ({
  refusal: { code },
  status,
})

export function createApi(parts: ApiParts): Router {
  const router = express.Router()
  router.use((request, response, next) => {
    // A connection that told a name must not be there any more when this phone's first envelope needs one (H2).
    response.set({ ...SECURITY_HEADERS, 'Cache-Control': 'no-store', Connection: 'close' })
    if (sameOrigin(request, parts.origins)) next()
    else response.status(403).json({ refusal: { code: 'another-origin' } })
  })
  router.use(express.json({ limit: BODY_BYTES, strict: true }))
  const post = <S extends ZodMiniType, T>(
    route: { path: string; body: S },
    answer: (body: S['_zod']['output'], request: Request) => Promise<Answer<T>>,
  ) =>
    router.post(route.path.replace('/api', ''), async (request: Request, response: Response) => {
      const parsed = route.body.safeParse(request.body)
      if (!parsed.success) {
        response
          .status(400)
          .json({ refusal: { code: 'bad-request', detail: parsed.error.issues[0]?.path.join('.') ?? 'body' } })
        return
      }
      const result = await answer(parsed.data, request).catch((problem: unknown) => {
        // The session changed between looking and deciding: somebody locked the door, the last seat went.
        if (problem instanceof Refused)
          return { refusal: problem.refusal, status: PASSING.includes(problem.refusal.code) ? 503 : 409 }
        throw problem
      })
      if ('data' in result) {
        response.json(result.data)
        return
      }
      if (result.status === 429) response.set('Retry-After', '60')
      response.status(result.status ?? 400).json({ refusal: result.refusal })
    })

  let rehearsals = 0
  post(API.create, async (body): Promise<Answer<Created>> => {
    const template = templateById(body.template)
    if (template === null) return refuse('not-found')
    if (body.robots > 0 && rehearsals >= REHEARSALS) return refuse('busy', 503)
    if (!parts.sessions.take()) return refuse('slow-down', 429)
    // Counted before anything is waited for, or ten at once would all be the first.
    if (body.robots > 0) rehearsals++
    const { live, secrets } = await parts.directory.create(body, template).catch((problem: unknown) => {
      if (body.robots > 0) rehearsals--
      throw problem
    })
    const { id, code } = live.session
    if (code === null) return refuse('internal', 500)
    parts.report('session-created')
    if (body.robots > 0) {
      const people = body.robots
      live.presence.robots(people)
      const ended = () => {
        rehearsals--
        live.presence.robots(0)
      }
      const stop = parts.robots.start({ session: id, code, people, ended })
      live.onChange(() => live.session.status === 'ended' && stop())
    }
    return { data: { session: id, code, ...secrets, origin: parts.origin() } }
  })

  /** Failures are counted, never joins: a whole hotel is behind one address. */
  const find = async (typed: string, request: Request): Promise<LiveSession | { refusal: Refusal; status: number }> => {
    const address = addressOf(request, parts.trustProxy)
    if (!parts.failures.allows(address)) return refuse('too-many-tries', 429)
    const code = parseCode(typed)
    if (code === null) return refuse('bad-code', 404)
    const live = await parts.directory.byCode(code)
    if (live !== null && live.session.status === 'live') return live
    if (parts.directory.hasEnded(code)) return refuse('ended', 410)
    parts.failures.add(address)
    return refuse('unknown-code', 404)
  }

  const findById = async (
    id: string,
    request: Request,
  ): Promise<LiveSession | { refusal: Refusal; status: number }> => {
    const address = addressOf(request, parts.trustProxy)
    if (!parts.failures.allows(address)) return refuse('too-many-tries', 429)
    const live = await parts.directory.open(id)
    if (live !== null) return live
    parts.failures.add(address)
    return refuse('no-such-link', 404)
  }

  post(API.code, async (body, request): Promise<Answer<Found>> => {
    const found = await find(body.code, request)
    if ('refusal' in found) return found
    const { id, title, functions, levels, locked } = found.session
    return { data: { session: id, title, functions, levels, locked } }
  })

  post(API.join, async (body, request): Promise<Answer<Joined>> => {
    const found = await find(body.code, request)
    if ('refusal' in found) return found
    const ticket = parts.ids.hash(body.ticket)
    const { session } = found
    const seat = session.people.find((person) => person.ticket === ticket)
    if (seat?.removed) return refuse('removed', 403)
    if (seat !== undefined) return { data: { session: session.id, person: seat.id } }
    if (session.locked) return refuse('locked', 403)
    if (session.people.filter((person) => !person.removed).length >= LIMITS.people) return refuse('full', 403)
    if (body.fn !== null && !session.functions.includes(body.fn)) return refuse('not-on-list')
    if (body.level !== null && !session.levels.includes(body.level)) return refuse('not-on-list')
    const id = parts.ids.id()
    await found.system({
      name: 'system.join',
      data: {
        person: {
          id,
          name: body.name,
          fn: body.fn,
          level: body.level,
          role: 'participant',
          room: null,
          ticket,
          removed: false,
        },
      },
    })
    // The same ticket twice in one moment makes one seat: whose id it bears is known only now.
    const seated = found.session.people.find((person) => person.ticket === ticket)
    return { data: { session: session.id, person: seated?.id ?? id } }
  })

  post(API.takeover, async (body, request): Promise<Answer<TakenOver>> => {
    const { door } = body
    const found = 'code' in door ? await find(door.code, request) : await findById(door.session, request)
    if ('refusal' in found) return found
    const typed = body.recovery
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[^A-Z0-9]/g, '')
    if (parts.ids.hash(typed) !== found.session.recovery) {
      parts.failures.add(addressOf(request, parts.trustProxy))
      return refuse('bad-recovery', 403)
    }
    const secret = parts.ids.secret()
    await found.system({
      name: 'system.facilitator',
      data: { id: parts.ids.id(), hash: parts.ids.hash(secret), label: 'Second device' },
    })
    return { data: { session: found.session.id, secret } }
  })

  router.use((_request, response) => {
    response.status(404).json({ refusal: { code: 'not-found' } })
  })
  // Express knows an error handler by its four parameters.
  router.use((problem: unknown, _request: Request, response: Response, _next: () => void) => {
    const status =
      problem instanceof Error && 'status' in problem && typeof problem.status === 'number' ? problem.status : 500
    if (status >= 500) parts.report('request-crashed')
    const code: RefusalCode = status === 413 ? 'too-long' : status < 500 ? 'bad-request' : 'internal'
    if (!response.headersSent) response.status(status).json({ refusal: { code } })
  })
  return router
}
