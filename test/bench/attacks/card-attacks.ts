// Who wrote this card? A score for every phone that could have, from each attack of the fixed list (targets T1 and T6).
import { placeChance } from '../statistics/ranks.ts'
import { ranks, type Trace } from './traces.ts'

export const CARD_ATTACKS = [
  'V1 list place ~ roster',
  'V1 clock ~ roster',
  'V2 list place ~ roster',
  'V2 list place ~ done',
  'V3 posts per address',
  'V3 bytes of posts',
  'V3 size = length',
  'V3 bytes up',
  'V3 first to ask',
  'V3 first to send',
  'V3 sent before the bell',
  'V3 reads it in clear',
  'V4 bytes ~ roster',
  'V4 log frames ~ roster',
  'V4 rowid ~ roster',
  'V1+V3 list place ~ posts',
  'V1+V3 clock ~ posts',
  'V1+V3 nearest send',
  'V1+V3 nearest send, one to one',
  'V1+V3 client id',
  'V2+V3 list place ~ posts',
  'V2+V3 send before a tick',
  'V3+V4 bytes ~ posts',
  'V3+V4 log frames ~ posts',
  'V3+V4 rowid ~ posts',
  'V3 withdrawal ~ early set',
  'all learned',
  'V6 confession',
] as const
export type CardAttack = (typeof CARD_ATTACKS)[number]

/** The orders in which cards can be seen, by mark. Missing: not to be seen there. */
export type CardOrders = {
  readonly place: ReadonlyMap<string, number>
  readonly clock: ReadonlyMap<string, number>
  readonly reply: ReadonlyMap<string, number>
  readonly bytes: ReadonlyMap<string, number>
  readonly frames: ReadonlyMap<string, number>
  readonly rowids: ReadonlyMap<string, number>
}

export type Scores = ReadonlyMap<CardAttack, readonly number[]>

/** All cards of one room and round, and the phones that could have written them. */
export type CardGroup = {
  readonly marks: readonly string[]
  readonly texts: ReadonlyMap<string, string>
  readonly seenAt: ReadonlyMap<string, number>
  readonly clients: ReadonlyMap<string, number>
  readonly orders: CardOrders
  readonly traces: readonly Trace[]
  /** Clear bytes that a phone sent have this text or mark. */
  readonly readsInClear: (trace: Trace, mark: string) => boolean
  readonly hasClient: (trace: Trace, client: number) => boolean
  readonly confessed: (trace: Trace, mark: string) => boolean
}

const ORDERS: readonly (readonly [keyof CardOrders, CardAttack, CardAttack])[] = [
  ['place', 'V1 list place ~ roster', 'V1+V3 list place ~ posts'],
  ['clock', 'V1 clock ~ roster', 'V1+V3 clock ~ posts'],
  ['reply', 'V2 list place ~ roster', 'V2+V3 list place ~ posts'],
  ['bytes', 'V4 bytes ~ roster', 'V3+V4 bytes ~ posts'],
  ['frames', 'V4 log frames ~ roster', 'V3+V4 log frames ~ posts'],
  ['rowids', 'V4 rowid ~ roster', 'V3+V4 rowid ~ posts'],
]

/** By mark. */
export function scoreCards(group: CardGroup): Map<string, Map<CardAttack, number[]>> {
  const { traces, marks } = group
  const all = new Map(marks.map((mark) => [mark, new Map<CardAttack, number[]>()]))
  const give = (attack: CardAttack, score: (mark: string) => readonly number[]) => {
    for (const mark of marks) all.get(mark)?.set(attack, [...score(mark)])
  }
  const each = (attack: CardAttack, score: (trace: Trace, mark: string) => number) =>
    give(attack, (mark) => traces.map((trace) => score(trace, mark)))

  const row = traces
    .flatMap((trace, person) => trace.set.map((post) => ({ person, at: post.at })))
    .sort((a, b) => a.at - b.at)
  const roster = ranks(traces.map((trace) => trace.joined))
  const done = ranks(traces.map((trace) => trace.done))
  for (const [name, byRoster, byPosts] of ORDERS) {
    const order = group.orders[name]
    const seen = marks.filter((mark) => order.has(mark))
    // Cards that stand in one place share it: which of them comes first is nobody's knowledge.
    const shared = ranks(seen.map((mark) => order.get(mark) ?? 0))
    const rankOf = new Map(seen.map((mark, at) => [mark, shared[at] ?? 0.5]))
    const near = (mark: string, people: readonly number[]) =>
      people.map((rank) => -Math.abs((rankOf.get(mark) ?? rank) - rank))
    give(byRoster, (mark) => near(mark, roster))
    if (name === 'reply') give('V2 list place ~ done', (mark) => near(mark, done))
    give(byPosts, (mark) => {
      const scores = traces.map(() => 0)
      const equals = seen.filter((other) => order.get(other) === order.get(mark)).length
      const before = seen.filter((other) => (order.get(other) ?? 0) < (order.get(mark) ?? 0)).length
      if (order.has(mark) && row.length >= seen.length)
        for (let place = before; place < before + equals; place++)
          for (const [at, post] of row.entries())
            scores[post.person] = (scores[post.person] ?? 0) + placeChance(place, seen.length, at, row.length)
      return scores.map((score) => Math.round(score * 1e9))
    })
  }
  each('V3 posts per address', (trace) => trace.posts)
  each('V3 bytes of posts', (trace) => trace.postBytes)
  each('V3 bytes up', (trace) => trace.bytesUp)
  each('V3 first to ask', (trace) => -trace.asked)
  each('V3 first to send', (trace) => -trace.first)
  each('V3 sent before the bell', (trace) => trace.early)
  each('V3 withdrawal ~ early set', (trace) => (trace.early > 0 ? 1 : 0))
  each('V2+V3 send before a tick', (trace) => trace.ticks)
  each('V3 reads it in clear', (trace, mark) => (group.readsInClear(trace, mark) ? 1 : 0))
  each('V6 confession', (trace, mark) => (group.confessed(trace, mark) ? 1 : 0))
  each('V1+V3 client id', (trace, mark) => (group.hasClient(trace, group.clients.get(mark) ?? -1) ? 1 : 0))
  const least = Math.min(...traces.flatMap((trace) => trace.set.map((post) => post.body.length)))
  each('V3 size = length', (trace, mark) => {
    const bytes = group.texts.get(mark)?.length ?? 0
    return -Math.min(...trace.set.map((post) => Math.abs(post.body.length - least - bytes)), 1e9)
  })
  const gap = (mark: string, at: number) => {
    const seen = group.seenAt.get(mark) ?? Number.NaN
    return at <= seen ? seen - at : 1e9
  }
  each('V1+V3 nearest send', (trace, mark) =>
    group.seenAt.has(mark) ? -Math.min(...trace.set.map((post) => gap(mark, post.at)), 1e9) : 0,
  )
  return all
}

/** Hungarian: each card to a post of its own. By mark, the place of the phone in `traces`; -1 where it cannot be done. */
export function nearestOneToOne(group: CardGroup, assign: (cost: number[][]) => number[]): Map<string, number> {
  const row = group.traces.flatMap((trace, person) => trace.set.map((post) => ({ person, at: post.at })))
  const marks = group.marks.filter((mark) => group.seenAt.has(mark))
  if (marks.length === 0 || row.length < marks.length) return new Map()
  const cost = marks.map((mark) =>
    row.map(({ at }) => {
      const seen = group.seenAt.get(mark) ?? 0
      return at <= seen ? seen - at : 1e6
    }),
  )
  return new Map(assign(cost).map((column, at) => [marks[at] ?? '', row[column]?.person ?? -1]))
}
