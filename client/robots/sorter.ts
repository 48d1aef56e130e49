// How somebody answers "which of these says the same?": mostly rightly, in their own time, and not everybody takes part. The
// chances and times are those of the simulated people with whom sorting was designed; nobody knows them of real ones yet.
import type { Asked, RequestData } from '../../shared/requests.ts'
import { areNear, labelOf } from './labels.ts'
import { type Mind, weighed } from './mind.ts'

export type Question = NonNullable<Asked['question']>
export type Choice = RequestData<'sort.answer'>['choice']

export type Sorter = {
  /** False for those who leave their phone on the table. */
  readonly takesPart: boolean
  /** How long it reads and thinks (s); cards that it has seen before take it less. */
  seconds(question: Question): number
  answer(question: Question): Choice
}

const ERROR = 0.2
/** The most that somebody errs who sees nothing that is right but something that is near. */
const ERROR_MOST = 0.6
const ABSENT = 0.08
const CARELESS = 0.05
const SKIPS = 0.03
/** To read the card and decide; for each option that is new, and that is not (s). */
const SECONDS = { card: 3.5, fresh: 1.2, known: 0.5 } as const

export function createSorter(mind: Mind, error = ERROR): Sorter {
  const seen = new Set<string>()
  // Between 0.64 and 1.57, most near 1.
  const pace = Math.exp(0.3 * (mind.chance() + mind.chance() + mind.chance() - 1.5))
  const careless = mind.often(CARELESS)
  return {
    takesPart: !mind.often(ABSENT),
    seconds: ({ options }) => {
      const times = options.map(({ id }) => (seen.has(id) ? SECONDS.known : SECONDS.fresh))
      for (const { id } of options) seen.add(id)
      return pace * times.reduce<number>((sum, one) => sum + one, SECONDS.card)
    },
    answer: ({ card, options }) => {
      if (mind.often(SKIPS)) return 'skip'
      const at = careless ? mind.below(options.length + 1) : careful(mind, error, card.text, options)
      return at < 0 || at === options.length ? 'none' : at
    },
  }
}

/** The place of the option that it takes; -1 for none of them. */
function careful(mind: Mind, error: number, card: string, options: readonly { readonly text: string }[]): number {
  const own = labelOf(card)
  const places = options.map((option, at) => ({ at, label: labelOf(option.text) }))
  const right = places.filter(({ label }) => own !== null && label === own)
  const wrong = places.filter(({ label }) => own === null || label !== own)
  const weight = ({ label }: { readonly label: string | null }) => (areNear(own, label) ? 2 : 1)
  const misled = wrong.some((one) => weight(one) === 2) ? 2 * error : error
  const astray = () => weighed(mind, wrong, weight)?.at ?? -1
  const chosen = right[mind.below(right.length)]
  if (chosen === undefined) return mind.often(Math.min(ERROR_MOST, misled)) ? astray() : -1
  const luck = mind.chance()
  if (luck < error / 2) return -1
  return wrong.length > 0 && luck < error / 2 + misled / 2 ? astray() : chosen.at
}
