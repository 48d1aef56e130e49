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
