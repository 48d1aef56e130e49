// This phone's way through the small questions: which one is in hand, what was chosen for it, and that it gets there.
import type { Reply } from '../../shared/protocol.ts'
import { REFUSALS, type Refusal, type RefusalCode } from '../../shared/refusals.ts'
import type { Asked, RequestData } from '../../shared/requests.ts'
import type { Phone } from '../state/phone.ts'
import { type Readable, writable } from '../state/readable.ts'
import { onWake } from '../state/wake.ts'

export type Choice = RequestData<'sort.answer'>['choice']

export type Asking = {
  /** What the server said last; null until it said anything. */
  readonly asked: Asked | null
  /** What was chosen for the question in hand, while it is on its way. */
  readonly given: Choice | null
  /** Why it does not go on; one that trying again can help is tried again by itself. */
  readonly refusal: Refusal | null
}

export type Asker = Readable<Asking> & {
  /** Once for each question: while an answer is on its way further taps count for nothing. */
  answer(choice: Choice): void
  /** Asks what there is to ask, or for the question in hand once more. */
  look(): void
  close(): void
}

/** What was chosen stays in sight so long, and the second half of a double tap meets no new question. */
export const HOLD_MS = 300
/** Until something that can be tried again is. */
export const AGAIN_MS = 2000
/** Until a phone that could be asked nothing asks again. */
export const WAIT_MS = 8000

/** The question is not what it was (its card was taken back, or it was given to somebody else): there is another one. */
const OUTDATED: ReadonlySet<RefusalCode> = new Set(['not-found', 'moved-on', 'stale-step', 'bad-request'])

export function openAsking(phone: Pick<Phone, 'ask' | 'link'>): Asker {
  const state = writable<Asking>({ asked: null, given: null, refusal: null })
  let busy = false
  let closed = false
  /** What is tried again when its time comes, or the connection does. */
  let next: { readonly run: () => void; readonly timer: ReturnType<typeof setTimeout> } | null = null

  const later = (run: () => void, ms: number) => {
    stopWaiting()
    next = { run, timer: setTimeout(() => takeNext(), ms) }
  }
  const stopWaiting = () => {
    if (next !== null) clearTimeout(next.timer)
    next = null
  }
  const takeNext = () => {
    const run = next?.run
    stopWaiting()
    run?.()
  }

  const exchange = async (ask: () => Promise<Reply<Asked>>, refused: (refusal: Refusal) => void) => {
    if (busy || closed) return
    busy = true
    stopWaiting()
    const began = Date.now()
    const reply = await ask()
    busy = false
    if (closed) return
    if (!reply.ok) {
      refused(reply.refusal)
      return
    }
    const { data } = reply
    if (data === undefined) return
    const shown = () => {
      state.set({ asked: data, given: null, refusal: null })
      if (data.question === null && data.done < data.of) later(look, WAIT_MS)
    }
    const rest = state.get().given === null ? 0 : HOLD_MS - (Date.now() - began)
    if (rest > 0) later(shown, rest)
    else shown()
  }

  const look = () => {
    if (state.get().given !== null) return
    void exchange(
      () => phone.ask('sort.next', {}),
      (refusal) => {
        state.set({ ...state.get(), refusal })
        if (REFUSALS[refusal.code].again) later(look, AGAIN_MS)
      },
    )
  }

  const send = (card: string, choice: Choice) =>
    void exchange(
      () => phone.ask('sort.answer', { card, choice }),
      (refusal) => {
        if (REFUSALS[refusal.code].again) {
          state.set({ ...state.get(), refusal })
          later(() => send(card, choice), AGAIN_MS)
        } else if (OUTDATED.has(refusal.code)) {
          state.set({ ...state.get(), given: null, refusal: null })
          look()
        } else state.set({ asked: null, given: null, refusal })
      },
    )

  const stops = [
    onWake(look),
    phone.link.subscribe(() => {
      if (phone.link.get() === 'live' && state.get().refusal !== null) takeNext()
    }),
  ]
  return {
    get: state.get,
    subscribe: state.subscribe,
    answer: (choice) => {
      const { asked, given } = state.get()
      if (given !== null || busy || !asked?.question) return
      state.set({ asked, given: choice, refusal: null })
      send(asked.question.card.id, choice)
    },
    look,
    close: () => {
      closed = true
      stopWaiting()
      for (const stop of stops) stop()
    },
  }
}
