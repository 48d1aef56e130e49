// Taking a board home and bringing one back, by HTTP: files for whoever may see it, a calendar address, a board from a file.
import type { Request, Response, Router } from 'express'
import express from 'express'
import { EXPORT_PATH, type ExportKind, IMPORT_BYTES, IMPORT_PATH } from '../../shared/export-kinds.ts'
import { BODY_BYTES, PROTOCOL_VERSION } from '../../shared/limits.ts'
import { Session } from '../../shared/model.ts'
import type { Created } from '../../shared/protocol.ts'
import { BoardRecord, ExportBody, ImportBody, RECORD_FORMAT, RECORD_VERSION } from '../../shared/record.ts'
import { type RefusalCode, sayRefusal } from '../../shared/refusals.ts'
import { fromBuyInToAction } from '../../shared/templates/from-buy-in-to-action.ts'
import { importBoard } from '../core/import-board.ts'
import { boardRecord } from '../core/view/board-record.ts'
import { boardKeyOf } from '../core/view/head.ts'
import { type ExportFile, exportFile } from '../export/export-file.ts'
import type { Directory } from '../live/directory.ts'
import { Refused } from '../live/refused.ts'
import type { Clock, Ids, Press, Report } from '../ports.ts'
import { admit, type Member, readerOf } from './admit.ts'
import type { ExportLimits } from './export-limits.ts'
import type { Bucket, Failures } from './limiter.ts'
import { addressOf } from './limiter.ts'
import { sameOrigin } from './origin.ts'

export type ExportsParts = {
  readonly directory: Directory
  readonly ids: Ids
  readonly clock: Clock
  /** Links that opened nothing. */
  readonly failures: Failures
  readonly limits: ExportLimits
  /** Boards that are brought in, and sessions that begin, of everybody together. */
  readonly imports: Bucket
  readonly sessions: Bucket
  readonly press: Press
  readonly report: Report
  readonly trustProxy: boolean
  readonly origins: readonly string[]
  /** Where this server is reached; null when nobody knows. */
  readonly origin: () => string | null
}

type No = { readonly code: RefusalCode; readonly status: number }

export function createExports(parts: ExportsParts): Router {
  const router = express.Router()
  const fileOf = async (member: Member, kind: ExportKind): Promise<ExportFile | No> => {
    const facts = { link: linkOf(member, parts.origin()), now: parts.clock.now(), pdf: parts.press.pdf }
    try {
      return (await exportFile(recordOf(member, parts), kind, facts)) ?? { code: 'pdf-busy', status: 503 }
    } catch (problem) {
      if (kind !== 'pdf') throw problem
      parts.report('pdf-failed', { why: problem instanceof Error ? problem.message : 'no reason given' })
      return { code: 'pdf-failed', status: 500 }
    }
  }
  /** Whoever has no right and what does not exist get the same answer; guesses are counted. A link taken back says so. */
  const memberOf = async (
    proof: Pick<ExportBody, 'session' | 'role' | 'secret' | 'person'>,
    request: Request,
  ): Promise<Member | No> => {
    const address = addressOf(request, parts.trustProxy)
    if (!parts.failures.allows(address)) return { code: 'too-many-tries', status: 429 }
    const member = await admit({ protocol: PROTOCOL_VERSION, ...proof }, parts.directory, parts.ids)
    if (typeof member !== 'string') {
      const may = parts.limits.allows(member.live.session.id, member.role)
      return may ? member : { code: 'many-files', status: 429 }
    }
    // No guess: it was good once. A calendar that asks on with it must not shut out others behind its address.
    if (member === 'link-revoked') return { code: member, status: 410 }
    parts.failures.add(address)
    return { code: 'no-such-link', status: 404 }
  }

  router.get('/ics/:session/:key.ics', async (request, response) => {
    const { session = '', key = '' } = request.params
    const found = await memberOf({ session, role: 'board', secret: key }, request)
    // Calendars keep their addresses on other people's servers: the link that changes things is none.
    const takesPart = 'role' in found && found.role === 'board' && found.name !== null
    const member: Member | No = takesPart ? { code: 'no-such-link', status: 404 } : found
    const file = 'code' in member ? member : await fileOf(member, 'ics')
    if ('code' in file) {
      retryLater(response, file)
      response.status(file.status).type('text/plain').send(sayRefusal(file))
      return
    }
    // Calendars ask from elsewhere and show it; a browser saves it.
    response.set({ 'Content-Type': file.type, 'Content-Disposition': file.disposition }).send(file.body)
  })

  router.use([EXPORT_PATH, IMPORT_PATH], (request, response, next) => {
    response.set('Connection', 'close')
    if (sameOrigin(request, parts.origins)) next()
    else response.status(403).json({ refusal: { code: 'another-origin' } })
  })

  router.post(EXPORT_PATH, express.json({ limit: BODY_BYTES }), async (request, response) => {
    const parsed = ExportBody.safeParse(request.body)
    if (!parsed.success) return refuse(response, { code: 'bad-request', status: 400 })
    const { kind, ...proof } = parsed.data
    const member = await memberOf(proof, request)
    if ('code' in member) return refuse(response, member)
    const file = await fileOf(member, kind)
    if ('code' in file) return refuse(response, file)
    response.set({ 'Content-Type': file.type, 'Content-Disposition': file.disposition }).send(file.body)
  })

  // Before anything of it is read: a board may be large.
  router.post(IMPORT_PATH, (_request, response, next) => {
    if (parts.imports.take()) next()
    else refuse(response, { code: 'slow-down', status: 429 })
  })
  router.post(IMPORT_PATH, express.json({ limit: IMPORT_BYTES }), async (request, response) => {
    const result = await imported(request.body, parts)
    if ('status' in result) refuse(response, result)
    else response.json(result)
  })

  // Express knows an error handler by its four parameters. What is not ours goes on to the next.
  router.use((problem: unknown, _request: Request, response: Response, next: (problem: unknown) => void) => {
    const status = problem instanceof Error && 'status' in problem ? problem.status : 500
    if (status === 413) refuse(response, { code: 'too-long', status })
    else if (status === 400) refuse(response, { code: 'no-board', status })
    else next(problem)
  })
  return router
}

