// How much is played: the full experiment, and the quick one that every test run can afford.
import type { Plan } from './experiment.ts'

/** People besides one. */
const SIZES = [5, 8, 12] as const

const SABOTAGED = [5, 8, 12, 5, 8, 12] as const

/** Exact checks only: on the honest build, and on every sabotage that these must catch. */
export function quickPlan(seed: number, say: Plan['say']): Plan {
  return {
    seed,
    sizes: [5, 8],
    batches: 2,
    sabotage: { sizes: [5], ordered: [8, 8, 8, 8], batches: 1 },
    statistics: false,
    control: false,
    pages: false,
    lanes: 3,
    say,
  }
}

export function fullPlan(seed: number, sessions: number, say: Plan['say']): Plan {
  const at = 6
  return {
    seed,
    sizes: Array.from({ length: at }, (_, place) => SIZES[place % SIZES.length] ?? 8),
    batches: Math.max(1, Math.ceil(sessions / at)),
    sabotage: { sizes: SABOTAGED, ordered: SABOTAGED, batches: 2 },
    statistics: true,
    control: true,
    pages: true,
    lanes: 2,
    say,
  }
}
