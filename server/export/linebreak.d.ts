// The shape of the line breaker, which brings no types of its own.
declare module 'linebreak' {
  /** Where a line may end (UAX 14): positions in UTF-16 units, in order; null after the last. */
  export default class LineBreaker {
    constructor(text: string)
    nextBreak(): { readonly position: number; readonly required: boolean } | null
  }
}
