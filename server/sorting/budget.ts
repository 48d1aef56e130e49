// How many questions each phone gets.

const ANSWERS_PER_CARD = 3
const FEWEST = 6
const MOST = 16
const MOST_MORE = 2

/** About three answers a card, between 6 and 16 a person; 0 where there is nothing to ask. */
export function questionsEach(cards: number, present: number): number {
  if (cards < 2 || present < 1) return 0
  return Math.min(MOST, Math.max(FEWEST, Math.ceil((ANSWERS_PER_CARD * cards) / present)))
}

/** How many more each present person gets because others left with questions unanswered; at most two. */
export function handedOver(unanswered: number, present: number): number {
  if (present < 1 || unanswered <= 0) return 0
  return Math.min(MOST_MORE, Math.ceil(unanswered / present))
}
