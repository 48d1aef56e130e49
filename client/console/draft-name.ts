// What a commitment is called in a list before and after it has words.
import type { CommitmentView } from '../../shared/views.ts'

export function nameOf(commitment: Pick<CommitmentView, 'wording' | 'theme'>): string {
  if (commitment.wording.what.trim() !== '') return commitment.wording.what
  return commitment.theme === null ? 'Not worded yet' : `Not worded yet, from “${commitment.theme.name}”`
}
