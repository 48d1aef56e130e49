// Sends a phone's full quota of equal envelopes: at the bell, spread at random, and whenever its page is being hidden.
// Always all of them, changed or not, blanks included, so that the traffic says nothing about what was written.
import type { Act } from '../../shared/anon/envelope.ts'
import { sealEnvelope } from '../../shared/anon/envelope.ts'
import type { Reply } from '../../shared/protocol.ts'
import type { RequestReply } from '../../shared/requests.ts'
import type { RoundView } from '../../shared/views.ts'
import type { Keep } from './keep.ts'
import type { Outbox } from './outbox.ts'
import { fromBase64Url, randomBelow, randomBytes } from './random.ts'
import { isHidden, onHide } from './wake.ts'

export type SenderParts = {
  readonly url: string
  readonly session: string
  readonly keep: Keep
  readonly outbox: Outbox
  readonly tokens: (round: string) => Promise<Reply<RequestReply['tokens']>>
  readonly marks: (round: string) => Promise<Reply<RequestReply['marks']>>
  readonly spreadMs: () => number
  /** Server time now (ms). */
  readonly now: () => number
  readonly fetch: typeof fetch
  /** Hears of every envelope that got through, for those who measure. */
  readonly onSent?: (round: string) => void
}

export type RoundSender = {
  /** The rounds as the view has them; `mine` are those in which this seat holds tokens. */
  follow(rounds: readonly RoundView[], mine: readonly string[]): void
  /** Sends the full quota of every round that is not written yet, at once: what a page does when it is being hidden. */
  flush(): Promise<void>
  close(): void
}

const RETRY_MS = 700
/** A whole room sees a round change in the same moment; what each phone then asks is spread over this (ms). */
const ASK_OVER_MS = 800

export function openRoundSender(parts: SenderParts): RoundSender {
  const wallet = new Map<string, readonly string[]>()
  const asking = new Set<string>()
  const sent = new Set<string>()
  /** Rounds whose batch was looked through for what is mine. */
  const settled = new Set<string>(parts.keep.get<string[]>('settled') ?? [])
  const settling = new Set<string>()
  const timers = new Set<ReturnType<typeof setTimeout>>()
  let rounds: readonly RoundView[] = []
  let mine: readonly string[] = []
  let closed = false

  const later = (ms: number, then: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      if (!closed) then()
    }, ms)
    timers.add(timer)
  }

  const keyOf = (round: RoundView) => `${round.id}#${round.attempt}`
  const current = (id: string) => rounds.find((round) => round.id === id)

  const fetchTokens = async (id: string): Promise<void> => {
    if (wallet.has(id) || asking.has(id)) return
    asking.add(id)
    const reply = await parts.tokens(id)
    asking.delete(id)
    if (closed) return
    if (reply.ok && reply.data) {
      wallet.set(id, reply.data.tokens)
      step()
      // The page was hidden before its tokens were here: what it would have sent then goes now.
      if (isHidden()) void flush(id)
    } else if (!reply.ok && reply.refusal.code !== 'not-in-round' && reply.refusal.code !== 'not-found')
      later(RETRY_MS, () => void fetchTokens(id))
  }

  /**
   * One envelope per slot, sealed with what the outbox holds now. The number that makes the latest count is at least the time
   * (s): a seat that went on to another device, or lost its memory, must not be outranked by what it sent before.
   */
  const seal = (round: RoundView, tokens: readonly string[]): Uint8Array<ArrayBuffer>[] => {
    const seq = Math.max((parts.keep.get<number>('seq') ?? 0) + 1, Math.floor(parts.now() / 1000))
    parts.keep.set('seq', seq)
    return parts.outbox.load(round).map((load, index) => {
      const act: Act =
        load === null
          ? { is: 'blank' }
          : load.is === 'card'
            ? { is: 'card', kind: load.card.kind, text: load.card.text, mark: load.card.mark }
            : { is: 'answer', answer: load.answer.answer, mark: load.answer.mark }
      return sealEnvelope(fromBase64Url(tokens[index] ?? ''), seq, act, randomBytes)
    })
  }

  const post = async (round: string, envelope: Uint8Array<ArrayBuffer>): Promise<boolean> => {
    try {
      const answer = await parts.fetch(`${parts.url}/a/${parts.session}/${round}`, {
        method: 'POST',
        body: envelope,
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        cache: 'no-store',
        keepalive: true,
      })
      if (answer.ok) parts.onSent?.(round)
      return answer.ok
    } catch {
      return false
    }
  }

  /** Tries until it got through or the round is written; the server counts a token once however often it comes. */
  const deliver = (round: string, attempt: number, envelope: Uint8Array<ArrayBuffer>) => {
    void post(round, envelope).then((ok) => {
      const now = current(round)
      if (!ok && now?.state === 'collecting' && now.attempt === attempt)
        later(RETRY_MS, () => deliver(round, attempt, envelope))
    })
  }

  const ring = (round: RoundView, tokens: readonly string[]) => {
    sent.add(keyOf(round))
    const left = (round.collectBy ?? 0) - parts.now()
    const spread = Math.max(1, Math.min(parts.spreadMs(), left - RETRY_MS))
    for (const envelope of seal(round, tokens))
      later(randomBelow(Math.ceil(spread)), () => deliver(round.id, round.attempt, envelope))
  }

  const settle = async (round: RoundView) => {
    const reply = await parts.marks(round.id)
    settling.delete(round.id)
    if (closed) return
    if (!reply.ok || !reply.data) {
      later(RETRY_MS, step)
      return
    }
    settled.add(round.id)
    parts.outbox.settle(round.id, new Set(reply.data.marks))
    parts.keep.set('settled', [...settled])
    step()
  }

  const settleSoon = (round: RoundView) => {
    if (settled.has(round.id) || settling.has(round.id)) return
    settling.add(round.id)
    later(randomBelow(ASK_OVER_MS), () => void settle(round))
  }

  /** What missed an earlier round goes with this one, so that is found out first, by every phone alike, while there is time. */
  const mayRing = (round: RoundView): boolean => {
    const owed = rounds.some(({ id, state }) => state === 'written' && mine.includes(id) && !settled.has(id))
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
    for (const round of rounds) {
      if (!mine.includes(round.id)) continue
      if (round.state === 'written') settleSoon(round)
      else {
        const tokens = wallet.get(round.id)
        if (tokens === undefined) askSoon(round.id)
        else if (round.state === 'collecting' && !sent.has(keyOf(round)) && mayRing(round)) ring(round, tokens)
      }
    }
  }

  /** A hidden page has no time and its timers stop: everything goes now, also what was waiting for its moment after the bell. */
  const flush = async (only?: string): Promise<void> => {
    const going = rounds.flatMap((round) => {
      const tokens = wallet.get(round.id)
      if (round.state === 'written' || !mine.includes(round.id) || (only !== undefined && round.id !== only)) return []
      if (tokens === undefined) {
        void fetchTokens(round.id)
        return []
      }
      return seal(round, tokens).map((envelope) => post(round.id, envelope))
    })
    await Promise.all(going)
  }
  const stopHiding = onHide(() => void flush())

  return {
    follow: (next, held) => {
      rounds = next
      mine = held
      step()
    },
    flush: () => flush(),
    close: () => {
      closed = true
      stopHiding()
      for (const timer of timers) clearTimeout(timer)
    },
  }
}
