// What protocol-level phones answer on ballots, all of them at once.
import type { BallotAnswer } from '../../shared/clarity.ts'
import type { Participant } from './people.ts'
import { seen } from './waiting.ts'

export const CLEAR: BallotAnswer = { clear: 'clear', gaps: [], committed: 3, guess: 8 }
export const UNCLEAR: BallotAnswer = { clear: 'fuzzy', gaps: ['what'], committed: 2, guess: 4 }

/** Everyone with a protocol-level phone answers each commitment of the round; `clear` says who is clear about which. */
export async function answerAll(
  people: readonly Participant[],
  round: string,
  clear: (person: number, what: string) => boolean,
): Promise<void> {
  for (const [n, person] of people.entries()) {
    const view = await person.sees((now) => now.rounds.some((one) => one.id === round && one.state === 'open'), round)
    await seen(person.phone.mine, (mine) => mine.rounds.includes(round), 'a seat in the ballot')
    for (const commitment of view.commitments) {
      const asked = commitment.ballots.find((ballot) => ballot.round === round)
      if (asked === undefined) continue
      person.phone.outbox.answer(round, asked.id, clear(n, commitment.wording.what) ? CLEAR : UNCLEAR)
    }
  }
}
