// What a room does with its cards while it talks: putting them into piles and marking what must be heard.
// Nobody is remembered here, not even in the log. Core knows cards by id only; that they exist and lie in the sender's own
// room is checked before by server/live, which has the cards.
import { LIMITS } from '../../shared/limits.ts'
import type { Pile, Room, Session } from '../../shared/model.ts'
import type { By, Decision, Handler } from './command-handler.ts'
import { accept, refuse } from './command-handler.ts'
import { seatOf } from './people.ts'
import { toggled, withRoom } from './session-with.ts'

const put: Handler<'pile.put'> = (session, { cards, pile }, by) =>
  inOwnRoom(session, by, (room) => accept(withRoom(session, room.id, { piles: putTogether(room.piles, cards, pile) })))

const mark: Handler<'heard.mark'> = (session, { card, on }, by) =>
  inOwnRoom(session, by, (room) => {
    const heard = toggled(room.heard, card, on)
    if (heard.length > Math.max(LIMITS.heardPerRoom, room.heard.length)) return refuse('three-heard')
    return accept(withRoom(session, room.id, { heard }))
  })

export const pileHandlers = { 'pile.put': put, 'heard.mark': mark }

function inOwnRoom(session: Session, by: By, change: (room: Room) => Decision): Decision {
  if (by.actor.role !== 'participant') return refuse('forbidden')
  const mine = seatOf(session, by).room
  const room = session.rooms.find(({ id }) => id === mine)
  return room === undefined ? refuse('not-in-room') : change(room)
}

/** The pile's id is its sender's; null takes the cards out of their piles. A pile of fewer than two is no pile. */
function putTogether(piles: Pile[], cards: readonly string[], into: string | null): Pile[] {
  const moved = new Set(cards)
  const there = piles.some(({ id }) => id === into)
  const all = there || into === null ? piles : [...piles, { id: into, cards: [] }]
  const next = all
    .map((pile): Pile => {
      const added = pile.id === into ? [...moved].filter((card) => !pile.cards.includes(card)) : []
      const kept = pile.id === into ? pile.cards : pile.cards.filter((card) => !moved.has(card))
      return added.length === 0 && kept.length === pile.cards.length ? pile : { ...pile, cards: [...kept, ...added] }
    })
    .filter((pile) => pile.cards.length > 1)
  return next.length === piles.length && next.every((pile, i) => pile === piles[i]) ? piles : next
}
