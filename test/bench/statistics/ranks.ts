// Orders and how they agree: Kendall's S with its variance, and which post of many a card in a list most likely is.

export type Agreement = { readonly s: number; readonly variance: number }

/** Concordant minus discordant pairs of two orders of the same things, and its variance when they have nothing to do with each other. */
export function agreement(a: readonly number[], b: readonly number[]): Agreement {
  let s = 0
  for (let i = 0; i < a.length; i++)
    for (let j = 0; j < i; j++) s += Math.sign(((a[i] ?? 0) - (a[j] ?? 0)) * ((b[i] ?? 0) - (b[j] ?? 0)))
  const n = a.length
  return { s, variance: (n * (n - 1) * (2 * n + 5)) / 18 }
}

/** Many small orders together: how many standard deviations they agree beyond chance. 0 when there is nothing to compare. */
export function agreementZ(parts: readonly Agreement[]): number {
  const s = parts.reduce((sum, one) => sum + one.s, 0)
  const variance = parts.reduce((sum, one) => sum + one.variance, 0)
  return variance === 0 ? 0 : s / Math.sqrt(variance)
}

const logFactorials: number[] = [0]
function logFactorial(n: number): number {
  for (let i = logFactorials.length; i <= n; i++) logFactorials.push((logFactorials[i - 1] ?? 0) + Math.log(i))
  return logFactorials[n] ?? 0
}
const logChoose = (n: number, k: number) =>
  k < 0 || k > n ? Number.NEGATIVE_INFINITY : logFactorial(n) - logFactorial(k) - logFactorial(n - k)

/** If `cards` of `posts` posts in a row carry a card and the order is kept: the chance that card `card` is post `post` (both from 0). */
export function placeChance(card: number, cards: number, post: number, posts: number): number {
  return Math.exp(logChoose(post, card) + logChoose(posts - post - 1, cards - card - 1) - logChoose(posts, cards))
}
