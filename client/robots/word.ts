// Types a commitment's wording into the shared `board` document, as the console's fields do.
import WebSocket from 'ws'
import type { WordingField } from '../../shared/docs.ts'
import { writeWording } from '../../shared/docs.ts'
import { openReplica } from '../state/replica.ts'
import type { Console } from './console.ts'
import type { RobotParts } from './robot.ts'

export async function word(
  parts: { readonly console: Console; readonly url: string; readonly session: string },
  commitment: string,
  wording: Readonly<Record<WordingField, string>>,
): Promise<void> {
  const replica = openReplica({
    url: parts.url,
    session: parts.session,
    doc: 'board',
    ticket: async (clientId) => {
      const reply = await parts.console.ask('doc', { doc: 'board', clientId })
      return reply.ok ? (reply.data ?? null) : null
    },
    WebSocketPolyfill: WebSocket as unknown as RobotParts['WebSocket'],
  })
  await new Promise<void>((resolve) => {
    const look = () => replica.synced.get() && resolve()
    replica.synced.subscribe(look)
    look()
  })
  writeWording(replica.doc, commitment, wording)
  // The wording is in when the session's own copy says so.
  await new Promise<void>((resolve) => {
    const stop = parts.console.common.subscribe(() => look())
    const look = () => {
      const now = parts.console.common.get()?.commitments.find((one) => one.id === commitment)
      if (now?.wording.givingUp !== wording.givingUp) return
      stop()
      resolve()
    }
    look()
  })
  replica.close()
}
