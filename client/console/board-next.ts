// What the board says first, and what it suggests to talk about next.
import type { BallotView, CommitmentView } from '../../shared/views.ts'
import { GAP_WORDS } from '../ui/ballot-result.tsx'
import { lastResult } from '../ui/commitment-life-trend.tsx'

/** "2 of 3 commitments reached 80%". Ballots without a result are not counted. */
export function headline(ballots: readonly BallotView[]): string {
  const shown = ballots.filter((ballot) => ballot.result !== null)
  if (shown.length === 0) return 'No ballot yet'
  const reached = shown.filter((ballot) => ballot.result?.verdict === 'reached').length
  const targets = new Set(shown.map((ballot) => ballot.target))
  const mark = targets.size === 1 ? `${shown[0]?.target}%` : 'their target'
  return `${reached} of ${shown.length} ${shown.length === 1 ? 'commitment' : 'commitments'} reached ${mark}`
}

export type Suggestion = { readonly commitment: string; readonly because: string }

/** The commitment whose biggest missing facet is the biggest; without facets one that is short, then one that is open. */
export function suggestTalk(commitments: readonly CommitmentView[]): Suggestion | null {
  const short = commitments.flatMap((commitment) => {
    const result = lastResult(commitment)
    if (result === null || result.verdict === 'reached') return []
    const facet = result.facets[0]
    const share = facet !== undefined && result.of ? facet.count / result.of : 0
    return [{ commitment: commitment.id, result, facet, share }]
  })
  const rank = (one: (typeof short)[number]) => (one.result.verdict === 'not-reached' ? 1 : 0)
  const next = [...short].sort((a, b) => b.share - a.share || rank(b) - rank(a))[0]
  if (next === undefined) return null
  const { facet, result } = next
  if (facet !== undefined)
    return {
      commitment: next.commitment,
      because: `${facet.count} of ${result.of} people say what’s missing is ${GAP_WORDS[facet.gap]}.`,
    }
  return {
    commitment: next.commitment,
    because: result.verdict === 'not-reached' ? 'It is short of its mark.' : 'Its ballot could not say yet.',
  }
}
