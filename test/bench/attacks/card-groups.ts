// What attackers have of the cards that were shown in one room, and of those that were taken back there.
import { postsIn } from '../network/posts.ts'
import { askedIn } from '../network/socket-words.ts'
import type { BatchRecord, CardTruth, RoundTruth, SessionRecord } from '../stage/record.ts'
import { cardReplies } from '../views/console-view.ts'
import { type DiskOrders, diskOrders } from '../views/disk-view.ts'
import { cardsSeen, type SeenCard } from '../views/participant-view.ts'
import type { CardGroup } from './card-attacks.ts'
import type { Trace } from './traces.ts'

/** `watcher`: the curious person of this room, whose own frames are view V1; null when nobody there was. */
export type Group = {
  readonly cards: readonly CardTruth[]
  readonly looks: CardGroup
  readonly watcher: number | null
}

type Watched = { readonly person: number; readonly seen: readonly SeenCard[] }

/** What is the same for all rooms and rounds of a session: it is read from the recordings once. */
export type Sources = {
  readonly batch: BatchRecord
  readonly session: SessionRecord
  readonly watched: readonly Watched[]
  /** In which room cards are shown, by mark; null for what everybody sees. */
  readonly roomOf: ReadonlyMap<string, string | null>
  readonly clear: ReadonlyMap<number, readonly Buffer[]>
  readonly clients: ReadonlyMap<number, ReadonlySet<number>>
  readonly confessions: ReadonlyMap<string, string>
}

export function sourcesOf(batch: BatchRecord, session: SessionRecord): Sources {
  return {
    batch,
    session,
    watched: session.people
      .filter(({ curious }) => curious)
      .map(({ index }) => ({ person: index, seen: cardsSeen(session.wire[index] ?? []) })),
    roomOf: roomsOf(batch, session),
    clear: new Map(session.people.map(({ index }) => [index, clearBytes(session, index)])),
    clients: new Map(session.people.map(({ index }) => [index, clientsOf(session, index)])),
    confessions: new Map(
      batch.confessions.map(({ address, act }) => [String((act as { mark?: string }).mark), address]),
    ),
  }
}

/** As the disk says. What was taken back is not there any more: it was shown where the cards of its author's room are. */
function roomsOf(batch: BatchRecord, { cards, people }: SessionRecord): Map<string, string | null> {
  const rows = [...batch.closed.rows, ...batch.killed.rows].filter(({ table }) => table === 'cards')
  const roomOf = new Map(rows.map(({ row }) => [String(row.mark), row.room === null ? null : String(row.room)]))
  const sits = ({ person }: CardTruth) => people[person]?.room ?? null
  const shownIn = new Map(
    cards.flatMap((card) => {
      const room = roomOf.get(card.mark)
      return room === undefined ? [] : [[`${card.round} ${sits(card)}`, room] as const]
    }),
  )
  for (const card of cards)
    if (card.withdrawn === 'after' && !roomOf.has(card.mark)) {
      const room = shownIn.get(`${card.round} ${sits(card)}`)
      roomOf.set(card.mark, room === undefined ? sits(card) : room)
    }
  return roomOf
}

type Place = {
  readonly cards: readonly CardTruth[]
  readonly traces: readonly Trace[]
  readonly watched: Watched | null
}

/** Cards by the room in which they are shown: only phones of that room can have written them. */
function placesOf({ session, roomOf, watched }: Sources, cards: readonly CardTruth[], traces: readonly Trace[]) {
  const shown = cards.filter((card) => roomOf.has(card.mark))
  const rooms = [...new Set(shown.map((card) => roomOf.get(card.mark) ?? null))]
  return rooms.flatMap((room): Place[] => {
    const here = shown.filter((card) => (roomOf.get(card.mark) ?? null) === room)
    // Cards of rooms with too few people are shown to all: their authors sit in such rooms, and the list of those is public.
    const pooled = new Set(here.map((card) => session.people[card.person]?.room))
    const own = traces.filter(({ person }) => {
      const sits = session.people[person]?.room
      return room === null ? pooled.has(sits) : sits === room
    })
    const marks = new Set(here.map((card) => card.mark))
    const much = ({ seen }: Watched) => seen.filter(({ mark }) => marks.has(mark)).length
    const most = watched.reduce<Watched | null>(
      (best, one) => (much(one) > (best === null ? 0 : much(best)) ? one : best),
      null,
    )
    return own.length < 2 ? [] : [{ cards: here, traces: own, watched: most }]
  })
}

