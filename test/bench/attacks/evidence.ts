// One session boiled down to what the attacks made of it, with the truth beside it: small enough to keep hundreds of.
import { postsIn } from '../network/posts.ts'
import { askedIn } from '../network/socket-words.ts'
import type { BatchRecord, CardTruth, RoundTruth, SessionRecord } from '../stage/record.ts'
import { assign } from '../statistics/assignment.ts'
import { cardReplies } from '../views/console-view.ts'
import { diskOrders } from '../views/disk-view.ts'
import { cardsSeen } from '../views/participant-view.ts'
import { CARD_ATTACKS, type CardAttack, type CardGroup, nearestOneToOne, scoreCards } from './card-attacks.ts'
import { features, type Trace, tracesOf } from './traces.ts'

/** A question of the kind "which of these?", with every attack's scores and what the learner is given of each. */
export type Choice = {
  readonly truth: number
  readonly scores: ReadonlyMap<string, readonly number[]>
  readonly learned: readonly (readonly number[])[]
  /** The chance of whoever knows nothing but what is public; null: all that an attack does not rule out are alike. */
  readonly baseline: number | null
}
/** A question of the kind "yes or no?". */
export type YesNo = {
  readonly is: boolean
  readonly scores: ReadonlyMap<string, number>
  readonly learned: readonly number[]
}

export type Evidence = {
  readonly session: number
  /** T1, T6, T4. */
  readonly authors: readonly Choice[]
  readonly changes: readonly Choice[]
  readonly answers: readonly Choice[]
  /** T2, T3, T5. */
  readonly pairs: readonly YesNo[]
  readonly writers: readonly YesNo[]
  readonly silent: readonly YesNo[]
}

const WRITTEN: readonly string[] = ['write.1', 'discuss.1']

export function evidenceOf(batch: BatchRecord, session: SessionRecord): Evidence {
  const authors: Choice[] = []
  const changes: Choice[] = []
  const pairs: YesNo[] = []
  const writers: YesNo[] = []
  for (const round of session.rounds.filter(({ id }) => WRITTEN.includes(id))) {
    const traces = tracesOf(session, round)
    for (const group of groupsOf(batch, session, round, traces)) {
      const { cards, looks } = group
      const scored = scoreCards(looks)
      const oneToOne = nearestOneToOne(looks, assign)
      const own = features(looks.traces)
      const truthOf = (card: CardTruth) => looks.traces.findIndex((trace) => trace.person === card.person)
      for (const card of cards) {
        const scores = scored.get(card.mark)
        const truth = truthOf(card)
        if (scores === undefined || truth < 0) continue
        const assigned = oneToOne.get(card.mark)
        scores.set(
          'V1+V3 nearest send, one to one',
          looks.traces.map((_, at) => (at === assigned ? 1 : 0)),
        )
        const learned = looks.traces.map((_, at) => [...(own[at] ?? []), ...pairFeatures(scores, at)])
        limitToRoom(scores, card, looks, session)
        const choice: Choice = { truth, scores, learned, baseline: null }
        authors.push(choice)
        if (card.edited || card.withdrawn === 'after') changes.push(choice)
      }
      pairs.push(...pairsOf(cards, looks))
    }
    if (round.id === 'write.1') {
      const wrote = new Set(
        session.cards.filter((card) => card.round === round.id && inBatch(batch, card)).map(({ person }) => person),
      )
      writers.push(...aboutPeople(traces, (person) => wrote.has(person)))
    }
  }
  const ballot = session.rounds.find(({ id }) => id === 'ballot.1')
  const ballotTraces = ballot === undefined ? [] : tracesOf(session, ballot)
  const kept = new Map(session.answers.filter(({ choice }) => choice === null).map(({ person }) => [person, true]))
  const silent = aboutPeople(ballotTraces, (person) => kept.has(person))
  return {
    session: session.number,
    authors,
    changes,
    pairs,
    writers,
    silent,
    answers: answersOf(batch, session, ballotTraces),
  }
}

