// What a handler of one command is: the session and the data in, the next session or a refusal out. Pure.
import type { CommandData, CommandName } from '../../shared/commands.ts'
import type { Session } from '../../shared/model.ts'
import type { Refusal, RefusalCode } from '../../shared/refusals.ts'
import type { SystemCommand } from './system-command.ts'

/** Who sends a command. A facilitator has a device label; a system command comes from the server itself. */
export type Actor =
  | { readonly role: 'facilitator'; readonly label: string }
  | { readonly role: 'participant'; readonly person: string }
  /** Holds the board's link to take part, under a name of their own. */
  | { readonly role: 'visitor'; readonly name: string }
  | { readonly role: 'system' }

export type Decision =
  | { readonly ok: true; readonly session: Session }
  | { readonly ok: false; readonly refusal: Refusal }

/** `now` is the only time a handler knows (ms since epoch, server clock); `collectMs` is how long envelopes are collected after a bell. */
export type By = { readonly actor: Actor; readonly now: number; readonly collectMs: number }

export type Handler<N extends CommandName> = (session: Session, data: CommandData<N>, by: By) => Decision

export type SystemData<N extends SystemCommand['name']> = Extract<SystemCommand, { name: N }>['data']
export type SystemHandler<N extends SystemCommand['name']> = (session: Session, data: SystemData<N>, by: By) => Decision

export function accept(session: Session): Decision {
  return { ok: true, session }
}

export function refuse(code: RefusalCode, detail?: string): Decision {
  return { ok: false, refusal: detail === undefined ? { code } : { code, detail } }
}
