// One theme's echoes as a sentence: exact where it may be, a word where a number would point at people.
import type { EchoShown } from '../../shared/thresholds.ts'

/** "True at work for 9 of 14", "…for few or none of 9", "…for half of us or more". */
export function sayEcho({ level, n, people, word }: EchoShown): string {
  if (level === 'counts') return `True at work for ${people} of ${n}`
  if (level === 'soft') return `True at work for ${word === 'most' ? 'nearly all or all' : 'few or none'} of ${n}`
  if (word === 'some') return 'True at work for about half of us'
  return `True at work for ${word === 'most' ? 'half of us or more' : 'fewer than half of us'}`
}

/** "Said in at least 3 of 5 functions": of the others nothing is told, which is no zero. Null where none may be told. */
export function sayFunctions({ functions }: EchoShown): string | null {
  if (functions === null) return null
  const { echoed, countable } = functions
  if (echoed < countable) return `Said in at least ${echoed} of ${countable} functions`
  return countable === 1
    ? 'Said in the one function that can be told'
    : `Said in all ${countable} functions that can be told`
}
