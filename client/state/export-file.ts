// A board as a file from the server, and a board from a file to it.
import { EXPORT_PATH, type ExportKind, IMPORT_PATH } from '../../shared/export-kinds.ts'
import type { Created } from '../../shared/protocol.ts'
import type { Refusal } from '../../shared/refusals.ts'
import type { Result } from './join.ts'

/** How the page that asks was opened: a board link's key, a facilitator's secret, a phone's ticket. */
export type ExportProof = {
  readonly session: string
  readonly role: 'board' | 'console' | 'phone'
  readonly secret: string
  readonly person?: string
}
export type FetchedFile = { readonly name: string; readonly blob: Blob }

export async function fetchExport(
  proof: ExportProof,
  kind: ExportKind,
  send: typeof fetch = fetch,
): Promise<Result<FetchedFile>> {
  return ask(EXPORT_PATH, { ...proof, kind }, send, async (answer) => ({
    name: nameIn(answer.headers.get('content-disposition') ?? ''),
    blob: await answer.blob(),
  }))
}

/** A new session that goes on with the board in this file; `no-board` when it holds none. */
export async function importBoardFile(text: string, send: typeof fetch = fetch): Promise<Result<Created>> {
  let record: unknown
  try {
    record = JSON.parse(text)
  } catch {
    return { ok: false, refusal: { code: 'no-board' } }
  }
  return ask(IMPORT_PATH, { record }, send, async (answer) => (await answer.json()) as Created)
}

async function ask<T>(
  path: string,
  body: unknown,
  send: typeof fetch,
  read: (answer: Response) => Promise<T>,
): Promise<Result<T>> {
  try {
    const answer = await send(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
    })
    if (answer.ok) return { ok: true, data: await read(answer) }
    const { refusal } = (await answer.json()) as { refusal?: Refusal }
    return { ok: false, refusal: refusal ?? { code: 'internal' } }
  } catch {
    // No connection, or something that is not us answered.
    return { ok: false, refusal: { code: 'offline' } }
  }
}

/** The true name, as RFC 6266 writes it, else the plain one. */
function nameIn(disposition: string): string {
  const coded = /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1]
  if (coded !== undefined)
    try {
      return decodeURIComponent(coded)
    } catch {
      // The plain one, then.
    }
  return /filename="([^"]+)"/.exec(disposition)?.[1] ?? 'eighty'
}