/** A participant sees the cards of their own room only, knows their own, and knows that the others' are not theirs. */
function limitToRoom(
  scores: Map<CardAttack, number[]>,
  card: CardTruth,
  looks: CardGroup,
  session: SessionRecord,
): void {
  const curious = session.people.find((person) => person.curious)?.index
  const self = looks.traces.findIndex((trace) => trace.person === curious)
  for (const [attack, list] of scores) {
    if (!attack.startsWith('V1')) continue
    if (!looks.seenAt.has(card.mark) || card.person === curious) scores.delete(attack)
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
      const list = scores.get(name) ?? []
      const most = Math.max(...list)
      const least = Math.min(...list)
      return most === least ? 0 : ((list[at] ?? 0) - least) / (most - least) - 0.5
    },
  )
}

/** The cards of a round by the room in which they are shown: only phones of that room can have written them. */
function groupsOf(batch: BatchRecord, session: SessionRecord, round: RoundTruth, traces: readonly Trace[]) {
  const rows = [...batch.closed.rows, ...batch.killed.rows].filter(({ table }) => table === 'cards')
  const roomOf = new Map(rows.map(({ row }) => [String(row.mark), row.room === null ? null : String(row.room)]))
  const shown = session.cards.filter((card) => card.round === round.id && roomOf.has(card.mark))
  const rooms = [...new Set(shown.map((card) => roomOf.get(card.mark) ?? null))]
  const curious = session.people.find((person) => person.curious)
  const seen = cardsSeen(session.wire[curious?.index ?? 0] ?? [])
  const texts = cardReplies(session.console).at(-1)?.texts ?? []
  const markOf = new Map(session.cards.map((card) => [card.text, card.mark]))
  const marks = shown.map((card) => card.mark)
  const [killed, closed] = [diskOrders(batch.killed, marks), diskOrders(batch.closed, marks)]
  const merged = (name: 'bytes' | 'frames' | 'rowids') => new Map([...killed[name], ...closed[name]])
  const clear = new Map(session.people.map(({ index }) => [index, clearBytes(session, index)]))
  const clients = new Map(session.people.map(({ index }) => [index, clientsOf(session, index)]))
  const confessions = new Map(
    batch.confessions.map(({ address, act }) => [String((act as { mark?: string }).mark), address]),
  )
  return rooms.flatMap((room) => {
    const cards = shown.filter((card) => (roomOf.get(card.mark) ?? null) === room)
    // Cards of rooms with too few people are shown to all: their authors sit in such rooms, and the list of those is public.
    const pooled = new Set(cards.map((card) => session.people[card.person]?.room))
    const own = traces.filter(({ person }) => {
      const sits = session.people[person]?.room
      return room === null ? pooled.has(sits) : sits === room
    })
    if (own.length < 2) return []
    const looks: CardGroup = {
      marks: cards.map((card) => card.mark),
      texts: new Map(cards.map((card) => [card.mark, card.text])),
      seenAt: new Map(seen.map(({ mark, at }) => [mark, at])),
      clients: new Map(seen.map(({ mark, client }) => [mark, client])),
      orders: {
        place: new Map(seen.map(({ mark, place }) => [mark, place])),
        clock: new Map(seen.map(({ mark, clock }) => [mark, clock])),
        reply: new Map(texts.map((text, place) => [markOf.get(text) ?? '', place])),
        bytes: merged('bytes'),
        frames: merged('frames'),
        rowids: merged('rowids'),
      },
      traces: own,
      readsInClear: (trace, mark) => {
        const text = cards.find((card) => card.mark === mark)?.text ?? mark
        return clear.get(trace.person)?.some((bytes) => bytes.includes(mark) || bytes.includes(text)) ?? false
      },
      hasClient: (trace, client) => clients.get(trace.person)?.has(client) ?? false,
      confessed: (trace, mark) => confessions.get(mark) === trace.address,
    }
    return [{ cards, looks }]
  })
}

function clearBytes(session: SessionRecord, person: number): Buffer[] {
  const talks = session.wire[person] ?? []
  return [...postsIn(talks).map((post) => post.body), ...talks.flatMap(({ up }) => up.map(({ data }) => data))]
}

