// Exact checks of what shows before a round is written: cards on screens or disk, numbers that count, lines in the log; and of orders.
import { postsIn } from '../network/posts.ts'
import type { BatchRecord, SessionRecord } from '../stage/record.ts'
import { type Agreement, agreement, agreementZ } from '../statistics/ranks.ts'
import { cardReplies, consoleViews, isInnocent, numbersIn } from '../views/console-view.ts'
import { diskOrders, onDisk } from '../views/disk-view.ts'
import { cardsSeen } from '../views/participant-view.ts'
import type { Check } from './check.ts'

/** What the curious were told, one list for each of their rooms. */
const curiousTalks = (session: SessionRecord) =>
  session.people.filter((person) => person.curious).map(({ index }) => session.wire[index] ?? [])

/** When half of a round's envelopes were sent after its last bell: nobody may have seen a card of it by then, however slow screens are. */
function halfSent(session: SessionRecord, round: string): number {
  const bell = session.rounds.find(({ id }) => id === round)?.bells.at(-1) ?? 0
  const sent = session.wire
    .flatMap((talks) => postsIn(talks))
    .filter((post) => post.round === round && post.at >= bell)
    .map(({ at }) => at)
    .sort((a, b) => a - b)
  return sent[Math.floor(sent.length / 2)] ?? 0
}

export const earlySight: Check = (batch) =>
  batch.sessions.flatMap((session) => {
    const half = new Map(session.rounds.map(({ id }) => [id, halfSent(session, id)]))
    const roundOf = new Map(session.cards.map((card) => [card.text, card.round]))
    const isEarly = (text: string, at: number) => at < (half.get(roundOf.get(text) ?? '') ?? 0)
    const seen = curiousTalks(session)
      .flatMap(cardsSeen)
      .filter(({ text, at }) => isEarly(text, at))
      .map(() => `session ${session.number}: a participant saw a card before its round was collected`)
    const told = cardReplies(session.console).flatMap(({ at, texts }) =>
      texts.some((text) => isEarly(text, at))
        ? [`session ${session.number}: the console had a card before its round was collected`]
        : [],
    )
    const killed = session.killedIn.includes('write.1')
    const lying = session.cards
      .filter(
        (card) => killed && (onDisk(batch.killed, card.text) || (card.mark !== '' && onDisk(batch.killed, card.mark))),
      )
      .map(() => `session ${session.number}: a card of an open round lay on the disk`)
    return [...seen, ...told, ...lying]
  })

export const counters: Check = (batch) =>
  batch.sessions.flatMap((session) =>
    session.rounds.flatMap(({ id }) => {
      const during = consoleViews(session.console).filter(({ view }) =>
        view.rounds.some((round) => round.id === id && round.state === 'collecting'),
      )
      const moved = new Set<string>()
      for (const [at, { view }] of during.entries()) {
        const before = during[at - 1]
        if (before === undefined || before.view.step.id !== view.step.id) continue
        const numbers = numbersIn(before.view)
        for (const [path, value] of numbersIn(view))
          if (!isInnocent(path) && numbers.get(path) !== value) moved.add(path)
      }
      return [...moved].map((path) => `session ${session.number}: ${path} counted while ${id} was collected`)
    }),
  )

export const logs: Check = (batch: BatchRecord) => {
  const log = `${batch.killed.log}\n${batch.closed.log}`
  const found = [...new Set(log.match(/\/a\/\S*/g) ?? [])].map((path) => `the log has the door: ${path}`)
  for (const session of batch.sessions) {
    const secrets = [
      ...session.people.flatMap(({ address, name, id }) => [address, name, id]),
      ...session.cards.flatMap(({ text, mark }) => [text, mark]),
    ]
    // An address is no address when a digit follows it.
    for (const secret of secrets)
      if (secret !== '' && new RegExp(`${secret.replace(/[.\\]/g, '\\$&')}(?![\\d])`).test(log))
        found.push(`session ${session.number}: the log says ${secret}`)
  }
  return found
}

/** How far an order may agree with the order of sending before it is called one (standard deviations). */
const AGREES = 4

export type OrderName = 'participant' | 'clocks' | 'console' | 'bytes' | 'frames' | 'rowids'

/** For one batch: how every order that can be seen agrees with the order in which envelopes left their phones, room by room. */
export function orderParts(batch: BatchRecord): Map<OrderName, Agreement[]> {
  const parts = new Map<OrderName, Agreement[]>()
  for (const session of batch.sessions) {
    const marks = session.cards.map((card) => card.mark).filter((mark) => session.sentAt.has(mark))
    const compare = (name: OrderName, places: ReadonlyMap<string, number>, round: string) => {
      const both = session.cards.filter(
        (card) => card.round === round && places.has(card.mark) && session.sentAt.has(card.mark),
      )
      const sent = both.map((card) => session.sentAt.get(card.mark) ?? 0)
      const list = both.map((card) => places.get(card.mark) ?? 0)
      parts.set(name, [...(parts.get(name) ?? []), agreement(sent, list)])
    }
    const seen = curiousTalks(session).map(cardsSeen)
    const told = cardReplies(session.console).at(-1)?.texts ?? []
    const markOf = new Map(session.cards.map((card) => [card.text, card.mark]))
    const replies = new Map(told.map((text, place) => [markOf.get(text) ?? '', place]))
    const disks = [diskOrders(batch.killed, marks), diskOrders(batch.closed, marks)]
    for (const round of ['write.1', 'discuss.1']) {
      for (const room of seen) {
        compare('participant', new Map(room.map((card) => [card.mark, card.place])), round)
        compare('clocks', new Map(room.map((card) => [card.mark, card.clock])), round)
      }
      compare('console', replies, round)
      for (const disk of disks) {
        compare('bytes', disk.bytes, round)
        compare('frames', disk.frames, round)
        compare('rowids', disk.rowids, round)
      }
    }
  }
  return parts
}

/** Kept once, under a random key: whatever holds a card a second time, or under a rowid, may keep an order. */
export const keptOnce: Check = (batch) =>
  batch.sessions.flatMap((session) => {
    const marks = new Set(session.cards.map((card) => card.mark))
    return [batch.killed, batch.closed].flatMap(({ rows }) => {
      const holding = rows.flatMap((row) =>
        Object.values(row.row).flatMap((value) =>
          typeof value === 'string' && marks.has(value) ? [{ row, value }] : [],
        ),
      )
      const numbered = holding.filter(({ row }) => row.rowid !== null)
      const twice = holding.length - new Set(holding.map(({ value }) => value)).size
      return [
        ...numbered.map(({ row }) => `session ${session.number}: ${row.table} numbers the cards that it keeps`),
        ...(twice === 0 ? [] : [`session ${session.number}: ${twice} cards are kept twice`]),
      ]
    })
  })

export function orderBreaches(batches: readonly ReadonlyMap<OrderName, readonly Agreement[]>[]): string[] {
  const names = new Set(batches.flatMap((parts) => [...parts.keys()]))
  return [...names]
    .map((name) => ({ name, z: agreementZ(batches.flatMap((parts) => parts.get(name) ?? [])) }))
    .filter(({ z }) => Math.abs(z) > AGREES)
    .map(({ name, z }) => `the order of ${name} agrees with the order of sending (z = ${z.toFixed(1)})`)
}
