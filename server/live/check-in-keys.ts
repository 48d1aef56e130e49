// Keys for the next check-in: drawn while the present ones can still sign, so that phones know by them that these are real.
import { keyHash } from '../../shared/anon/fingerprint.ts'
import { vouchForKeys } from '../../shared/anon/keys.ts'
import { fromBase64Url, toBase64Url } from '../../shared/base64url.ts'
import type { Keys, Session } from '../../shared/model.ts'
import { wantsNextKeys } from '../core/keys.ts'
import type { SystemCommand } from '../core/system-command.ts'
import type { Ids } from '../ports.ts'

export type KeyParts = {
  readonly ids: Ids
  readonly session: () => Session
  readonly system: (command: SystemCommand) => Promise<void>
}

/** Call `follow` after every saved version: what the disk refused is drawn anew with the next. */
export function keepNextKeys({ ids, session, system }: KeyParts): { follow(): void } {
  let isDrawing = false
  return {
    follow: () => {
      const next = isDrawing ? null : nextKeysFor(session(), ids)
      if (next === null) return
      isDrawing = true
      const done = () => {
        isDrawing = false
      }
      system({ name: 'system.next-keys', data: { next } }).then(done, done)
    },
  }
}

/** Null when none are to be drawn now. */
export function nextKeysFor(session: Session, ids: Ids): NonNullable<Keys['next']> | null {
  const present = session.keys.secret
  if (present === null || !wantsNextKeys(session)) return null
  const { issue, sign, secret } = ids.keys()
  if (secret === null) return null
  const vouched = vouchForKeys(session.id, keyHash({ issue, sign }), fromBase64Url(present.sign))
  return { issue, sign, secret, vouched: toBase64Url(vouched) }
}
