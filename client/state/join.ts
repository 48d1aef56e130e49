// From a room code to a seat, over HTTP. The ticket is drawn here, so that asking twice makes one seat.
import type {
  API,
  CreateBody,
  Created,
  Found,
  JoinBody,
  Joined,
  TakenOver,
  TakeoverBody,
} from '../../shared/protocol.ts'
import type { Refusal } from '../../shared/refusals.ts'

export type Result<T> = { readonly ok: true; readonly data: T } | { readonly ok: false; readonly refusal: Refusal }

/** Paths, without the schemas: the phone does not carry zod. */
const PATHS = {
  create: '/api/sessions',
  code: '/api/code',
  join: '/api/join',
  takeover: '/api/takeover',
} as const satisfies { readonly [N in keyof typeof API]: (typeof API)[N]['path'] }

async function post<T>(url: string, path: string, body: unknown, send: typeof fetch): Promise<Result<T>> {
  try {
    const answer = await send(url + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
    })
    const data: unknown = await answer.json()
    if (answer.ok) return { ok: true, data: data as T }
    return { ok: false, refusal: (data as { refusal?: Refusal }).refusal ?? { code: 'internal' } }
  } catch {
    // No connection, or something that is not us answered (a hotel's sign-in page, for one).
    return { ok: false, refusal: { code: 'offline' } }
  }
}

export function findCode(code: string, url = '', send: typeof fetch = fetch): Promise<Result<Found>> {
  return post(url, PATHS.code, { code }, send)
}

export function joinSession(body: JoinBody, url = '', send: typeof fetch = fetch): Promise<Result<Joined>> {
  return post(url, PATHS.join, body, send)
}

export function takeOver(
  door: TakeoverBody['door'],
  recovery: string,
  url = '',
  send: typeof fetch = fetch,
): Promise<Result<TakenOver>> {
  return post(url, PATHS.takeover, { door, recovery }, send)
}

export function createSession(body: CreateBody, url = '', send: typeof fetch = fetch): Promise<Result<Created>> {
  return post(url, PATHS.create, body, send)
}
