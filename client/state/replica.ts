// A Y.Doc on this device, kept equal to the server's whenever there is a link, and in hand when there is none.
import * as decoding from 'lib0/decoding'
import { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { DOC_CLOSE, DOC_NOTICE, DOC_PROTOCOL } from '../../shared/docs.ts'
import { randomBelow } from './random.ts'
import { type Readable, writable } from './readable.ts'
import { onWake } from './wake.ts'

export type ReplicaStatus = 'connecting' | 'live' | 'offline' | 'refused'
/**
 * Why something typed here may not be with the others. `full`, `frozen`: said by the doc, the link stays. The rest are final until
 * `retry`: `no-right` (moved, removed), `replaced` (open in a newer tab), `too-long` (one edit larger than a frame), `broken`.
 */
export type ReplicaTrouble = 'full' | 'frozen' | 'no-right' | 'replaced' | 'too-long' | 'broken'

export type ReplicaParts = {
  /** The server's origin, `http://…` or `ws://…`; '' for the page's own. */
  readonly url: string
  readonly session: string
  /** A name of shared/docs.ts. */
  readonly doc: string
  /** Asks the server for a ticket; `clientId` is the one this replica would like to keep. Null: not now (offline, no right yet). */
  ticket(clientId: number | null): Promise<{ readonly ticket: string; readonly clientId: number } | null>
  readonly WebSocketPolyfill?: typeof WebSocket
  /** Longest random wait before coming back after a lost link (ms), so that a whole room does not come at once. */
  readonly jitterMs?: number
}

export type Replica = {
  /** The same for the replica's life, with its content when offline. */
  readonly doc: Y.Doc
  /** True while everything the server had has arrived over the present link. */
  readonly synced: Readable<boolean>
  readonly status: Readable<ReplicaStatus>
  readonly trouble: Readable<ReplicaTrouble | null>
  /** Takes the doc back from another tab, or tries again after a refusal. */
  retry(): void
  close(): void
}

const JITTER_MS = 2_000
const LONGEST_WAIT_MS = 3_000
/** A link that has not brought the doc by then is given up: a browser alone would wait a minute. */
const PATIENCE_MS = 10_000
/** The server says something at least every 15 s: longer silence after a sleep means that the link is dead, whatever it says. */
const SILENCE_MS = 20_000
/** A ticket can come too late once or twice; more often means that the server does not want us. */
const TICKETS_REFUSED = 3
const TOO_BIG = 1009

const FINAL: ReadonlyMap<number, ReplicaTrouble> = new Map([
  [DOC_CLOSE.noRight, 'no-right'],
  [DOC_CLOSE.replaced, 'replaced'],
  [DOC_CLOSE.badFrame, 'broken'],
  [TOO_BIG, 'too-long'],
])

export function openReplica(parts: ReplicaParts): Replica {
  const doc = new Y.Doc()
  const synced = writable(false)
  const status = writable<ReplicaStatus>('connecting')
  const trouble = writable<ReplicaTrouble | null>(null)
  const jitterMs = parts.jitterMs ?? JITTER_MS
  const awareness = silent(doc)
  const provider = new WebsocketProvider(`${originOf(parts.url)}/yjs/${parts.session}`, parts.doc, doc, {
    connect: false,
    disableBc: true,
    awareness,
    shouldReconnect: () => false,
    ...(parts.WebSocketPolyfill === undefined ? {} : { WebSocketPolyfill: parts.WebSocketPolyfill }),
  })
  withoutExitHandler(provider)

  let granted: number | null = null
  let attempt = 0
  let ticketsRefused = 0
  let timer: ReturnType<typeof setTimeout> | null = null
  let patience: ReturnType<typeof setTimeout> | null = null
  let asking = false
  let wanted = true
  let closed = false

  async function connect(): Promise<void> {
    if (!wanted || asking || provider.ws !== null) return
    asking = true
    stopTimer()
    const ticket = await parts.ticket(granted).catch(() => null)
    asking = false
    if (!wanted) return
    if (ticket === null) return comeBack()
    granted = ticket.clientId
    // What was typed before under another id stays and travels with our answer to the server's SyncStep1.
    doc.clientID = ticket.clientId
    awareness.clientID = ticket.clientId
    awareness.setLocalState(null)
    provider.protocols = [DOC_PROTOCOL, ticket.ticket]
    patience = setTimeout(() => provider.disconnect(), PATIENCE_MS)
    try {
      provider.connect()
    } catch {
      comeBack()
    }
  }

  function comeBack(): void {
    if (!wanted) return
    status.set('offline')
    stopTimer()
    const wait = Math.min(LONGEST_WAIT_MS, 250 * 2 ** attempt) + randomBelow(Math.max(1, Math.round(jitterMs)))
    attempt = Math.min(attempt + 1, 10)
    timer = setTimeout(() => {
      timer = null
      void connect()
    }, wait)
  }

  function stopTimer(): void {
    if (timer !== null) clearTimeout(timer)
    if (patience !== null) clearTimeout(patience)
    timer = null
    patience = null
  }

  function refuse(because: ReplicaTrouble): void {
    wanted = false
    stopTimer()
    trouble.set(because)
    status.set('refused')
  }

  provider.on('sync', (is: boolean) => {
    synced.set(is)
    if (!is || !wanted) return
    stopTimer()
    attempt = 0
    ticketsRefused = 0
    status.set('live')
  })
  provider.on('connection-close', (event) => {
    // The provider would come back by itself with the ticket that is spent: we do it, with a new one.
    provider.shouldConnect = false
    synced.set(false)
    if (!wanted) return
    const code = event?.code ?? 0
    const because = FINAL.get(code)
    if (because !== undefined) return refuse(because)
    if (code === DOC_CLOSE.badTicket && ++ticketsRefused >= TICKETS_REFUSED) return refuse('no-right')
    comeBack()
  })
  provider.messageHandlers[DOC_NOTICE] = (_encoder, decoder) => {
    const notice = decoding.readVarString(decoder)
    if (notice === 'full' || notice === 'frozen') trouble.set(notice)
    if (notice === 'taken') trouble.set(null)
  }
  doc.on('update', (_update, _origin, _doc, { local }: Y.Transaction) => {
    if (local && trouble.get() === 'frozen') trouble.set(null)
  })
  const stopWake = onWake(() => {
    if (!wanted) return
    const silence = Date.now() - provider.wsLastMessageReceived
    if (provider.wsconnected && silence > SILENCE_MS) provider.disconnect()
    attempt = 0
    void connect()
  })
  void connect()

  return {
    doc,
    synced,
    status,
    trouble,
    retry() {
      if (closed) return
      wanted = true
      attempt = 0
      ticketsRefused = 0
      trouble.set(null)
      if (provider.ws === null) status.set('connecting')
      void connect()
    },
    close() {
      if (closed) return
      closed = true
      wanted = false
      stopTimer()
      stopWake()
      provider.destroy()
      awareness.destroy()
      doc.destroy()
      synced.set(false)
      status.set('offline')
    },
  }
}

/** No carets, no names, no "is typing": an awareness that never says anything. */
function silent(doc: Y.Doc): Awareness {
  const awareness = new Awareness(doc)
  awareness.setLocalState(null)
  return awareness
}

/** The provider's goodbye at process exit is about awareness only; hundreds of robots would each hang a listener there. */
function withoutExitHandler(provider: WebsocketProvider): void {
  const { process } = globalThis as { process?: { off?(event: string, fn: () => void): void } }
  process?.off?.('exit', provider._exitHandler)
}

function originOf(url: string): string {
  return (url === '' ? location.origin : url).replace(/^http/, 'ws').replace(/\/+$/, '')
}
