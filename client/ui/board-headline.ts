// What the board says first: how many commitments reached their mark, and how they are going.
import type { Status } from '../../shared/board.ts'
import type { CommitmentView } from '../../shared/views.ts'
import { lastResult } from './commitment-life-trend.tsx'

type Of = readonly Pick<CommitmentView, 'pursuit' | 'ballots'>[]

/** "2 of 3 reached 80%"; null before any ballot was held. What too few answered is neither reached nor not. */
export function reachedLine(commitments: Of): string | null {
  const asked = commitments.flatMap((one) => lastResult(one) ?? [])
  if (asked.length === 0) return null
  const results = asked.filter(({ verdict }) => verdict !== null)
  const hidden = asked.length - results.length
  if (results.length === 0) return 'Too few answered to say what is reached'
  const reached = results.filter((one) => one.verdict === 'reached').length
  const targets = new Set(results.map((one) => one.target))
  const line = `${reached} of ${results.length} reached ${targets.size === 1 ? `${results[0]?.target}%` : 'their mark'}`
  return hidden === 0 ? line : `${line}, ${hidden === 1 ? 'one' : hidden} with too few answers`
}

const WORDS: readonly (readonly [Status, string])[] = [
  ['done', 'done'],
  ['moving', 'moving'],
  ['stuck', 'stuck'],
  ['open', 'not begun'],
  ['dropped', 'dropped'],
]

/** "1 done, 2 moving, 1 stuck"; empty while nobody said anything. */
export function goingLine(commitments: Of): string {
  if (commitments.every((one) => one.pursuit.status === 'open')) return ''
  return WORDS.flatMap(([status, word]) => {
    const many = commitments.filter((one) => one.pursuit.status === status).length
    return many === 0 ? [] : [`${many} ${word}`]
  }).join(', ')
}
