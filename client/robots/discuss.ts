// What a robot does while its room talks: it lends a hand with the piles, takes a card back, adds an afterthought.
import { canonicalCard } from '../../shared/text.ts'
import { randomId } from '../state/random.ts'
import { type Acting, type Doing, openRound, sayDone, stillOpen } from './doing.ts'
import { roomPiles } from './room-piles.ts'

const LENDS_A_HAND = 0.8
/** Piles that it sees to before somebody else has a turn, and how often it has one. */
const AT_ONCE = 2
const TURNS = 12

export const discuss: Acting = (doing, view, mine) => {
  const { phone, mind, soon } = doing
  const room = mine.room?.id ?? null
  if (room !== null && mind.often(LENDS_A_HAND)) soon(2500, () => pile(doing, view.step.id, room, TURNS))
  soon(4500, () => {
    const heard = mind.often(0.3) ? doing.cards()[mind.below(doing.cards().length)] : undefined
    if (heard !== undefined) void phone().send('heard.mark', { card: heard.id, on: true })
  })
  if (room !== null && mind.often(0.04)) soon(3000, () => void phone().send('help.ask', { room, on: true }))
  if (mind.often(0.08))
    soon(2500, () => {
      const [mine] = phone().outbox.sent.get()
      if (mine !== undefined) phone().outbox.takeBack(mine.mark)
    })
  const round = openRound(view, mine)
  if (round !== undefined && round.slots.length > 0 && mind.often(0.15))
    soon(3500, () => {
      if (!stillOpen(doing, round)) return
      const card = doing.nextCard(room)
      if (card === null) return
      phone().outbox.addCard('note', canonicalCard(card.text))
      doing.wrote(1)
    })
  sayDone(doing, view, mine)
}

/** Sees to some piles of the room that are not yet as they should be, and looks again until all are. */
function pile(doing: Doing, step: string, room: string, turns: number): void {
  const now = doing.phone().common.get()
  if (now?.step.id !== step || doing.phone().mine.get()?.room?.id !== room || turns === 0) return
  const piles = doing.piles()
  const unfinished = roomPiles(room, doing.cards()).filter(
    (cards) => cards.length > 1 && !piles.some((one) => cards.every((card) => one.cards.includes(card))),
  )
  // Somebody else begins elsewhere.
  const from = doing.mind.below(unfinished.length)
  for (const cards of [...unfinished.slice(from), ...unfinished.slice(0, from)].slice(0, AT_ONCE)) {
    const begun = piles.find((one) => one.cards.some((card) => cards.includes(card)))
    void doing.timed(() => doing.phone().send('pile.put', { cards: [...cards], pile: begun?.id ?? randomId() }))
  }
  doing.soon(1500, () => pile(doing, step, room, turns - 1))
}
