// What counts as passing and what as caught (the criterion of the experiment, word for word).
import type { Breach } from '../checks/check.ts'
import type { Row } from './rows.ts'

/** Points above the baseline that an honest build may have at most, upper bound. */
const POINTS = 0.04
/** Upper bound of an area under the curve. */
const AREA = 0.56
/** Points above the baseline from which a lower bound says that something leaks. */
const CAUGHT = 0.05
const ALPHA = 0.05

const isArea = ({ target }: Row) => target === 'T2' || target === 'T3' || target === 'T5'

/** The positive control is no attack on an honest build, and the tally is no attack at all. */
const isAttack = ({ attack }: Row) => !attack.startsWith('V6') && attack !== 'public tally'

/**
 * Half the width of an interval from which on the four points cannot be judged: at 2.3 points (60 sessions) even a build that
 * gives nothing away misses them once in twelve attacks.
 */
const WIDE = 0.02

/**
 * `holds`: by the criterion below. `too few`: it does not, but so few were tried that the interval is wide, and nothing in it is told
 * from knowing nothing. `fails`: it does not.
 */
export function verdictOf(row: Row): 'holds' | 'too few' | 'fails' {
  if (holds(row)) return 'holds'
  const { low, high } = isArea(row) ? { low: row.low - 0.5, high: row.high - 0.5 } : row.beyond
  return (high - low) / 2 > WIDE && low <= 0 && row.p >= ALPHA ? 'too few' : 'fails'
}

/**
 * T1, T4, T6: the upper bound is at most the baseline and four points. T2, T3, T5: the area is not told from a half (after Holm:
 * with dozens of attacks one in twenty would be, by chance alone) and its upper bound is at most 0.56.
 */
function holds(row: Row): boolean {
  if (!isAttack(row)) return true
  return isArea(row) ? row.p >= ALPHA && row.high <= AREA : row.beyond.high <= POINTS
}

export function leaks(row: Row): boolean {
  return isAttack(row) && row.beyond.low > CAUGHT
}

/** Everything by which a build was noticed; empty for an honest one. */
export function noticedBy(rows: readonly Row[], breaches: readonly Breach[]): string[] {
  const checks = [...new Set(breaches.map(({ check }) => `${check} (exact)`))]
  return [...checks, ...rows.filter(leaks).map((row) => `${row.target} ${row.attack}`)]
}
