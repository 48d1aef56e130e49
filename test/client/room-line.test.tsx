// Among how many a card is hidden, said before it is written: rooms of five, of three, of two, none, and the one before a move.
// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { RoomLine } from '../../client/phone/room-line.tsx'
import { rememberRoom } from '../../client/phone/room-names.ts'
import { WriteScreen } from '../../client/phone/write-screen.tsx'
import { PROMISE_EXCEPT, PROMISE_SHORT } from '../../client/ui/anonymity/words.ts'
import { page, show } from '../support/console-page.tsx'
import { aPhone, aRoom, me, type Room, writing } from '../support/phone-double.tsx'
import { cardRound } from '../support/round-view.ts'

const ROUND = cardRound('write.1')

function line(room: Room | null, tokensFor: string | null = room?.id ?? null) {
  const { within, keep } = aPhone({ tokensFor })
  rememberRoom(keep, aRoom({ id: 'elm', name: 'Elm' }))
  show(within(<RoomLine view={writing([ROUND])} mine={me(room)} round={ROUND} />))
  return page().textContent
}

const POOLED = 'Too few people are in this room, so your cards go with those of other rooms.'

test.each([
  ['five', aRoom({ hidden: 5 }), '5 people write in this room.'],
  ['four', aRoom({ hidden: 4 }), 'Only 4 people write in this room, so each of the others guesses between 3.'],
  ['three', aRoom({ hidden: 3 }), 'Only 3 people write in this room, so each of the others guesses between 2.'],
  ['two, below the floor', aRoom({ hidden: 2, pool: true }), POOLED],
  ['six, below a floor that was raised', aRoom({ hidden: 6, pool: true }), POOLED],
  ['alone', aRoom({ hidden: 1, pool: true }), POOLED],
  ['no room', null, 'You are in no room, so your cards go with those of other rooms.'],
] as const)('%s', (_name, room, words) => expect(line(room)).toContain(words))

test('tokens that were given for the room before a move', () => {
  expect(line(aRoom(), 'elm')).toBe('Your cards of this round go to Elm, where you were when it opened.')
  expect(line(aRoom(), 'ash')).toBe('Your cards of this round go to the room, where you were when it opened.')
  expect(line(null, 'elm')).toContain('Elm')
})

test('the promise stands above the first card, with what it does not cover', () => {
  const { within } = aPhone({ tokensFor: 'oak' })
  show(within(<WriteScreen view={writing([ROUND])} mine={me(aRoom())} />))
  const text = page().textContent ?? ''
  expect(text).toContain(`${PROMISE_SHORT} ${PROMISE_EXCEPT}`)
  // jsdom's page came by http.
  expect(text).toContain('On an http address somebody who controls the network could change the page itself.')
  expect(text.indexOf(PROMISE_SHORT)).toBeLessThan(text.indexOf('Keep this card'))
  expect(text).not.toContain('server still could')
})
