// One session boiled down to what the attacks made of it, with the truth beside it: small enough to keep hundreds of.
import type { BatchRecord, CardTruth, SessionRecord } from '../stage/record.ts'
import { assign } from '../statistics/assignment.ts'
import { answersOf } from './ballot-answers.ts'
import { CARD_ATTACKS, type CardAttack, type CardGroup, nearestOneToOne, scoreCards } from './card-attacks.ts'
import { type Group, sourcesOf, takenBackIn, writtenIn } from './card-groups.ts'
import { features, type Trace, tracesOf } from './traces.ts'

/** A question of the kind "which of these?", with every attack's scores and what the learner is given of each. */
export type Choice = {
  readonly truth: number
  readonly scores: ReadonlyMap<string, readonly number[]>
  readonly learned: readonly (readonly number[])[]
  /** The chance of whoever knows nothing but what is public; null: all that an attack does not rule out are alike. */
  readonly baseline: number | null
}
/** A question of the kind "yes or no?". An attack without a score has nothing to go by here. */
export type YesNo = {
  /** Only questions of one round and room are set against each other: others differ in what everybody knows. */
  readonly among: string
  readonly is: boolean
  readonly scores: ReadonlyMap<string, number>
  readonly learned: readonly number[]
}

export type Evidence = {
  readonly session: number
  /** T1, T6, T4. A card that was taken back stands twice in `changes`: as it was written, and as it went. */
  readonly authors: readonly Choice[]
  readonly changes: readonly Choice[]
  readonly answers: readonly Choice[]
  /** T2, T3, T5. */
  readonly pairs: readonly YesNo[]
  readonly writers: readonly YesNo[]
  readonly silent: readonly YesNo[]
}

const FIRST = 'write.1'
const WRITTEN: readonly string[] = [FIRST, 'discuss.1']
const ANSWERED: readonly string[] = ['baseline.1', 'ballot.1']
/** What has nothing to go by once a card is gone: its place, its writer's client, its length. */
const OF_WHAT_STANDS = /~ (roster|done|posts)$|client id|size = length|confession/

export function evidenceOf(batch: BatchRecord, session: SessionRecord): Evidence {
  const authors: Choice[] = []
  const changes: Choice[] = []
  const answers: Choice[] = []
  const pairs: YesNo[] = []
  const writers: YesNo[] = []
  const silent: YesNo[] = []
  const sources = sourcesOf(batch, session)
  for (const round of session.rounds) {
    const traces = tracesOf(session, round)
    if (WRITTEN.includes(round.id))
      for (const [place, group] of writtenIn(sources, round, traces).entries()) {
        for (const { card, choice } of choicesOf(group)) {
          authors.push(choice)
          if (card.edited || card.withdrawn === 'after') changes.push(choice)
        }
        pairs.push(...pairsOf(`${round.id} ${place}`, group.cards, group.looks))
      }
    // Whoever takes a card back gives themselves away twice, if at all: with the round that brings it and with the one that takes it.
    for (const group of takenBackIn(sources, round, traces))
      for (const { choice } of choicesOf(group)) {
        for (const name of choice.scores.keys()) if (OF_WHAT_STANDS.test(name)) choice.scores.delete(name)
        changes.push(choice)
      }
    // Pages write in the writing step alone; whether they are slower than the others says nothing of what people do on them.
    const phones = traces.filter(({ person }) => session.people[person]?.page === false)
    if (WRITTEN.includes(round.id)) {
      const wrote = new Set(
        session.cards.filter((card) => card.round === round.id && inBatch(batch, card)).map(({ person }) => person),
      )
      writers.push(...aboutPeople(round.id, round.id === FIRST ? traces : phones, (person) => wrote.has(person)))
    }
    if (ANSWERED.includes(round.id)) {
      answers.push(...answersOf(batch, session, round.id, traces))
      const kept = new Set(
        session.answers.filter((one) => one.round === round.id && one.choice === null).map(({ person }) => person),
      )
      silent.push(...aboutPeople(round.id, phones, (person) => kept.has(person)))
    }
  }
  return { session: session.number, authors, changes, answers, pairs, writers, silent }
}

type Written = Omit<Choice, 'scores'> & { readonly scores: Map<CardAttack, number[]> }

