// What the projector and the board show while a check-in is held live: only who came back, and that the team is on it.
import { expect, test } from 'vitest'
import { WAITING_SEAT } from '../../server/core/people.ts'
import { boardRecord } from '../../server/core/view/board-record.ts'
import { boardView } from '../../server/core/view/board-view.ts'
import { screenView } from '../../server/core/view/screen-view.ts'
import { BoardRecord } from '../../shared/record.ts'
import { BoardView } from '../../shared/views.ts'
import { calledBack, DAY, ended, OFFSITE, onDay } from './given-board.ts'
import { does, laptop, newSession, withPeople } from './given-session.ts'
import { live as facts } from './given-views.ts'

const DAY30 = onDay('2026-04-01')
const reconvened = () => calledBack(ended(), '2026-04-01', 'day30')

test('the projector names whoever is connected, in the lobby and in rooms that are made after all', () => {
  const session = reconvened()
  const names = session.people.filter(({ id }) => facts.connected.has(id)).map(({ name }) => name)
  expect(names).toHaveLength(2)
  expect(screenView(session, facts)).toMatchObject({ people: 2, connected: 2, names })
  expect(screenView(session, { ...facts, connected: new Set() }).names).toEqual([])
  const split = does(session, laptop, 'rooms.split', { by: 'count', n: 2, mix: 'spread', seed: 7 }, DAY30)
  const seen = screenView(split, facts).rooms.flatMap(({ people }) => people)
  expect(seen.sort()).toEqual([...names].sort())
})

test('at the offsite everybody who has a seat is named, phones that sleep too', () => {
  const session = withPeople(newSession(), 8)
  expect(screenView(session, facts)).toMatchObject({ connected: 2, names: { length: 8 } })
  // On an imported board seats wait for whoever is called so: nobody sits there yet.
  const people = session.people.map((person, at) => (at < 3 ? person : { ...person, ticket: `${WAITING_SEAT}${at}` }))
  expect(screenView({ ...session, people }, facts).names).toEqual(people.slice(0, 3).map(({ name }) => name))
})

test('the board says while a check-in is held live which one it is; a file of it says nothing of that moment', () => {
  const session = reconvened()
  const board = boardView(session, facts, 'sees')
  expect(board.liveCheckin).toEqual({ id: 'day30', title: '30 days' })
  expect(BoardView.safeParse(board).error).toBeUndefined()
  expect(boardView(ended(), facts, 'sees').liveCheckin).toBeNull()
  const record = boardRecord(session, facts, OFFSITE + 30 * DAY, null, 'sees')
  expect(record.board).not.toHaveProperty('liveCheckin')
  expect(BoardRecord.safeParse(record).error).toBeUndefined()
})
