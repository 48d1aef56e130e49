// What the tokens of a round are good for, built by phone and server from what each of them shows or holds, never read from
// the wire: a question that reads differently here and there makes tokens that fit nowhere (RFC 9497 §5.2, ANONYMITY §2).
import { sha256 } from '@noble/hashes/sha2.js'
import type { Step } from '../agenda.ts'
import type { Ballot, Round, Wording } from '../model.ts'
import { WORDING } from '../wording.ts'
import { PROTOCOL, pack } from './pack.ts'

/** Tokens of one kind: `info` is the public part of the credential (RFC 9497), one token for each of `slots`. */
export type Grant = { readonly info: Uint8Array<ArrayBuffer>; readonly slots: readonly string[] }

/** A commitment's words as people read them when they answer. */
export type Asked = Pick<Ballot, 'id' | 'target'> & { readonly wording: Wording; readonly by: string | null }

/** A theme that is echoed, as it was called when that began. */
export type Echoing = { readonly theme: string; readonly title: string }

export type GrantsOf = {
  readonly session: string
  readonly round: Pick<Round, 'id' | 'step' | 'purpose' | 'slots' | 'issue'>
  /** The step that the round belongs to. */
  readonly step: Step
  /** The seat's room when the tokens were given; null for none. Only cards stay in a room. */
  readonly room: string | null
  readonly ballots: readonly Asked[]
  readonly echoing?: readonly Echoing[]
  /** The seat's function where the round tells functions apart (`functionIn`); null or missing for none. Only echoes have one. */
  readonly fn?: string | null
}

/** The function for which a seat's tokens are good; null where it has the same ones as everybody whose function is not told. */
export const functionIn = ({ functions }: Pick<Round, 'functions'>, fn: string | null): string | null =>
  fn !== null && functions.includes(fn) ? fn : null

/** Which giving of a round's tokens: they are given anew when rooms change under it. */
export const issueKey = ({ id, issue }: Pick<Round, 'id' | 'issue'>): string => `${id}~${issue}`

/** In the order of the round's slots. Null when the step or a ballot is not the round's own. */
export function grantsOf(parts: GrantsOf): Grant[] | null {
  const { session, round, step, room } = parts
  if (step.id !== round.step) return null
  const grant = (scope: readonly string[], definition: readonly unknown[], slots: readonly string[]): Grant => ({
    info: pack(
      PROTOCOL,
      session,
      round.purpose,
      pack(issueKey(round), ...scope),
      sha256(pack(JSON.stringify(definition))),
    ),
    slots,
  })
  if (round.purpose === 'card') return [grant([room ?? ''], cardsDefinition(step), round.slots)]
  if (round.purpose === 'withdraw') return [grant([], ['withdraw'], round.slots)]
  const grants = round.slots.map((slot) => {
    const definition = definitionOf(parts, slot)
    const scope = round.purpose === 'echo' ? [slot, parts.fn ?? ''] : [slot]
    return definition === null ? null : grant(scope, definition, [slot])
  })
  return grants.every((one) => one !== null) ? grants : null
}

/** By this an envelope says which grant its token belongs to (32 bytes). */
export const infoId = (info: Uint8Array): Uint8Array => sha256(pack(`${PROTOCOL} info`, info))

function definitionOf({ round, step, ballots, echoing }: GrantsOf, slot: string): readonly unknown[] | null {
  if (round.purpose === 'ballot') return ballotDefinition(ballots, slot)
  return round.purpose === 'echo' ? echoDefinition(echoing ?? [], slot) : questionDefinition(step, slot)
}

function cardsDefinition(step: Step): readonly unknown[] {
  return ['cards', step.prompt, step.kind === 'write' ? step.settings.kinds : []]
}

function questionDefinition(step: Step, id: string): readonly unknown[] | null {
  const question = step.kind === 'ask' ? step.settings.questions.find((one) => one.id === id) : undefined
  if (question === undefined) return null
  const { text, type, options, min, max, unit } = question
  return ['question', type, text, options, min, max, unit]
}

function echoDefinition(echoing: readonly Echoing[], id: string): readonly unknown[] | null {
  const echo = echoing.find(({ theme }) => theme === id)
  return echo === undefined ? null : ['echo', echo.title]
}

function ballotDefinition(ballots: readonly Asked[], id: string): readonly unknown[] | null {
  const ballot = ballots.find((one) => one.id === id)
  return ballot === undefined
    ? null
    : ['ballot', WORDING.map((field) => ballot.wording[field]), ballot.by, ballot.target]
}