/** For each card of a group whose author could have written it as far as anybody knows. */
function choicesOf({ cards, looks, watcher }: Group): { readonly card: CardTruth; readonly choice: Written }[] {
  const scored = scoreCards(looks)
  const oneToOne = nearestOneToOne(looks, assign)
  const own = features(looks.traces)
  return cards.flatMap((card): { card: CardTruth; choice: Written }[] => {
    const scores = scored.get(card.mark)
    const truth = looks.traces.findIndex((trace) => trace.person === card.person)
    if (scores === undefined || truth < 0) return []
    const assigned = oneToOne.get(card.mark)
    scores.set(
      'V1+V3 nearest send, one to one',
      looks.traces.map((_, at) => (at === assigned ? 1 : 0)),
    )
    const learned = looks.traces.map((_, at) => [...(own[at] ?? []), ...pairFeatures(scores, at)])
    limitToRoom(scores, card, looks, watcher)
    return [{ card, choice: { truth, scores, learned, baseline: null } }]
  })
}

/** A participant sees the cards of their own room only, knows their own, and knows that the others' are not theirs. */
function limitToRoom(
  scores: Map<CardAttack, number[]>,
  card: CardTruth,
  looks: CardGroup,
  watcher: number | null,
): void {
  const self = looks.traces.findIndex((trace) => trace.person === watcher)
  for (const [attack, list] of scores) {
    if (!attack.startsWith('V1')) continue
    if (!looks.seenAt.has(card.mark) || card.person === watcher) scores.delete(attack)
    else if (self >= 0) list[self] = Number.NEGATIVE_INFINITY
  }
}

const inBatch = (batch: BatchRecord, card: CardTruth) =>
  [batch.killed, batch.closed].some(({ rows }) =>
    rows.some(({ row }) => row.mark === card.mark && row.text === card.text),
  ) || card.withdrawn === 'after'

function pairFeatures(scores: ReadonlyMap<CardAttack, readonly number[]>, at: number): number[] {
  return CARD_ATTACKS.filter((name) => name.includes('~') || name.includes('nearest') || name.includes('size')).map(
    (name) => {
      const list = scores.get(name)
      if (list === undefined) return 0
      const most = Math.max(...list)
      const least = Math.min(...list)
      return most === least ? 0 : ((list[at] ?? 0) - least) / (most - least) - 0.5
    },
  )
}

function pairsOf(among: string, cards: readonly CardTruth[], { orders, seenAt, clients }: CardGroup): YesNo[] {
  const places: readonly (readonly [string, ReadonlyMap<string, number>])[] = [
    ['V1 near in the list', orders.place],
    ['V1 near in the clocks', orders.clock],
    ['V1 seen together', seenAt],
    ['V2 near in the list', orders.reply],
    ['V4 near in bytes', orders.bytes],
    ['V4 near in the log', orders.frames],
  ]
  // Where none of them is to be seen, all are alike; where others are, one that was taken back says nothing.
  const marks = cards.map(({ mark }) => mark)
  const shown = places.map(([name, order]) => [name, order, marks.some((mark) => order.has(mark))] as const)
  const pairs = cards.flatMap((a, at) =>
    cards.slice(0, at).map((b) => {
      const scores = new Map<string, number>()
      for (const [name, order, some] of shown) {
        const [x, y] = [order.get(a.mark), order.get(b.mark)]
        if (!some) scores.set(name, 0)
        else if (x !== undefined && y !== undefined) scores.set(name, -Math.abs(x - y))
      }
      const [mine, other] = [clients.get(a.mark), clients.get(b.mark)]
      if (clients.size === 0 || (mine !== undefined && other !== undefined))
        scores.set('V1 same client', mine === other ? 1 : 0)
      // What was taken back, and when, everybody knows: like is set against like.
      const kinds = [a.takenBackIn ?? '', b.takenBackIn ?? ''].sort().join()
      return { kinds, is: a.person === b.person, scores }
    }),
  )
  const names = [...places.map(([name]) => name), 'V1 same client']
  const usual = names.map((name) => {
    const known = pairs.flatMap(({ scores }) => scores.get(name) ?? [])
    return known.reduce((sum, one) => sum + one, 0) / Math.max(1, known.length)
  })
  return pairs.map(({ kinds, is, scores }): YesNo => {
    return {
      among: `${among} ${kinds}`,
      is,
      scores,
      learned: names.map((name, at) => scores.get(name) ?? usual[at] ?? 0),
    }
  })
}

function aboutPeople(among: string, traces: readonly Trace[], is: (person: number) => boolean): YesNo[] {
  const learned = features(traces)
  return traces.map((trace, at): YesNo => {
    const scores = new Map([
      ['V3 posts per address', trace.posts],
      ['V3 bytes of posts', trace.postBytes],
      ['V3 bytes up', trace.bytesUp],
      ['V3 first to ask', -trace.asked],
      ['V3 first to send', -trace.first],
      ['V3 last to send', trace.last],
      ['V3 sent before the bell', trace.early],
      ['V2 done early', -trace.done],
      ['V2+V3 send before a tick', trace.ticks],
    ])
    return { among, is: is(trace.person), scores, learned: learned[at] ?? [] }
  })
}
