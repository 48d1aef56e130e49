// From scores to numbers: how often each attack is right, its interval over sessions, the same with the truth permuted, and Holm's p.
import { createMind, type Mind } from '../../../client/robots/mind.ts'
import type { Choice, Evidence, YesNo } from '../attacks/evidence.ts'
import { concordance, type Scored } from '../statistics/auc.ts'
import { bootstrap, type Cluster, notAbove } from '../statistics/bootstrap.ts'
import { holm } from '../statistics/holm.ts'
import { learn, type Model } from '../statistics/logistic.ts'

export const TARGETS = {
  T1: 'author of a card',
  T2: 'same author?',
  T3: 'did they write?',
  T4: 'choice of a voter',
  T5: 'did they abstain?',
  T6: 'author of an edit or withdrawal',
} as const
export type Target = keyof typeof TARGETS

export type Row = {
  readonly target: Target
  readonly attack: string
  readonly items: number
  /** Share of right guesses, or area under the curve. */
  readonly right: number
  readonly low: number
  readonly high: number
  /** What knowing nothing gives. */
  readonly baseline: number
  /** Right minus baseline, session by session. */
  readonly beyond: { readonly low: number; readonly high: number }
  /** The identical attack with the truth permuted. */
  readonly permuted: number
  /** Holm's p that it is not better than the baseline; for areas, that it is a half (two-sided). */
  readonly p: number
}

const CHOICES: readonly (readonly [Target, keyof Evidence])[] = [
  ['T1', 'authors'],
  ['T4', 'answers'],
  ['T6', 'changes'],
]
const AREAS: readonly (readonly [Target, keyof Evidence])[] = [
  ['T2', 'pairs'],
  ['T3', 'writers'],
  ['T5', 'silent'],
]
export const LEARNED = 'all learned'

/** Ties share what they would have: a guess among equals is right that often. */
export function right(scores: readonly number[], truth: number): number {
  const best = Math.max(...scores)
  return (scores[truth] ?? Number.NEGATIVE_INFINITY) < best ? 0 : 1 / scores.filter((score) => score === best).length
}

/** The places that an attack does not rule out. */
const possible = (scores: readonly number[]) => scores.flatMap((score, at) => (Number.isFinite(score) ? [at] : []))

export function rowsOf(evidence: readonly Evidence[], seed: number): Row[] {
  const rows = [
    ...CHOICES.flatMap(([target, name]) =>
      choiceRows(
        target,
        evidence.map((one) => one[name] as readonly Choice[]),
        seed,
      ),
    ),
    ...AREAS.flatMap(([target, name]) =>
      areaRows(
        target,
        evidence.map((one) => one[name] as readonly YesNo[]),
        seed,
      ),
    ),
  ]
  return adjusted(rows)
}

function adjusted(rows: readonly Row[]): Row[] {
  return Object.keys(TARGETS).flatMap((target) => {
    const own = rows.filter((row) => row.target === target)
    const ps = holm(own.map((row) => row.p))
    return own.map((row, at) => ({ ...row, p: ps[at] ?? 1 }))
  })
}

function choiceRows(target: Target, sessions: readonly (readonly Choice[])[], seed: number): Row[] {
  const names = namesIn(sessions.flat())
  const models = halves(sessions, (choice) => choice.learned.map((x, at) => ({ x, is: at === choice.truth })))
  const mind = createMind(seed)
  const scoresOf = (choice: Choice, session: number, name: string) =>
    name === LEARNED ? choice.learned.map(models[session % 2] ?? (() => 0)) : choice.scores.get(name)
  return [...names, LEARNED].flatMap((name): Row[] => {
    const clusters = (value: (choice: Choice, scores: readonly number[]) => number): Cluster[] =>
      sessions.map((choices, session) => {
        const values = choices.flatMap((choice) => {
          const scores = scoresOf(choice, session, name)
          return scores === undefined ? [] : [value(choice, scores)]
        })
        return { sum: values.reduce((sum, one) => sum + one, 0), count: values.length }
      })
    const hits = clusters((choice, scores) => right(scores, choice.truth))
    const extra = clusters(
      (choice, scores) => right(scores, choice.truth) - (choice.baseline ?? 1 / possible(scores).length),
    )
    const none = clusters((_, scores) => right(scores, possible(scores)[mind.below(possible(scores).length)] ?? 0))
    const { mean, low, high } = bootstrap(hits, createMind(seed))
    const beyond = bootstrap(extra, createMind(seed))
    const items = hits.reduce((sum, one) => sum + one.count, 0)
    if (items === 0) return []
    return [
      {
        target,
        attack: name,
        items,
        right: mean,
        low,
        high,
        baseline: mean - beyond.mean,
        beyond,
        permuted: bootstrap(none, createMind(seed), 1).mean,
        p: notAbove(extra, 0, createMind(seed)),
      },
    ]
  })
}

