// Whether a board has been lived with: then its live step shows what became of each commitment, and everybody can say how theirs goes.
import type { CommitmentView } from '../../shared/views.ts'

/** A check-in is held live, or the board was imported: a board that was imported brings results of earlier days with it. */
export function boardLives(view: {
  readonly liveCheckin: object | null
  readonly commitments: readonly CommitmentView[]
}): boolean {
  return view.liveCheckin !== null || view.commitments.some(({ pursuit }) => pursuit.earlier.length > 0)
}
