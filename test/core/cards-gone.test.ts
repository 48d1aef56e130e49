// A card that its author took back is nowhere in the session, whatever people had done with it; what else they did stays.
import { expect, test } from 'vitest'
import { withoutCards } from '../../server/core/cards-gone.ts'
import { does, laptop, phone } from './given-session.ts'
import { given } from './given-views.ts'

function furnished() {
  let session = given('discuss')
  const room = session.people.find(({ id }) => id === 'p1')?.room ?? ''
  session = does(session, phone('p1'), 'pile.put', { cards: ['k1', 'k3'], pile: 'both' })
  session = does(session, phone('p1'), 'pile.put', { cards: ['k2', 'k4', 'k5'], pile: 'three' })
  session = does(session, phone('p1'), 'heard.mark', { card: 'k3', on: true })
  session = does(session, laptop, 'theme.merge', { into: 't2', from: 't1' })
  session = does(session, laptop, 'theme.undo', { redo: false, past: session.themesPast.length })
  return { session, room }
}

test('it leaves piles, what must be heard, themes, their past and future, and commitments', () => {
  const { session, room } = furnished()
  expect(JSON.stringify(session)).toContain('"k3"')
  const without = withoutCards(session, ['k3'])
  expect(JSON.stringify(without)).not.toContain('"k3"')
  expect(without.withdrawn).toBe(1)
  const piles = without.rooms.find(({ id }) => id === room)?.piles
  expect(piles).toEqual([{ id: 'three', cards: ['k2', 'k4', 'k5'] }])
})

test('a theme of which nothing is left goes, unless a person named it', () => {
  const { session } = furnished()
  const named = does(session, laptop, 'theme.rename', { theme: 't1', title: 'Ours' })
  expect(withoutCards(session, ['k3']).themes.map(({ id }) => id)).not.toContain('t1')
  expect(withoutCards(named, ['k3']).themes.map(({ id }) => id)).toContain('t1')
})

test('nothing taken back changes nothing', () => {
  const { session } = furnished()
  expect(withoutCards(session, [])).toBe(session)
})

test('a theme that was called by such a card has no name any more, now or in what can be taken back', () => {
  const { session } = furnished()
  const words = 'We promise dates that nobody asked delivery about. Ever.'
  const called = does(session, laptop, 'theme.rename', { theme: 't1', title: 'We promise dates that nobody asked…' })
  const moved = does(called, laptop, 'theme.hide', { theme: 't1', reason: 'Elsewhere' })
  expect(JSON.stringify(moved)).toContain('We promise dates')
  const without = withoutCards(moved, ['k3'], [words])
  expect(JSON.stringify(without)).not.toContain('We promise dates')
  expect(without.themesPast.at(-1)?.says).toBe('Hid a theme')
  // A name of somebody's own stays.
  const own = does(session, laptop, 'theme.rename', { theme: 't1', title: 'Promises' })
  expect(withoutCards(own, ['k3'], [words]).themes.find(({ id }) => id === 't1')?.title).toBe('Promises')
})