function recordOf(member: Member, { ids, clock }: Pick<ExportsParts, 'ids' | 'clock'>): BoardRecord {
  const { live, role } = member
  const reader = member.role === 'board' ? readerOf(member) : 'takes-part'
  return boardRecord(live.session, live.facts(), clock.now(), role === 'console' ? ids.shuffle : null, reader)
}

/** The read-only link, whoever asks: a file is passed on. A participant has it from the close on. */
function linkOf({ live: { session }, role }: Member, origin: string | null): string | null {
  const key = role === 'phone' ? boardKeyOf(session) : session.boardKey
  return origin === null || key === null ? null : `${origin.replace(/\/$/, '')}/board#s=${session.id}&k=${key}`
}

async function imported(body: unknown, parts: ExportsParts): Promise<Created | No> {
  const { directory, ids, clock } = parts
  const record = ImportBody.safeParse(body)
  if (!record.success) return { code: 'no-board', status: 400 }
  const said = record.data.record
  const isOurs = typeof said === 'object' && said !== null && 'format' in said && said.format === RECORD_FORMAT
  if (isOurs && 'version' in said && said.version !== RECORD_VERSION) return { code: 'other-version', status: 400 }
  const parsed = BoardRecord.safeParse(said)
  if (!parsed.success) return { code: 'no-board', status: 400 }
  if (!parts.sessions.take()) return { code: 'slow-down', status: 429 }
  const { board } = parsed.data
  // Whoever brings a board back comes back to what was decided.
  const template = fromBuyInToAction
  const start = {
    template: template.id,
    title: board.title,
    statement: board.statement,
    goal: board.goal,
    roomSize: template.roomSize,
    minutes: {},
    functions: [],
    levels: [],
    robots: 0,
  }
  try {
    const { live, secrets } = await directory.create(start, template, (fresh) => {
      const begun = importBoard(fresh, parsed.data, clock.now(), () => ids.id())
      if (typeof begun === 'string') throw new Refused({ code: begun })
      // The last word has the schema of what we keep.
      if (!Session.safeParse(begun.session).success) throw new Refused({ code: 'no-board' })
      const cards = begun.cards.map((card) => ({ ...card, round: 'imported.1', room: null, mark: ids.id() }))
      return { session: begun.session, cards }
    })
    return { session: live.session.id, code: live.session.code ?? '', ...secrets, origin: parts.origin() }
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem
    const { code } = problem.refusal
    return { code, status: code === 'busy' || code === 'storage-full' ? 503 : 400 }
  }
}

function refuse(response: Response, no: No): void {
  retryLater(response, no)
  response.status(no.status).json({ refusal: { code: no.code } })
}

/** Guesses are counted for a minute; for files there is room again sooner. */
function retryLater(response: Response, { code, status }: No): void {
  if (status === 429 || status === 503) response.set('Retry-After', code === 'too-many-tries' ? '60' : '30')
}