/** The cards of a round, with every order in which they can be seen. */
export function writtenIn(sources: Sources, round: RoundTruth, traces: readonly Trace[]): Group[] {
  const { batch, session, clear, clients, confessions } = sources
  const cards = session.cards.filter((card) => card.round === round.id)
  const all = session.cards.map((card) => card.mark)
  const disks = [diskOrders(batch.killed, all), diskOrders(batch.closed, all)]
  const markOf = new Map(session.cards.map((card) => [card.text, card.mark]))
  const replies = cardReplies(session.console).map(
    ({ texts }) => new Map(texts.map((text, place) => [markOf.get(text) ?? '', place])),
  )
  return placesOf(sources, cards, traces).map(({ cards: here, traces: own, watched }): Group => {
    const marks = here.map((card) => card.mark)
    const seen = watched?.seen ?? []
    const onDisk = (name: keyof DiskOrders) =>
      fullest(
        disks.map((disk) => disk[name]),
        marks,
      )
    return {
      cards: here,
      watcher: watched?.person ?? null,
      looks: {
        marks,
        texts: new Map(here.map((card) => [card.mark, card.text])),
        seenAt: new Map(seen.map(({ mark, at }) => [mark, at])),
        clients: new Map(seen.map(({ mark, client }) => [mark, client])),
        orders: {
          place: new Map(seen.map(({ mark, place }) => [mark, place])),
          clock: new Map(seen.map(({ mark, clock }) => [mark, clock])),
          reply: fullest(replies, marks),
          bytes: onDisk('bytes'),
          frames: onDisk('frames'),
          rowids: onDisk('rowids'),
        },
        traces: own,
        readsInClear: (trace, mark) => {
          const text = here.find((card) => card.mark === mark)?.text ?? mark
          return clear.get(trace.person)?.some((bytes) => bytes.includes(mark) || bytes.includes(text)) ?? false
        },
        hasClient: (trace, client) => clients.get(trace.person)?.has(client) ?? false,
        confessed: (trace, mark) => confessions.get(mark) === trace.address,
      },
    }
  })
}

/** Cards that went with a round: all that shows is what phones sent in it, and when a card was gone. */
export function takenBackIn(sources: Sources, round: RoundTruth, traces: readonly Trace[]): Group[] {
  const cards = sources.session.cards.filter((card) => card.takenBackIn === round.id)
  return placesOf(sources, cards, traces).map(({ cards: here, traces: own, watched }): Group => {
    const gone = (watched?.seen ?? []).flatMap(({ mark, gone }) => (gone === null ? [] : [[mark, gone] as const]))
    const none = new Map<string, number>()
    return {
      cards: here,
      watcher: watched?.person ?? null,
      looks: {
        marks: here.map((card) => card.mark),
        texts: new Map(),
        seenAt: new Map(gone),
        clients: none,
        orders: { place: none, clock: none, reply: none, bytes: none, frames: none, rowids: none },
        traces: own,
        readsInClear: (trace, mark) => sources.clear.get(trace.person)?.some((bytes) => bytes.includes(mark)) ?? false,
        hasClient: () => false,
        confessed: () => false,
      },
    }
  })
}

/** Places of two lists cannot be compared: the one that has most of these, the latest of such. */
function fullest(
  orders: readonly ReadonlyMap<string, number>[],
  marks: readonly string[],
): ReadonlyMap<string, number> {
  const many = (order: ReadonlyMap<string, number>) => marks.filter((mark) => order.has(mark)).length
  return orders.reduce((best, one) => (many(one) >= many(best) ? one : best), new Map<string, number>())
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
