// Whether a request comes from our own pages: its Origin, if it has one, must be the host it was sent to or a named one.
import type { IncomingMessage } from 'node:http'

export function sameOrigin(request: IncomingMessage, allowed: readonly string[]): boolean {
  const origin = request.headers.origin
  if (origin === undefined) return true
  if (allowed.includes(origin)) return true
  try {
    return new URL(origin).host === request.headers.host
  } catch {
    return false
  }
}
