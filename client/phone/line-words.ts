// What a line of a published list says, in words, wherever it is read.
import type { LineSays } from '../../shared/anon/published.ts'

export const LINE_WORDS = {
  counted: 'counted',
  'not-counted': 'not counted',
  'not-mine': 'not mine to act on',
  silent: 'silent',
} as const satisfies Record<LineSays, string>

export const COUNTED_IS = 'Counted is who is clear enough to act, and committed.'
export const LIST_SHORT = 'The list is short, so lines stand there without answers.'
