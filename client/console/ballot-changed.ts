// What is different in a commitment since it was last put to everyone.
import type { CommitmentView } from '../../shared/views.ts'
import { WORDING } from '../../shared/wording.ts'
import { FIELD_WORDS } from '../ui/ballot-result.tsx'

/** The fields as people read them; none when it was never asked. */
export function changedSince(commitment: CommitmentView): readonly string[] {
  const last = commitment.ballots.at(-1)
  const wording = last === undefined ? commitment.pursuit.earlier.at(-1)?.wording : last.wording
  if (wording === undefined) return []
  const fields: string[] = WORDING.filter((field) => commitment.wording[field] !== wording[field])
  // Of what was asked before the board was brought here the words alone are known.
  if (last === undefined) return fields.map((field) => FIELD_WORDS[field] ?? field)
  if (commitment.owner?.id !== last.owner?.id) fields.push('owner')
  if (commitment.by !== last.by) fields.push('by')
  if (commitment.firstStepBy !== last.firstStepBy) fields.push('firstStepBy')
  return fields.map((field) => FIELD_WORDS[field] ?? field)
}
