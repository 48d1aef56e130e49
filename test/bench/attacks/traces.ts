// What attackers know of each phone in one round: when it joined, asked, sent and said it was done, and how much it sent.
import { type Post, postsIn } from '../network/posts.ts'
import { askedIn } from '../network/socket-words.ts'
import type { RoundTruth, SessionRecord } from '../stage/record.ts'
import { consoleViews, isInnocent, numbersIn } from '../views/console-view.ts'

/** Times in ms, counts and bytes as they are; what never happened comes last. */
export type Trace = {
  readonly person: number
  readonly address: string
  readonly joined: number
  readonly asked: number
  readonly first: number
  readonly last: number
  readonly done: number
  readonly posts: number
  readonly postBytes: number
  readonly early: number
  readonly bytesUp: number
  readonly links: number
  /** Its posts that came just before a number on the console moved. */
  readonly ticks: number
  /** The posts of its last full set. */
  readonly set: readonly Post[]
}

/** What the learning attacker is given of a trace. */
export const TRACE_NAMES = [
  'joined',
  'asked',
  'first',
  'last',
  'done',
  'posts',
  'postBytes',
  'early',
  'bytesUp',
  'links',
  'ticks',
] as const

const NEVER = Number.MAX_SAFE_INTEGER

/** Of all phones that completed the round: only they can have written what is in its batch. */
export function tracesOf(session: SessionRecord, round: RoundTruth): Trace[] {
  const views = consoleViews(session.console)
  const moved = views.flatMap(({ at, view }, place) => {
    const before = views[place - 1]
    if (before === undefined || !view.rounds.some((one) => one.id === round.id && one.state === 'collecting')) return []
    const numbers = numbersIn(before.view)
    const tick = [...numbersIn(view)].some(([path, value]) => !isInnocent(path) && numbers.get(path) !== value)
    return [{ from: before.at, at, tick }]
  })
  const bell = round.bells[0] ?? NEVER
  // What was sent before the server was killed is not in the batch: only what came after its last bell is.
  const again = round.bells.length > 1 ? (round.bells.at(-1) ?? 0) : 0
  const all = session.people.map((person) => {
    const talks = session.wire[person.index] ?? []
    const posts = postsIn(talks).filter((post) => post.round === round.id && post.at <= round.written)
    const asks = askedIn(talks)
    const about = (name: string, key: string, value: string) =>
      asks.find((one) => one.name === name && (one.data as Record<string, unknown> | null)?.[key] === value)?.at ??
      NEVER
    return {
      person: person.index,
      address: person.address,
      joined: person.joinedAt,
      asked: about('tokens', 'round', round.id),
      first: posts.find((post) => post.at >= bell)?.at ?? NEVER,
      last: posts.at(-1)?.at ?? NEVER,
      done: about('me.done', 'step', round.id.split('.')[0] ?? ''),
      posts: posts.length,
      postBytes: posts.reduce((sum, post) => sum + post.head.length + post.body.length, 0),
      early: posts.filter((post) => post.at < bell).length,
      bytesUp: talks
        .filter(({ opened }) => opened < round.written)
        .flatMap(({ up }) => up)
        .reduce((sum, { at, data }) => sum + (at > round.opened && at < round.written ? data.length : 0), 0),
      links: talks.filter(({ opened }) => opened > round.opened && opened < round.written).length - posts.length,
      set: posts.slice(-round.quota),
      all: posts,
      inBatch: posts.filter((post) => post.at >= again).length,
    }
  })
  const ticks = new Map<number, number>()
  for (const { from, at, tick } of moved) {
    const within = all.flatMap(({ person, all: posts }) =>
      posts.filter((post) => post.at > from && post.at <= at).map(() => person),
    )
    if (tick) for (const person of within) ticks.set(person, (ticks.get(person) ?? 0) + 1 / within.length)
  }
  const holders = all.filter(({ asked }) => asked < round.written)
  const completed = all.filter(({ inBatch }) => inBatch >= round.quota)
  // Where phones keep blanks to themselves (a sabotage), completing does not show: whoever holds tokens might have written.
  return (completed.length * 2 < holders.length ? holders : completed).map(({ all: _, inBatch: __, ...trace }) => ({
    ...trace,
    ticks: ticks.get(trace.person) ?? 0,
  }))
}

/** The place of each value among all, from 0 to 1; equals share a place. */
export function ranks(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length
    const equal = values.filter((other) => other === value).length
    return (below + (equal - 1) / 2 + 0.5) / values.length
  })
}

/** For the learning attacker: how each of these phones differs from the others. */
export function features(traces: readonly Trace[]): number[][] {
  const columns = TRACE_NAMES.map((name) => ranks(traces.map((trace) => trace[name])))
  return traces.map((_, at) => columns.map((column) => (column[at] ?? 0.5) - 0.5))
}
