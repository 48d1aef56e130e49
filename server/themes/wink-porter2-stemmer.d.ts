// The shape of the stemmer package, which brings no types of its own.
declare module 'wink-porter2-stemmer' {
  /** Lower-case English word in, its Porter2 stem out. Looks words up in a plain object: `constructor` gives a function. */
  const stem: (word: string) => unknown
  export default stem
}
