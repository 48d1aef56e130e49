// The question that teaches most: which card to show on top for this person, and which four below it.
import { MISTAKES } from './answer-odds.ts'
import { type Gains, gainsFor, mergeGains, seatGains } from './gains.ts'
import type { Partition } from './partition.ts'
import type { Problem } from './problem.ts'
import { type Proven, representative } from './representative.ts'

const OPTIONS = 4
/** A question that is still open on a phone will probably bring the same answer. */
const OPEN = 0.25
const ASKED = 0.15
/** Nats below the best at which a cluster is no longer worth an exponential. */
const NOTHING = -16

export type Question = { readonly top: number; readonly options: readonly number[] }

type Asking = {
  /** By unit: true if this person was asked about it. */
  readonly askedOfThem: (unit: number) => boolean
  /** By unit: questions answered, and questions open on phones now. */
  readonly asked: Int32Array
  readonly open: Int32Array
  readonly proven: Proven
}

type Candidate = { readonly top: number; readonly slots: readonly number[]; readonly score: number }

/** Cards times cards that one question may look at: so many that up to 450 cards are all looked at. */
const LOOKS = 202_500

/** Null: nothing is left to ask of this person. O(n² + answers), and of many cards only those least asked about are looked at. */
export function nextQuestion(problem: Problem, at: Partition, asking: Asking): Question | null {
  const { n } = problem
  const gains = gainsFor(n)
  let best: Candidate | null = null
  const consider = (top: number, cards: number) => {
    const slots = highestSlots(gains.gain, OPTIONS)
    if (slots.length === 0) return
    const known = information(gains.gain, slots) * Math.sqrt(cards)
    const score = (known * OPEN ** (asking.open[top] ?? 0)) / (1 + ASKED * (asking.asked[top] ?? 0))
    if (best === null || score > best.score + 1e-9) best = { top, slots, score }
  }
  for (const { top } of leastAsked(cardsToAsk(n, asking), asking, n)) {
    seatGains(problem, at, top, gains)
    consider(top, 1)
  }
  for (const { top, slot, cards } of leastAsked(clustersToAsk(problem, at, asking), asking, n)) {
    mergeGains(problem, at, slot, gains)
    consider(top, cards)
  }
  return best === null ? null : spoken(problem, at, asking, best)
}

type ToAsk = { readonly top: number; readonly slot: number; readonly cards: number }

function cardsToAsk(n: number, { askedOfThem }: Asking): ToAsk[] {
  const cards: ToAsk[] = []
  for (let top = 0; top < n; top++) if (!askedOfThem(top)) cards.push({ top, slot: -1, cards: 1 })
  return cards
}

function clustersToAsk(problem: Problem, at: Partition, { askedOfThem, proven }: Asking): ToAsk[] {
  const clusters: ToAsk[] = []
  for (let slot = 0; slot < problem.n; slot++) {
    const cards = at.units[slot] ?? 0
    if (cards < 2) continue
    const top = representative(problem, at, proven, slot, -1)
    if (!askedOfThem(top)) clusters.push({ top, slot, cards })
  }
  return clusters
}

/** In their order; where they are too many to look at all, those whose card on top was asked about least. */
function leastAsked(all: readonly ToAsk[], { open, asked }: Asking, n: number): readonly ToAsk[] {
  const most = Math.floor(LOOKS / Math.max(1, n))
  if (all.reduce((sum, { cards }) => sum + cards, 0) <= most) return all
  const times = ({ top }: ToAsk) => (open[top] ?? 0) * 1000 + (asked[top] ?? 0)
  let looked = 0
  const chosen = all
    .toSorted((a, b) => times(a) - times(b))
    .filter(({ cards }) => {
      looked += cards
      return looked <= most
    })
  return chosen.sort((a, b) => a.top - b.top)
}

function spoken(problem: Problem, at: Partition, { proven }: Asking, { top, slots }: Candidate): Question {
  const options = slots.map((slot) => representative(problem, at, proven, slot, top)).filter((unit) => unit >= 0)
  return { top, options }
}

/** At most `most` slots of the highest gain, descending; equal ones: the lowest. */
function highestSlots(gain: Gains['gain'], most: number): number[] {
  const slots: number[] = []
  let enough = Number.NEGATIVE_INFINITY
  for (let slot = 0; slot < gain.length; slot++) {
    const value = gain[slot] ?? Number.NEGATIVE_INFINITY
    if (value === Number.NEGATIVE_INFINITY || value <= enough) continue
    let place = slots.length
    while (place > 0 && value > (gain[slots[place - 1] ?? 0] ?? 0) + 1e-9) place--
    if (place >= most) continue
    slots.splice(place, 0, slot)
    if (slots.length > most) slots.pop()
    if (slots.length === most) enough = gain[slots[most - 1] ?? 0] ?? 0
  }
  return slots
}

const log = (p: number) => (p <= 0 ? 0 : p * Math.log(p))

/** Entropy of the answer that we expect, less what is only noise; in nats. */
function information(gain: Float64Array, slots: readonly number[]): number {
  const top = Math.max(0, gain[slots[0] ?? 0] ?? 0)
  let all = Math.exp(-top)
  for (let slot = 0; slot < gain.length; slot++) {
    const distance = (gain[slot] ?? 0) - top
    if (distance > NOTHING) all += Math.exp(distance)
  }
  const k = slots.length
  const shown = slots.map((slot) => Math.exp((gain[slot] ?? 0) - top) / all)
  const elsewhere = Math.max(0, 1 - shown.reduce((a, b) => a + b, 0))
  const wrong = k > 1 ? MISTAKES / 2 / (k - 1) : 0
  const stray = MISTAKES / k
  let entropy = 0
  let none = elsewhere * (1 - MISTAKES)
  for (const p of shown) {
    const said = p * (1 - MISTAKES) + (1 - elsewhere - p) * wrong + elsewhere * stray
    none += p * (MISTAKES / 2)
    entropy -= log(said)
  }
  entropy -= log(none)
  const noiseShown = -(log(1 - MISTAKES) + log(MISTAKES / 2) + (k - 1) * log(wrong))
  const noiseElsewhere = -(log(1 - MISTAKES) + k * log(stray))
  return entropy - (1 - elsewhere) * noiseShown - elsewhere * noiseElsewhere
}
