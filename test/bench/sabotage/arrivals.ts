// For servers that are broken on purpose: hears of every act in the moment in which its envelope is opened, with its sender's address.
import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks'
import http from 'node:http'
import { syncBuiltinESMExports } from 'node:module'
import { LiveSession } from '../../../server/live/live-session.ts'
import { ACTS } from '../../../shared/anon/act.ts'
import type { Act } from '../../../shared/anon/envelope.ts'

export type Arrival = { readonly address: string; readonly act: Act; readonly live: LiveSession }

type Listener = (request: http.IncomingMessage, response: http.ServerResponse) => void

const context = new AsyncLocalStorage<{ readonly address: string; live: LiveSession | null }>()

/** Wraps every server that is made from now on. `prepare` sees each request first. */
export function wrapRequests(prepare: Listener, onServer: (server: http.Server) => void = () => undefined): void {
  const create = http.createServer.bind(http)
  const wrapped = (options: http.ServerOptions, listener: Listener) => {
    const server = create(options, (request, response) => {
      prepare(request, response)
      listener(request, response)
    })
    onServer(server)
    return server
  }
  http.createServer = wrapped as typeof http.createServer
  syncBuiltinESMExports()
}

export function onArrival(arrived: (arrival: Arrival) => void): Listener {
  for (const schema of Object.values(ACTS)) {
    const parse = schema.safeParse.bind(schema)
    Object.defineProperty(schema, 'safeParse', {
      value: (value: unknown) => {
        const parsed = parse(value)
        const here = context.getStore()
        const live = here?.live ?? null
        if (!parsed.success || here === undefined || live === null) return parsed
        // Each request brings one act; what is parsed again when the batch is made is not of whoever sent last.
        here.live = null
        arrived({ address: here.address, act: parsed.data as Act, live })
        return parsed
      },
    })
  }
  const { hold } = LiveSession.prototype
  LiveSession.prototype.hold = function (this: LiveSession, ...envelope: Parameters<typeof hold>) {
    const here = context.getStore()
    if (here !== undefined) here.live = this
    return Reflect.apply(hold, this, envelope)
  }
  return (request) => {
    const store = { address: request.socket.remoteAddress ?? '', live: null }
    const listen = request.on.bind(request)
    // A request's own events do not remember who asked.
    request.on = ((event: string, heard: (...data: unknown[]) => void) =>
      listen(
        event,
        context.run(store, () => AsyncResource.bind(heard)),
      )) as typeof request.on
  }
}