/** Client ids that a phone was given for documents of cards, as its answers say in clear. */
function clientsOf(session: SessionRecord, person: number): Set<number> {
  const granted = askedIn(session.wire[person] ?? []).filter(
    ({ name, data }) => name === 'doc' && String((data as { doc?: string } | null)?.doc).startsWith('cards/'),
  )
  return new Set(granted.map(({ reply }) => (reply as { data?: { clientId?: number } } | null)?.data?.clientId ?? -1))
}

function pairsOf(cards: readonly CardTruth[], { orders, seenAt, clients }: CardGroup): YesNo[] {
  const far = (places: ReadonlyMap<string, number>, a: string, b: string) => {
    const [x, y] = [places.get(a), places.get(b)]
    return x === undefined || y === undefined ? 0 : -Math.abs(x - y)
  }
  return cards.flatMap((a, at) =>
    cards.slice(0, at).map((b): YesNo => {
      const scores = new Map([
        ['V1 near in the list', far(orders.place, a.mark, b.mark)],
        ['V1 near in the clocks', far(orders.clock, a.mark, b.mark)],
        ['V1 seen together', far(seenAt, a.mark, b.mark)],
        ['V1 same client', clients.get(a.mark) === clients.get(b.mark) ? 1 : 0],
        ['V2 near in the list', far(orders.reply, a.mark, b.mark)],
        ['V4 near in bytes', far(orders.bytes, a.mark, b.mark)],
        ['V4 near in the log', far(orders.frames, a.mark, b.mark)],
      ])
      return { is: a.person === b.person, scores, learned: [...scores.values()] }
    }),
  )
}

function aboutPeople(traces: readonly Trace[], is: (person: number) => boolean): YesNo[] {
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
    return { is: is(trace.person), scores, learned: learned[at] ?? [] }
  })
}

/** Which of the public answers is this person's? Rows of the database in their order, against the order of sending. */
function answersOf(batch: BatchRecord, session: SessionRecord, traces: readonly Trace[]): Choice[] {
  const given = session.answers.filter(
    ({ choice, person }) => choice !== null && traces.some((one) => one.person === person),
  )
  return [...new Set(given.map(({ ballot }) => ballot))].flatMap((ballot) => {
    const here = given.filter((one) => one.ballot === ballot)
    const names = [...new Set(here.map(({ choice }) => choice ?? ''))].sort()
    const share = (name: string) => here.filter(({ choice }) => choice === name).length / here.length
    const rows = batch.closed.rows.filter(
      ({ table, row }) => table === 'answers' && row.session === session.id && row.slot === ballot,
    )
    const bytes = diskOrders(
      batch.closed,
      rows.map(({ row }) => String(row.mark)),
    ).bytes
    const ordered = [...rows].sort(
      (a, b) => (bytes.get(String(a.row.mark)) ?? 0) - (bytes.get(String(b.row.mark)) ?? 0),
    )
    const says = ordered.map(({ row }) => String(row.body).replaceAll('"', ''))
    const order = [...traces].sort((a, b) => a.first - b.first).map(({ person }) => person)
    const joined = [...traces].sort((a, b) => a.joined - b.joined).map(({ person }) => person)
    const near = (name: string, place: number, of: number) =>
      says.reduce(
        (sum, one, at) =>
          sum + (one === name ? Math.exp(-8 * Math.abs((at + 0.5) / says.length - (place + 0.5) / of)) : 0),
        0,
      )
    return here.map(({ person, choice }): Choice => {
      const byPosts = names.map((name) => near(name, order.indexOf(person), order.length))
      const byRoster = names.map((name) => near(name, joined.indexOf(person), joined.length))
      return {
        truth: names.indexOf(choice ?? ''),
        scores: new Map([
          ['public tally', names.map(share)],
          ['V3+V4 rows ~ posts', byPosts],
          ['V4 rows ~ roster', byRoster],
        ]),
        learned: names.map((name, at) => [share(name), byPosts[at] ?? 0, byRoster[at] ?? 0]),
        baseline: Math.max(...names.map(share)),
      }
    })
  })
}
