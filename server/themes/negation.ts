// Words that turn a sentence into its opposite.

const NEGATION = /^(no|not|never|none|nobody|nothing|neither|nor|cannot|against|without)$/u
/** With its apostrophe folded away, as in `words.ts`. */
const NEGATED = /^(is|are|was|were|do|does|did|ca|wo|have|has|had|should|would|could|must|need|ai)nt$/u

/** `token`: lower case, without accents and apostrophes. */
export const isNegation = (token: string) => NEGATION.test(token) || NEGATED.test(token)
