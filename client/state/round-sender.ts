// Sends a phone's full quota of equal envelopes: at the bell, spread at random, and whenever its page is being hidden.
// Always all of them, blanks included, so that the traffic says nothing of what was written. For check-ins see check-in-beat.ts.
import { issueKey } from '../../shared/anon/grants.ts'
import type { Reply } from '../../shared/protocol.ts'
import type { RefusalCode } from '../../shared/refusals.ts'
import type { RequestData, RequestReply } from '../../shared/requests.ts'
import type { PhoneMine, PhoneView, RoundView } from '../../shared/views.ts'
import type { Ready } from './anonymity.ts'
import { checkLists, echoesIn, hasLines } from './ballot-check.ts'
import { openBeat } from './check-in-beat.ts'
import { type ChecksKept, keepChecks } from './checks-kept.ts'
import type { Keep } from './keep.ts'
import type { Outbox } from './outbox.ts'
import { postEnvelope } from './post-envelope.ts'
import { randomBelow } from './random.ts'
import { type Readable, writable } from './readable.ts'
import { openSealer, type Sealer } from './sealer.ts'
import { openTimers } from './timers.ts'
import type { TrustKeeper } from './trust.ts'
import { isHidden, onHide } from './wake.ts'
import { type Asking, openWallet } from './wallet.ts'

export type SenderParts = {
  readonly url: string
  readonly session: string
  readonly keep: Keep
  readonly outbox: Outbox
  readonly trust: TrustKeeper
  readonly tokens: (data: RequestData<'tokens'>) => Promise<Reply<RequestReply['tokens']>>
  readonly marks: (round: string) => Promise<Reply<RequestReply['marks']>>
  readonly spreadMs: () => number
  /** Server time now (ms). */
  readonly now: () => number
  readonly fetch: typeof fetch
  /** Hears of every envelope that got through, for those who measure. */
  readonly onSent?: (round: string) => void
}

export type RoundSender = {
  /** The session as this phone is shown it: its rounds, and the wording that its tokens are good for. */
  follow(view: PhoneView, mine: PhoneMine): void
  /** Sends the full quota of every round that is not written yet, at once: what a page does when it is being hidden. */
  flush(): Promise<void>
  readonly checks: ChecksKept['checks']
  /** Why this phone has no tokens of a round that its seat belongs to, by round. */
  readonly barred: Readable<Readonly<Record<string, RefusalCode>>>
  /** The room for which this phone's tokens of a round were given; null for none. */
  roomOf(round: Pick<RoundView, 'id' | 'issue'>): string | null
  /** Rounds of the open check-in whose answers are all with the server, as they are now. */
  readonly arrived: Readable<ReadonlySet<string>>
  /** Whether every round of mine that was written has been looked through. */
  hasSettled(): boolean
  forget: ChecksKept['forget']
  /** Calls back whenever another round was looked through. */
  onSettled(fn: () => void): () => void
  close(): void
}

const RETRY_MS = 700
/** A whole room sees a round change in the same moment; what each phone then asks is spread over this (ms). */
const ASK_OVER_MS = 800
/** After the last change, envelopes are sealed anew (ms). */
const SEAL_AFTER_MS = 150

const loadAnonymity = () => import('./anonymity.ts')

