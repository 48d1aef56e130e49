// The door for anonymous acts: POST /a/<session>/<round>, one envelope, ahead of everything else (ANONYMITY decision 2, R5).
// No cookies, no session, no logger; the body alone is read; the answer is the same whatever was in it.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { ENVELOPE_BYTES } from '../../shared/limits.ts'
import type { Bucket, Failures } from './limiter.ts'
import { addressOf } from './limiter.ts'

const PATH = /^\/a\/([A-Za-z0-9_-]{1,40})\/([A-Za-z0-9_.-]{1,60})$/

export type Door = (request: IncomingMessage, response: ServerResponse) => boolean

/** Returns a handler that says whether the request was for the door. `hold` gets exactly one envelope's bytes. */
export function createDoor(parts: {
  readonly bucket: Bucket
  /** Who sends what no phone would send: counted under a key of this process, for a minute, and written nowhere. */
  readonly rubbish: Failures
  readonly trustProxy: boolean
  /** Whether there is no more room behind everybody else. */
  readonly crowded: () => boolean
  /** `last`: after everybody else's. Resolves to false for what no phone would send. */
  readonly hold: (session: string, round: string, envelope: Uint8Array, last: boolean) => Promise<boolean>
}): Door {
  return (request, response) => {
    if (!request.url?.startsWith('/a/')) return false
    const path = PATH.exec(request.url)
    if (request.method !== 'POST' || path === null) return answer(response, 404)
    const length = Number(request.headers['content-length'] ?? ENVELOPE_BYTES)
    if (length !== ENVELOPE_BYTES) return answer(response, 413, request)
    if (!parts.bucket.take()) return answer(response, 503, request)
    const [, session = '', round = ''] = path
    const address = addressOf(request, parts.trustProxy)
    const last = !parts.rubbish.allows(address)
    // An honest phone behind the same address tries again; what it sent must not be taken and then dropped.
    if (last && parts.crowded()) return answer(response, 503, request)
    collect(request, (envelope) => {
      if (envelope === null) return answer(response, 413)
      void parts.hold(session, round, envelope, last).then((good) => good || parts.rubbish.add(address))
      envelope.fill(0)
      return answer(response, 202)
    })
    return true
  }
}

function collect(request: IncomingMessage, done: (envelope: Uint8Array | null) => void): void {
  const body = new Uint8Array(ENVELOPE_BYTES)
  let size = 0
  request.on('data', (chunk: Uint8Array) => {
    if (size > ENVELOPE_BYTES) return
    if (size + chunk.length <= ENVELOPE_BYTES) body.set(chunk, size)
    size += chunk.length
    // Chunks announce no length and need not end: too much is answered at once, and the answer ends the connection.
    if (size > ENVELOPE_BYTES) done(null)
  })
  request.on('end', () => size <= ENVELOPE_BYTES && done(size === ENVELOPE_BYTES ? body : null))
  request.on('error', () => done(null))
}

function answer(response: ServerResponse, status: number, unread?: IncomingMessage): true {
  // A fresh connection for every envelope: two on one would say that one phone sent both (H3, H4).
  response.writeHead(status, {
    Connection: 'close',
    'Cache-Control': 'no-store',
    'Access-Control-Allow-Origin': '*',
    'Content-Length': '0',
  })
  response.end()
  unread?.resume()
  return true
}
