// The seam for a better judge: something that says how alike any two sentences are.
import type { Steps } from './steps.ts'
import type { Word } from './words.ts'

/** A distinct sentence and its words. */
export type Text = { readonly key: string; readonly text: string; readonly words: readonly Word[] }

/**
 * Row-major, `n × n`, symmetric: 0 is nothing in common, 1 is the same; the diagonal is 1, or 0 for a text without content.
 * All texts are given at once, so that a judge may take what they all share as saying nothing.
 */
export type Similarity = (texts: readonly Text[]) => Steps<Float32Array>
