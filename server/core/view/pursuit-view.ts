// What a commitment has lived through, as it is seen: names where people are named, numbers only through the thresholds.
import type { Commitment, Session } from '../../../shared/model.ts'
import type { BallotResult } from '../../../shared/thresholds.ts'
import type { BallotView, PursuitView } from '../../../shared/views.ts'
import { latestLines } from '../pursuit-history.ts'
import { named } from './named.ts'

/** Points by which the counted share may fall before the board says so (METHODS §4.4). */
const DECAY = 20

/** How much of a history is told: all of it in a file, its latest lines in what is pushed at every change. */
export type Told = 'whole' | 'latest'

export function pursuitView(
  session: Session,
  { pursuit, barrier: first }: Commitment,
  ballots: readonly BallotView[],
  told: Told,
): PursuitView {
  const { barriers, handover, tooBig, history, ...rest } = pursuit
  const lines = told === 'whole' ? history : latestLines(history, first)
  const asked = [...pursuit.earlier.map(({ result }) => result), ...ballots.flatMap(({ result }) => result ?? [])]
  return {
    ...rest,
    barriers: barriers.map((barrier) => ({ ...barrier, remover: named(session, barrier.remover) })),
    handover: named(session, handover),
    tooBig: tooBig.length,
    history: lines,
    ...(lines.length < history.length && { before: history.length - lines.length }),
    decay: hasDecayed(asked),
  }
}

/**
 * Of results that show their numbers alone: a word must not become a number by being compared. The least of then against the most
 * of now, since at a check-in more people are silent than in a room, and who says nothing has not changed their mind.
 */
function hasDecayed(results: readonly BallotResult[]): boolean {
  const shown = results.flatMap(({ level, floor, ceiling }) =>
    level === 'counts' && floor?.percent != null && ceiling?.percent != null
      ? [{ least: floor.percent, most: ceiling.percent }]
      : [],
  )
  const [first] = shown
  const last = shown.at(-1)
  return first !== undefined && last !== undefined && shown.length > 1 && first.least - last.most >= DECAY
}
