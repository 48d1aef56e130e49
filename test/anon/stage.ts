// A session, its server's anonymous side and phones, all of the product's own parts and in one process, without a network between.
import { type Ready, seals, vouchedFor } from '../../client/state/anonymity.ts'
import { memoryKeep } from '../../client/state/keep.ts'
import { keepTrust } from '../../client/state/trust.ts'
import { openWallet } from '../../client/state/wallet.ts'
import { realIds } from '../../server/adapters/ids.ts'
import { openMint } from '../../server/adapters/mint/mint.ts'
import { openSqliteStore } from '../../server/adapters/sqlite/sqlite-store.ts'
import { phoneMine, phoneView } from '../../server/core/view/phone-view.ts'
import { goodFor } from '../../server/live/goods.ts'
import { Issuer } from '../../server/live/issuer.ts'
import { RoundCollector } from '../../server/live/round-collector.ts'
import type { Act } from '../../shared/anon/envelope.ts'
import { keyHash } from '../../shared/anon/fingerprint.ts'
import { issueKey } from '../../shared/anon/grants.ts'
import { signRoundKey } from '../../shared/anon/keys.ts'
import { fromBase64Url, toBase64Url } from '../../shared/base64url.ts'
import type { Session } from '../../shared/model.ts'
import type { RequestData, RequestReply } from '../../shared/requests.ts'
import type { PhoneView, RoundView } from '../../shared/views.ts'
import { at, does, laptop, newSession, tell, withPeople } from '../core/given-session.ts'

export type Asked = RequestData<'tokens'>
export type Signed = RequestReply['tokens']
/** What stands between a phone and its server: may change what is asked or answered. */
export type Between = (asked: Asked, ask: (asked: Asked) => Promise<Signed | string>) => Promise<Signed | string>

/** People p1 … pn in one room, writing cards (`write.1`, four each). */
export function writing(people = 3): Session {
  const split = { by: 'count', n: 1, mix: 'spread', seed: 1 } as const
  const seated = does(withPeople(keyed(newSession()), people), laptop, 'rooms.split', split)
  return does(at(seated, 'frame'), laptop, 'step.reopen', { step: 'write', from: 'frame', round: 'write.1' })
}

/** The same people before a ballot about two commitments (`ballot.1.1` and `ballot.1.2`). */
export function balloting(people = 3): Session {
  let session = at(withPeople(keyed(newSession()), people), 'ballot')
  for (const id of ['c1', 'c2']) {
    session = does(session, laptop, 'commitment.add', { commitment: id, theme: null, what: `Do ${id}` })
    session = tell(session, { name: 'system.wording', data: { commitment: id, field: 'givingUp', text: 'The tour' } })
    session = does(session, laptop, 'commitment.set', { commitment: id, field: 'owner', person: 'p1' })
    session = does(session, laptop, 'commitment.date', { commitment: id, field: 'by', day: '2027-03-01' })
  }
  return does(session, laptop, 'ballot.open', { round: 'ballot.1', commitments: ['c1', 'c2'] })
}

const keyed = (session: Session): Session => ({ ...session, keys: realIds.keys() })

export type Server = Awaited<ReturnType<typeof serverOf>>

/** The server's side of the latest round of a session that does not change any more. */
export async function serverOf(session: Session, store = openSqliteStore({ file: ':memory:', worker: false })) {
  const round = session.rounds.at(-1)
  const { secret } = session.keys
  if (round === undefined || secret === null) throw new Error('a session with keys and a round')
  const disk = await store
  if ((await disk.load(session.id)) === null) await disk.create(session)
  const mint = openMint(null)
  const issued: string[] = []
  const issuer = new Issuer({
    store: disk,
    mint,
    session: () => session,
    onIssued: (_round, seat) => void issued.push(seat),
  })
  const key = realIds.roundKey()
  const tokenSecret = fromBase64Url(secret.issue)
  const collector = new RoundCollector({
    purpose: round.purpose,
    key,
    good: goodFor(session, round),
    evaluate: (info, input, last) => mint.evaluate({ session: session.id, secret: tokenSecret, info, input, last }),
  })
  const signature = signRoundKey(session.id, round.id, key.publicKey, fromBase64Url(secret.sign))
  const announced = { public: toBase64Url(key.publicKey), signature: toBase64Url(signature) }
  const facts = {
    connected: new Set<string>(),
    consoles: [],
    screens: 0,
    robots: 0,
    canMail: false,
    progress: null,
    reading: 0,
    cards: new Map(),
    roundKeys: new Map([[round.id, announced]]),
  }
  return {
    session,
    round,
    disk,
    issued,
    announced,
    /** In the QR code on the projector. */
    qr: keyHash(session.keys),
    view: () => phoneView(session, facts),
    mine: (seat: string) => phoneMine(session, facts, seat),
    issue: (seat: string, asked: Asked) => issuer.issue(seat, asked),
    hold: (envelope: Uint8Array) => collector.hold(envelope.slice(), false),
    /** The acts that would go into the batch now. */
    held: () => collector.acts(),
    said: () => collector.acts().map(({ act }) => ('text' in act ? act.text : act.is)),
  }
}

/** A phone in a seat; `shown` is what it is shown, if that is not what the server has. */
export function phoneOf(
  server: Server,
  seat: string,
  options: { readonly qr?: string | null; readonly shown?: PhoneView; readonly between?: Between } = {},
) {
  const keep = memoryKeep()
  const view = options.shown ?? server.view()
  const round = view.rounds.at(-1) as RoundView
  const between: Between = options.between ?? ((asked, ask) => ask(asked))
  const trust = keepTrust(keep, server.session.id, options.qr === undefined ? server.qr : options.qr)
  trust.see(view.keys)
  const asked: Asked[] = []
  const wallet = openWallet({
    session: server.session.id,
    keep,
    tokens: async (data) => {
      asked.push(data)
      const answer = await between(data, (changed) => server.issue(seat, changed))
      return typeof answer === 'string'
        ? { ok: false, refusal: { code: answer as 'not-now' } }
        : { ok: true, data: answer }
    },
    load: () => import('../../client/state/anonymity.ts'),
  })
  const ask = async () => {
    if (trust.state.get().is === 'refused') return 'refused'
    const said = await wallet.ask(round, view, server.mine(seat))
    if (said === 'mistrust') trust.refuse('proof')
    return said
  }
  return {
    keep,
    round,
    trust,
    asked,
    wallet,
    ask,
    vouches: () => vouchedFor(server.session.id, round.id, round.key ?? { public: '', signature: '' }, view.keys.sign),
    tokens: () => {
      const ready = wallet.of(round)
      if (ready === null) throw new Error('no tokens yet')
      return ready
    },
    /** One sealed envelope for every slot. */
    seal: (acts: readonly Act[], seq = 1, to: Server = server): Uint8Array<ArrayBuffer>[] =>
      seals(wallet.of(round) ?? [], to.announced.public, seq, acts).map((make) => make()),
    /** Spends other tokens from now on than those it was given. */
    forge: (change: (tokens: readonly Ready[]) => readonly Ready[]) => {
      const ready = change(wallet.of(round) ?? [])
      keep.set(`wallet.${round.id}`, { giving: issueKey(round), room: null, asked: null, ready })
    },
  }
}
