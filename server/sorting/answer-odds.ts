// How probable an answer is when so many of the shown cards belong with the one on top: what people get wrong, as one table.

/** Share of answers that are wrong. With simulated people who err in 20 or 30 of 100 this measures better than 0.2. */
export const MISTAKES = 0.25
/** Most options that one question may have. */
export const MOST_OPTIONS = 12

/** What was said: `chosen` one of the options that belong, `wrong` one of those that do not, or `none` of them. */
type Said = 'chosen' | 'wrong' | 'none'

/** Natural logarithm of the probability; `options` shown, `right` of them in the cluster of the card on top. */
function odds(options: number, right: number, said: Said): number {
  if (right === 0) return Math.log(said === 'none' ? 1 - MISTAKES : MISTAKES / options)
  if (said === 'chosen') return Math.log((1 - MISTAKES) / right)
  if (said === 'none') return Math.log(MISTAKES / 2)
  return Math.log(MISTAKES / 2 / Math.max(1, options - right))
}

const SIDE = MOST_OPTIONS + 1
const table = (said: Said) =>
  Float64Array.from({ length: SIDE * SIDE }, (_, at) => odds(Math.max(1, Math.floor(at / SIDE)), at % SIDE, said))
const CHOSEN = table('chosen')
const WRONG = table('wrong')
const NONE = table('none')

/** `none`: "none of these" was said; `hit`: the option that was chosen is one of the `right` ones. */
export function logOdds(options: number, right: number, none: boolean, hit: boolean): number {
  return (none ? NONE : hit ? CHOSEN : WRONG)[options * SIDE + right] ?? 0
}