function areaRows(target: Target, sessions: readonly (readonly YesNo[])[], seed: number): Row[] {
  const names = namesIn(sessions.flat())
  const models = halves(sessions, ({ learned, is }) => [{ x: learned, is }])
  const mind = createMind(seed)
  return [...names, LEARNED].flatMap((name): Row[] => {
    const score = (one: YesNo, session: number) =>
      name === LEARNED ? models[session % 2]?.(one.learned) : one.scores.get(name)
    const scored = sessions.map((items, session) =>
      items.flatMap((one): Asked[] => {
        const given = score(one, session)
        return given === undefined ? [] : [{ among: one.among, is: one.is, score: given }]
      }),
    )
    const areas = scored.map(inEach)
    const none = scored.map((items) =>
      inEach(
        groups(items).flatMap((group) => {
          const truth = permuted(
            group.map(({ is }) => is),
            mind,
          )
          return group.map((one, at) => ({ ...one, is: truth[at] ?? false }))
        }),
      ),
    )
    const { mean, low, high } = bootstrap(areas, createMind(seed))
    if (Number.isNaN(mean)) return []
    const above = notAbove(areas, 0.5, createMind(seed))
    const below = notAbove(
      areas.map(({ sum, count }) => ({ sum: count - sum, count })),
      0.5,
      createMind(seed),
    )
    return [
      {
        target,
        attack: name,
        items: scored.flat().length,
        right: mean,
        low,
        high,
        baseline: 0.5,
        beyond: { low: low - 0.5, high: high - 0.5 },
        permuted: bootstrap(none, createMind(seed), 1).mean,
        p: Math.min(1, 2 * Math.min(above, below)),
      },
    ]
  })
}

type Asked = Scored & { readonly among: string }

const groups = (items: readonly Asked[]): Asked[][] =>
  [...new Set(items.map(({ among }) => among))].map((name) => items.filter(({ among }) => among === name))

/** A yes is set against every no of its own round and room. */
function inEach(items: readonly Asked[]): Cluster {
  const parts = groups(items).map(concordance)
  return {
    sum: parts.reduce((all, { sum }) => all + sum, 0),
    count: parts.reduce((all, { count }) => all + count, 0),
  }
}

const namesIn = (items: readonly { readonly scores: ReadonlyMap<string, unknown> }[]): string[] =>
  [...new Set(items.flatMap(({ scores }) => [...scores.keys()]))].filter((name) => name !== LEARNED)

/** Two models: the one for the even sessions has learned from the odd ones, and the other way round. */
function halves<T>(
  sessions: readonly (readonly T[])[],
  examples: (item: T) => { readonly x: readonly number[]; readonly is: boolean }[],
): readonly [Model, Model] {
  const from = (rest: number) =>
    learn(
      sessions
        .filter((_, at) => at % 2 === rest)
        .flat()
        .flatMap(examples),
    )
  return [from(1), from(0)]
}

function permuted<T>(items: readonly T[], mind: Mind): T[] {
  const left = [...items]
  return items.map(() => left.splice(mind.below(left.length), 1)[0] as T)
}
