// "What is different now?": which sentences are shown where everybody looks at them together, and what was last seen of each.
import type { CommitmentView, PursuitView } from '../../shared/views.ts'
import { dateWords } from './commitment-life-days.ts'

/** Nobody looks for what was dropped, nor for what has no words. */
export function stillLookedFor(commitments: readonly CommitmentView[]): readonly CommitmentView[] {
  return commitments.filter(({ wording, pursuit }) => wording.what !== '' && pursuit.status !== 'dropped')
}

export const isSaid = ({ pursuit }: CommitmentView) => pursuit.different !== ''

export const NOBODY_SAID = 'Nobody has said yet what will be different. Say it now.'

/** Whose it is and what for: "Mara · One rota". */
export function whoseDifference({ owner, wording }: CommitmentView): string {
  return owner === null ? wording.what : `${owner.name} · ${wording.what}`
}

export function lookedWords(seen: PursuitView['seen'], now: number): string {
  if (seen === null) return 'Nobody has looked yet whether it is so.'
  return seen.yes ? `It was so on ${dateWords(seen.at, now)}.` : `Not yet so on ${dateWords(seen.at, now)}.`
}
