// Logistic regression by gradient descent on standardised features, with a little ridge: the attacker that learns.

export type Example = { readonly x: readonly number[]; readonly is: boolean }
/** Gives the log odds of yes. */
export type Model = (x: readonly number[]) => number

const RIDGE = 1e-3
const finite = (value: number | undefined) => (value !== undefined && Number.isFinite(value) ? value : 0)

/** All examples have equally many features; a feature that is not finite counts as zero. */
export function learn(examples: readonly Example[], rounds = 300, rate = 0.5): Model {
  const width = examples[0]?.x.length ?? 0
  const mean = new Array<number>(width).fill(0)
  const spread = new Array<number>(width).fill(0)
  for (const { x } of examples)
    for (let i = 0; i < width; i++) mean[i] = finite(mean[i]) + finite(x[i]) / examples.length
  for (const { x } of examples)
    for (let i = 0; i < width; i++)
      spread[i] = finite(spread[i]) + (finite(x[i]) - finite(mean[i])) ** 2 / examples.length
  const scale = spread.map((variance) => (variance > 1e-12 ? 1 / Math.sqrt(variance) : 0))
  const standard = (x: readonly number[]) => scale.map((by, i) => (finite(x[i]) - finite(mean[i])) * by)
  const rows = examples.map(({ x, is }) => ({ x: standard(x), y: is ? 1 : 0 }))
  const weights = new Array<number>(width).fill(0)
  let bias = 0
  const odds = (x: readonly number[]) => x.reduce((sum, value, i) => sum + value * finite(weights[i]), bias)
  for (let round = 0; round < rounds; round++) {
    const slope = new Array<number>(width).fill(0)
    let down = 0
    for (const { x, y } of rows) {
      const miss = 1 / (1 + Math.exp(-odds(x))) - y
      down += miss
      for (let i = 0; i < width; i++) slope[i] = finite(slope[i]) + miss * finite(x[i])
    }
    const step = rate / Math.max(1, rows.length)
    bias -= step * down
    for (let i = 0; i < width; i++)
      weights[i] = finite(weights[i]) - step * finite(slope[i]) - rate * RIDGE * finite(weights[i])
  }
  return (x) => odds(standard(x))
}
