// Whether a board has been lived with: then its live step shows what became of each commitment, and everybody can say how theirs goes.
import type { CommitmentView } from '../../shared/views.ts'

/** `meeting`: the team met on it again. A board that was imported brings results of earlier days with it. */
export function boardLives(view: {
  readonly meeting: object | null
  readonly commitments: readonly CommitmentView[]
}): boolean {
  return view.meeting !== null || view.commitments.some(({ pursuit }) => pursuit.earlier.length > 0)
}
