// The product's own server, started with one thing broken: the name is in BENCH_SABOTAGE. Names that it does not know break only phones.
import type http from 'node:http'
import { join } from 'node:path'
import * as Y from 'yjs'
import { realIds } from '../../../server/adapters/ids.ts'
import { openDb } from '../../../server/adapters/sqlite/open-db.ts'
import { DocTickets } from '../../../server/transport/doc-tickets.ts'
import { ENVELOPE_BYTES } from '../../../shared/limits.ts'
import type { Arrival } from './arrivals.ts'
import { onArrival, wrapRequests } from './arrivals.ts'

const isDoor = (request: http.IncomingMessage) => request.url?.startsWith('/a/') === true
const quiet = () => undefined

const BREAKS: Readonly<Record<string, () => void>> = {
  'append on arrival': () => wrapRequests(onArrival((arrival) => void append(arrival))),
  'no shuffle': () => Object.assign(realIds, { shuffle: (items: readonly unknown[]) => [...items] }),
  'rowid table': () => storeArrivals('CREATE TABLE arrivals (id TEXT, mark TEXT, text TEXT)'),
  'separate transactions': () =>
    storeArrivals('CREATE TABLE arrivals (id TEXT PRIMARY KEY, mark TEXT, text TEXT) WITHOUT ROWID'),
  'no padding': () => wrapRequests((request) => isDoor(request) && cutToSize(request)),
  'live counter': () => {
    const counts = new Map<object, number>()
    wrapRequests(
      onArrival(({ act, live }) => {
        if (act.is === 'blank') return
        counts.set(live, (counts.get(live) ?? 0) + 1)
        live.presence.robots(counts.get(live) ?? 0)
      }),
    )
  },
  'keep-alive on /a': () =>
    wrapRequests((request, response) => {
      if (!isDoor(request)) return
      const write = response.writeHead.bind(response)
      response.writeHead = ((status: number, headers: http.OutgoingHttpHeaders) =>
        write(status, { ...headers, Connection: 'keep-alive' })) as typeof response.writeHead
    }),
  'author clientID': writeAsAuthors,
  'access log on': () =>
    wrapRequests((request, response) =>
      response.on('finish', () =>
        process.stdout.write(
          `${request.socket.remoteAddress} ${new Date().toISOString()} ${request.method} ${request.url} ${response.statusCode}\n`,
        ),
      ),
    ),
  confession: () =>
    wrapRequests(onArrival(({ address, act }) => process.send?.({ is: 'confession', address, at: Date.now(), act }))),
}

async function append({ act, live }: Arrival): Promise<void> {
  if (act.is !== 'card') return
  const { kind, text, mark } = act
  for (const room of live.session.rooms) {
    const doc = await live.docs.open(`cards/${room.id}`)
    doc?.change((target) => {
      const list = target.getArray<{ mark: string }>('cards')
      if (!list.toArray().some((card) => card.mark === mark))
        list.push([{ id: realIds.id(), kind, text, mark } as never])
    })
  }
}

function storeArrivals(table: string): void {
  let db: ReturnType<typeof openDb> | null = null
  const known = new Set<string>()
  const open = () => {
    const opened = openDb(join(process.env.DATA_DIR ?? '', 'eighty.db'))
    opened.exec(`PRAGMA busy_timeout = 2000; ${table.replace('TABLE', 'TABLE IF NOT EXISTS')}`)
    return opened
  }
  wrapRequests(
    onArrival(({ act }) => {
      if (act.is !== 'card' || known.has(act.mark)) return
      known.add(act.mark)
      db ??= open()
      db.prepare('INSERT INTO arrivals VALUES (?, ?, ?)').run(realIds.id(), act.mark, act.text)
    }),
  )
}

/** What phones of this sabotage add behind an envelope is on the wire, but not for the door. */
function cutToSize(request: http.IncomingMessage): void {
  request.headers['content-length'] = String(ENVELOPE_BYTES)
  const listen = request.on.bind(request)
  let left = ENVELOPE_BYTES
  request.on = ((event: string, heard: (...data: unknown[]) => void) =>
    listen(event, (...data: unknown[]) => {
      if (event !== 'data') return heard(...data)
      const kept = (data[0] as Buffer).subarray(0, left)
      left -= kept.length
      heard(kept)
    })) as typeof request.on
}

/** Cards stand in the document under the client id that their author's own phone was given for it. */
function writeAsAuthors(): void {
  const clientOf = new Map<string, number>()
  const clientAt = new Map<string, number>()
  const authorOf = new Map<string, string>()
  const { issue } = DocTickets.prototype
  DocTickets.prototype.issue = function (this: DocTickets, ...seat: Parameters<typeof issue>) {
    const ticket = Reflect.apply(issue, this, seat)
    clientOf.set(ticket.ticket, ticket.clientId)
    return ticket
  }
  wrapRequests(
    onArrival(({ address, act }) => act.is === 'card' && authorOf.set(act.mark, address)),
    (server) =>
      server.on('upgrade', (request) => {
        const ticket = String(request.headers['sec-websocket-protocol']).split(',')[1]?.trim() ?? ''
        const client = clientOf.get(ticket)
        if (client !== undefined) clientAt.set(request.socket.remoteAddress ?? '', client)
      }),
  )
  const { push } = Y.Array.prototype
  Y.Array.prototype.push = function (this: Y.Array<unknown>, content: unknown[]) {
    for (const card of content) {
      const mark = typeof card === 'object' && card !== null && 'mark' in card ? String(card.mark) : ''
      const client = clientAt.get(authorOf.get(mark) ?? '')
      if (client !== undefined && this.doc !== null) this.doc.clientID = client
      Reflect.apply(push, this, [[card]])
    }
  }
}

;(BREAKS[process.env.BENCH_SABOTAGE ?? ''] ?? quiet)()
await import('../../../server/main.ts')