export function openRoundSender(parts: SenderParts): RoundSender {
  const { keep, outbox, trust } = parts
  const wallet = openWallet({ session: parts.session, keep, tokens: parts.tokens, load: loadAnonymity })
  const sent = new Set<string>()
  /** Rounds whose batch was looked through for what is mine. */
  const settled = new Set<string>(keep.get<string[]>('settled') ?? [])
  const checks = keepChecks(keep)
  const barred = writable<Readonly<Record<string, RefusalCode>>>({})
  /** Givings of which this phone gets nothing. */
  const refused = new Set<string>()
  const settling = new Set<string>()
  const settlings = writable(0)
  const asking = new Set<string>()
  /** Round keys whose signature was looked at. */
  const vouched = new Map<string, boolean>()
  const { later, stop } = openTimers()
  let sealer: Sealer | null = null
  let anonymity: Awaited<ReturnType<typeof loadAnonymity>> | null = null
  let view: PhoneView | null = null
  let mine: PhoneMine | null = null
  let closed = false
  const keyOf = (round: RoundView) => `${round.id}~${round.issue}#${round.attempt}`
  const current = (id: string) => view?.rounds.find((round) => round.id === id)
  const isMine = (round: RoundView) => mine?.rounds.includes(round.id) ?? false
  /** Neither when they do not fit, nor while they are still being looked at. */
  const trusts = () => ['qr', 'seen'].includes(trust.state.get().is)
  const isLasting = ({ state, step: id }: RoundView) =>
    state === 'open' && (view?.checkin?.steps.some((one) => one.id === id) ?? false)

  const fetchTokens = async (id: string): Promise<void> => {
    const round = current(id)
    if (round === undefined || view === null || mine === null || asking.has(id) || !trusts()) return
    if ((anonymity !== null && wallet.of(round) !== null) || refused.has(issueKey(round))) return
    asking.add(id)
    anonymity ??= await loadAnonymity().catch(() => null)
    // What cannot even be computed with was no key and no proof.
    const asked = anonymity === null ? 'later' : await wallet.ask(round, view, mine).catch((): Asking => 'mistrust')
    asking.delete(id)
    if (closed) return
    if (asked === 'elsewhere') barred.set({ ...barred.get(), [id]: 'issued-elsewhere' })
    if (asked === 'elsewhere' || asked === 'never') refused.add(issueKey(round))
    if (asked === 'mistrust') trust.refuse('proof')
    if (asked === 'later') later(RETRY_MS, step)
    if (asked !== 'ready') return
    step()
    // The page was hidden before its tokens were here: what it would have sent then goes now.
    if (isHidden()) void flush(id)
  }

  /** What sealing a round needs; null when its key is not here yet, or not vouched for. */
  const loadOf = (round: RoundView, tokens: readonly Ready[]) => {
    if (round.key === null || anonymity === null || view === null || !trusts()) return null
    const name = `${round.id} ${round.key.public}`
    if (!vouched.has(name)) vouched.set(name, anonymity.vouchedFor(parts.session, round.id, round.key, view.keys.sign))
    if (!vouched.get(name)) {
      trust.refuse('round-key')
      return null
    }
    sealer ??= openSealer({ keep, seals: anonymity.seals })
    const turns = isLasting(round) ? () => outbox.turns(round) : undefined
    return { round, key: round.key.public, tokens, acts: () => outbox.load(round), turns }
  }

  const post = async (round: string, envelope: Uint8Array<ArrayBuffer>): Promise<boolean> => {
    const ok = await postEnvelope(`${parts.url}/a/${parts.session}/${round}`, envelope, parts.fetch)
    if (ok) parts.onSent?.(round)
    return ok
  }

  /** Tries until it got through or the round is written; the server counts a token once however often it comes. */
  const deliver = (round: RoundView, envelope: Uint8Array<ArrayBuffer>) => {
    void post(round.id, envelope).then((ok) => {
      const now = current(round.id)
      if (!ok && now?.state === 'collecting' && keyOf(now) === keyOf(round))
        later(RETRY_MS, () => deliver(round, envelope))
    })
  }

  const ring = (round: RoundView, tokens: readonly Ready[]) => {
    const load = loadOf(round, tokens)
    if (load === null || sealer === null) return
    sent.add(keyOf(round))
    const left = (round.collectBy ?? 0) - parts.now()
    const spread = Math.max(1, Math.min(parts.spreadMs(), left - RETRY_MS))
    const envelopes = sealer.take(load)
    outbox.left(round)
    for (const envelope of envelopes) later(randomBelow(Math.ceil(spread)), () => deliver(round, envelope))
  }

  const settle = async (round: RoundView) => {
    const reply = await parts.marks(round.id)
    // After a reload nothing was sealed yet; lines are found by the same arithmetic.
    if (hasLines(round)) anonymity ??= await loadAnonymity().catch(() => null)
    settling.delete(round.id)
    if (closed) return
    if (!reply.ok || !reply.data || (hasLines(round) && anonymity === null)) {
      later(RETRY_MS, step)
      return
    }
    settled.add(round.id)
    const { marks, gone, lists } = reply.data
    const seen = new Set(marks)
    const slots = lookUp(round, lists, seen)
    outbox.settle(round.id, { marks: seen, gone: new Set(gone), slots })
    keep.set('settled', [...settled])
    wallet.forget(round.id)
    sealer?.forget(round.id)
    settlings.set(settlings.get() + 1)
    step()
  }

  /** The ballots of a round in whose list my line stands; of a round of echoes, the themes. */
  const lookUp = (round: RoundView, lists: RequestReply['marks']['lists'], marks: ReadonlySet<string>) => {
    const tokens = hasLines(round) ? wallet.of(round) : null
    if (tokens === null || anonymity === null || view === null) return new Set<string>()
    const own = anonymity.nullifiers(tokens)
    if (round.purpose === 'echo') return echoesIn(round.id, marks, own)
    const found = checkLists(lists, own, view)
    checks.add(found)
    return new Set(Object.keys(found).filter((ballot) => found[ballot]?.found))
  }

  const settleSoon = (round: RoundView) => {
    if (settled.has(round.id) || settling.has(round.id)) return
    settling.add(round.id)
    later(randomBelow(ASK_OVER_MS), () => void settle(round))
  }

  /** What missed an earlier round goes with this one, so that is found out first, by every phone alike, while there is time. */
  const mayRing = (round: RoundView): boolean => {
    const owed = view?.rounds.some((one) => one.state === 'written' && isMine(one) && !settled.has(one.id)) ?? false
    const left = (round.collectBy ?? 0) - parts.now()
    if (!owed || left < 2 * RETRY_MS) return true
    later(RETRY_MS, step)
    return false
  }

  const waiting = new Set<string>()
  const askSoon = (id: string) => {
    if (waiting.has(id) || asking.has(id)) return
    waiting.add(id)
    const soon = current(id)?.state === 'open' ? randomBelow(ASK_OVER_MS) : 0
    later(soon, () => {
      waiting.delete(id)
      void fetchTokens(id)
    })
  }

  const step = () => {
    for (const round of view?.rounds ?? []) {
      if (!isMine(round)) continue
      if (round.state === 'written') settleSoon(round)
      else {
        const tokens = wallet.of(round)
        if (tokens === null || anonymity === null) askSoon(round.id)
        else if (round.state === 'collecting' && !sent.has(keyOf(round)) && mayRing(round)) ring(round, tokens)
      }
    }
    sealSoon()
    beat.follow()
  }

  let sealing: ReturnType<typeof setTimeout> | null = null
  const sealSoon = () => {
    if (sealing !== null) clearTimeout(sealing)
    sealing = later(SEAL_AFTER_MS, () => void sealAll())
  }
  const sealAll = async () => {
    for (const round of view?.rounds ?? []) {
      const tokens = round.state === 'open' && isMine(round) ? wallet.of(round) : null
      const load = tokens === null ? null : loadOf(round, tokens)
      if (load !== null) await sealer?.prepare(load)
    }
  }

  /** The full quota of a round, at once; null when its tokens or its key are not here yet. */
  const sendSet = (round: RoundView): Promise<boolean> | null => {
    const tokens = wallet.of(round)
    const load = tokens === null ? null : loadOf(round, tokens)
    if (load === null || sealer === null) {
      void fetchTokens(round.id)
      return null
    }
    const envelopes = sealer.take(load)
    outbox.left(round)
    const going = Promise.all(envelopes.map((envelope) => post(round.id, envelope))).then((all) => all.every(Boolean))
    return isLasting(round) ? beat.sent(round.id, going) : going
  }
  /** A hidden page has no time and its timers stop: everything goes now, also what was waiting for its moment after the bell. */
  const flush = async (only?: string): Promise<void> => {
    const going = (view?.rounds ?? []).map((round) =>
      round.state === 'written' || !isMine(round) || (only !== undefined && round.id !== only) ? null : sendSet(round),
    )
    sealSoon()
    await Promise.all(going)
  }
  const beat = openBeat({
    rounds: () => (view?.rounds ?? []).filter((one) => isMine(one) && isLasting(one) && wallet.of(one) !== null),
    send: sendSet,
    later,
    outbox,
  })
  const changed = () => {
    sealer?.outdate()
    beat.changed()
    sealSoon()
  }
  const ends = [outbox.cards, outbox.answers, outbox.sent].map((one) => one.subscribe(changed))
  ends.push(onHide(() => void flush()))
  // Keys that had to be looked at first are good now.
  ends.push(trust.state.subscribe(() => trusts() && step()))

  return {
    checks: checks.checks,
    barred,
    roomOf: wallet.roomOf,
    follow: (next, held) => {
      ;[view, mine] = [next, held]
      trust.see(next.keys, next.keysBefore)
      if (trusts()) step()
    },
    flush: () => flush(),
    arrived: beat.arrived,
    forget: checks.forget,
    hasSettled: () =>
      (view?.rounds ?? []).every((one) => one.state !== 'written' || !isMine(one) || settled.has(one.id)),
    onSettled: settlings.subscribe,
    close: () => {
      closed = true
      for (const end of ends) end()
      stop()
    },
  }
}
