// What happened to a commitment, line by line, the latest last.
import type { Change, Pursuit } from '../../shared/board.ts'
import { LIMITS } from '../../shared/limits.ts'
import { clip } from '../../shared/text.ts'

/** The oldest lines fall off. */
export function withLine(pursuit: Pursuit, { at, by, says }: Change): Pursuit {
  const line = { at, by, says: clip(says, LIMITS.field) }
  return { ...pursuit, history: [...pursuit.history, line].slice(-LIMITS.history) }
}
