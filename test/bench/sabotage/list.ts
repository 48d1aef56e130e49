// Everything that is broken on purpose, one at a time: a harness that does not notice one of these has a hole.
import type { CheckName } from '../checks/check.ts'
import type { PhoneTampering } from '../stage/person.ts'
import {
  cookieOnDoor,
  draftsInAwareness,
  flushOnReconnect,
  issueOnFirstKeystroke,
  noDummies,
  noPadding,
} from './phones.ts'

export type Sabotage = {
  readonly name: string
  /** The exact checks of which at least one must notice it; empty for what only numbers can show. */
  readonly caughtBy: readonly CheckName[]
  readonly tampering?: PhoneTampering
  readonly kill?: 'ringing' | 'talking'
  /** Some need the whole offsite to show. */
  readonly whole?: boolean
  readonly spreadMs?: number
  /** Only an order betrays it, so it needs many cards. */
  readonly ordered?: boolean
}

export const SABOTAGES: readonly Sabotage[] = [
  { name: 'append on arrival', caughtBy: ['early sight', 'order'], spreadMs: 2500 },
  { name: 'no shuffle', caughtBy: ['order'], ordered: true },
  { name: 'rowid table', caughtBy: ['kept once', 'early sight'], kill: 'ringing', spreadMs: 1200 },
  { name: 'separate transactions', caughtBy: ['kept once', 'early sight'], kill: 'ringing', spreadMs: 1200 },
  { name: 'no padding', caughtBy: ['sizes'], tampering: noPadding },
  { name: 'no dummies', caughtBy: ['counts'], tampering: noDummies },
  { name: 'live counter', caughtBy: ['counters'], spreadMs: 2500 },
  { name: 'cookie on /a', caughtBy: ['cookies', 'identifiers'], tampering: cookieOnDoor },
  { name: 'keep-alive on /a', caughtBy: ['sockets'] },
  { name: 'author clientID', caughtBy: ['identifiers'], tampering: { readsEarly: true } },
  { name: 'drafts in awareness', caughtBy: ['identifiers'], tampering: draftsInAwareness },
  { name: 'access log on', caughtBy: ['logs'] },
  { name: 'flush on reconnect', caughtBy: ['moments'], tampering: flushOnReconnect, whole: true },
  { name: 'issue on first keystroke', caughtBy: ['asking'], tampering: issueOnFirstKeystroke },
]

/** Not a sabotage but the positive control: a server that tells which address sent what, as a modified one could. */
export const CONFESSION = 'confession'
