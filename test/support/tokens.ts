// Blind tokens without a phone: what a round's seats hold, for tests that talk to keepers and doors directly.
import { blind, finish, type Ready, seals } from '../../client/state/anonymity.ts'
import { randomBytes } from '../../client/state/random.ts'
import { stepOfRound } from '../../server/core/agenda.ts'
import { askedIn } from '../../server/core/asked.ts'
import type { Act } from '../../shared/anon/envelope.ts'
import { grantsOf } from '../../shared/anon/grants.ts'
import { signBlinded } from '../../shared/anon/mint.ts'
import { fromBase64Url, toBase64Url } from '../../shared/base64url.ts'
import type { Round, Session } from '../../shared/model.ts'

/** One seat's tokens of a round, signed with the session's own key; as many times as it is called, as many sets. */
export async function tokensOf(session: Session, round: Round, room: string | null): Promise<readonly Ready[]> {
  const step = stepOfRound(session, round.step)
  const secret = session.keys.secret
  if (step === null || secret === null) throw new Error('no such step, or no keys')
  const grants = grantsOf({ session: session.id, round, step, room, ballots: askedIn(session, round) })
  if (grants === null) throw new Error('nothing to grant')
  const asked = await blind(grants, session.keys.issue, randomBytes)
  const signed = asked.map(({ info, blinded }) => {
    const one = signBlinded(fromBase64Url(info), fromBase64Url(secret.issue), blinded.map(fromBase64Url))
    if (one === null) throw new Error('not signed')
    return { evaluated: one.evaluated.map(toBase64Url), proof: toBase64Url(one.proof) }
  })
  const ready = await finish(asked, signed, session.keys.issue)
  if (ready === null) throw new Error('the proof does not hold')
  return ready
}

/** One envelope for every token, sealed to the round's own key; blanks where no act is given. */
export function envelopesOf(
  ready: readonly Ready[],
  roundKey: string,
  seq: number,
  acts: readonly Act[],
): Uint8Array<ArrayBuffer>[] {
  return seals(ready, roundKey, seq, acts).map((make) => make())
}
