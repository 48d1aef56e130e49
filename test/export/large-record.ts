// A board with more on it than any that people made: what files of it cost is the most they cost.
import { LIMITS } from '../../shared/limits.ts'
import type { BoardRecord } from '../../shared/record.ts'
import { aRecord, NOW } from './given-record.ts'

const WORDS = 'we said that nobody waits for a signature any longer than two days and whoever does says so aloud'.split(
  ' ',
)

/** `length` characters at most, of words that differ from one text to the next. */
const text = (seed: number, length: number) =>
  Array.from({ length: 60 }, (_, at) => WORDS[(seed * 7 + at * (1 + (seed % 5))) % WORDS.length])
    .join(' ')
    .slice(0, length)
    .trim()

/** `each`: next steps, wins and barriers of each of twenty commitments; `cards`: null for whoever is no facilitator. */
export function largeRecord(each: number, cards: number | null): BoardRecord {
  const { board, ...record } = aRecord()
  const [one] = board.commitments
  if (one === undefined) throw new Error('no commitment')
  const many = <T>(make: (at: number) => T) => Array.from({ length: each }, (_, at) => make(at))
  return {
    ...record,
    board: {
      ...board,
      title: 'Everything that the spring offsite left behind',
      commitments: Array.from({ length: LIMITS.commitments }, (_, at) => ({
        ...one,
        id: `c${at}`,
        wording: { ...one.wording, what: text(at, LIMITS.field), givingUp: text(at + 50, LIMITS.field) },
        pursuit: {
          ...one.pursuit,
          steps: many((n) => ({ id: `s${at}-${n}`, text: text(at + n, LIMITS.field), by: '2026-05-01', done: null })),
          wins: many((n) => ({ id: `w${at}-${n}`, text: text(at * 3 + n, LIMITS.field), at: NOW })),
        },
      })),
    },
    cards:
      cards === null
        ? null
        : Array.from({ length: cards }, (_, at) => ({
            theme: board.themes[at % board.themes.length]?.title ?? null,
            kind: 'constraint',
            text: text(at, LIMITS.cardGraphemes),
          })),
  }
}
