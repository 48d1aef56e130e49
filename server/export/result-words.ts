// A ballot's result in words, as much of it as the thresholds let through: the same sentence in every file.
import type { Status } from '../../shared/board.ts'
import { trendOf } from '../../shared/record.ts'
import type { BallotResult } from '../../shared/thresholds.ts'
import type { CommitmentView } from '../../shared/views.ts'

export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  open: 'Not begun',
  moving: 'Moving',
  stuck: 'Stuck',
  done: 'Done',
  dropped: 'Dropped',
}

export const VERDICT_WORDS = { reached: 'Reached', 'not-reached': 'Not reached', open: 'Can’t say yet' } as const

const GAP_WORDS = {
  what: 'what exactly',
  who: 'who does it',
  when: 'by when',
  'giving-up': 'what is given up',
  'people-time': 'people and time',
  other: 'something else',
} as const

export function verdictWord(result: BallotResult): string {
  return result.level === 'none' || result.verdict === null ? 'Too few answers' : VERDICT_WORDS[result.verdict]
}

/** "Reached: 17 of 20 people it concerns (85%; with 1 silent at most 90%) are clear and committed. 80% was asked for." */
export function resultWords(result: BallotResult): string {
  const asked = `${result.eligible} ${result.eligible === 1 ? 'person was' : 'people were'} asked`
  const target = `${result.target}% was asked for`
  if (result.level === 'none' || result.verdict === null)
    return `Too few answers to show anything (${asked}; ${target}).`
  const word = VERDICT_WORDS[result.verdict]
  if (result.level !== 'counts' || result.floor === null) {
    const nearly = result.nearly === null ? '' : `, nearly ${result.nearly} who answered counted`
    return `${word}${nearly}: too few answers for numbers (${asked}; ${target}).`
  }
  const { floor, ceiling, silent, more } = result
  const spread =
    silent === null || silent === 0 || ceiling === null
      ? `${floor.percent ?? 0}%`
      : `${floor.percent ?? 0}%; with the ${silent} silent at most ${ceiling.percent ?? 0}%`
  const decides = more === null ? '' : ` ${more} more ${more === 1 ? 'answer decides' : 'answers decide'}.`
  const thin = result.firmness === 'thin' ? ' Thin: asked again, it could turn.' : ''
  return `${word}: ${floor.count} of the ${floor.of} people it concerns are clear and committed (${spread}; ${target}).${decides}${thin}`
}

/** "Missing: by when (4), who does it (2)"; null when nothing may be said. */
export function gapWords(result: BallotResult): string | null {
  if (result.facets.length === 0) return null
  return result.facets.map(({ gap, count }) => `${GAP_WORDS[gap]} (${count})`).join(', ')
}

/** "2 of 3 commitments reached 80%"; null before any ballot. */
export function reachedWords(commitments: readonly Pick<CommitmentView, 'ballots' | 'pursuit'>[]): string | null {
  const last = commitments.flatMap((one) => trendOf(one).at(-1)?.result ?? [])
  if (last.length === 0) return null
  const reached = last.filter(({ verdict }) => verdict === 'reached').length
  const targets = new Set(last.map(({ target }) => target))
  return `${reached} of ${last.length} ${last.length === 1 ? 'commitment' : 'commitments'} reached ${targets.size === 1 ? `${last[0]?.target}%` : 'the mark'}`
}

/** "1 done, 2 moving, 1 stuck". */
export function goingWords(commitments: readonly Pick<CommitmentView, 'pursuit'>[]): string {
  return (['done', 'moving', 'stuck', 'open', 'dropped'] as const)
    .flatMap((status) => {
      const many = commitments.filter(({ pursuit }) => pursuit.status === status).length
      return many === 0 ? [] : [`${many} ${STATUS_WORDS[status].toLowerCase()}`]
    })
    .join(', ')
}
