// Two commitments and their secret ballot as they are played: answers, changes of mind, silence.
import type { BallotAnswer } from '../../../shared/clarity.ts'
import { pause } from './pause.ts'
import type { Stage } from './session.ts'
import { sentence, word } from './words.ts'

const ROUND = 'ballot.1'

export const CHOICES: Readonly<Record<string, BallotAnswer>> = {
  counted: { clear: 'clear', gaps: [], committed: 4, guess: null },
  'not-counted': { clear: 'fuzzy', gaps: ['what'], committed: 1, guess: null },
  'not-mine': { clear: 'not-mine', gaps: [], committed: null, guess: null },
}

export async function answerBallots(stage: Stage): Promise<void> {
  const { facilitator, people, mind } = stage
  const owner = facilitator.view.people.find((person) => person.connected)
  for (let n = 0; n < 2; n++) {
    const commitment = `${word(mind)}${n}`
    await facilitator.does('commitment.add', { commitment, theme: null, what: sentence(mind) })
    await facilitator.does('commitment.set', { commitment, field: 'owner', person: owner?.id ?? null })
    await facilitator.does('commitment.date', { commitment, field: 'by', day: '2031-01-31' })
    await facilitator.does('commitment.waive', { commitment, field: 'givingUp', waived: true })
  }
  await facilitator.sees((view) => view.ready.length === 2, 'two commitments ready')
  const round = stage.opens(ROUND, 2)
  await facilitator.goTo('ballot')
  await facilitator.does('ballot.open', { round: ROUND, commitments: [...facilitator.view.ready] })
  await facilitator.sees((view) => view.rounds.some((one) => one.id === ROUND), 'the ballot')
  const here = people.filter((person) => person.here)
  await Promise.all(here.map((person) => person.inRound(ROUND)))
  const ballots = facilitator.view.rounds.find((one) => one.id === ROUND)?.slots ?? []
  const names = Object.keys(CHOICES)
  await Promise.all(
    here.map(async (person) => {
      const own = person.mind
      const choices = ballots.map(() => (own.often(0.2) ? null : (names[own.often(0.5) ? 0 : own.below(3)] ?? null)))
      const first = ballots.map(() => names[own.below(3)] ?? '')
      const [starts, changes, hides] = [own.between(1000, 1500), own.often(0.25), own.often(0.15)]
      await pause(starts)
      for (const [at, ballot] of ballots.entries()) {
        const choice = choices[at] ?? null
        stage.answers.push({ round: ROUND, slot: ballot, person: person.index, choice })
        if (choice === null) continue
        if (changes) person.phone.outbox.answer(ROUND, ballot, CHOICES[first[at] ?? ''] ?? null)
        person.phone.outbox.answer(ROUND, ballot, CHOICES[choice])
      }
      if (hides) await person.hides(ROUND)
    }),
  )
  await pause(200)
  await stage.asked(ROUND)
  round.bells.push(Date.now())
  await facilitator.does('round.ring', { round: ROUND })
  await facilitator.written(ROUND)
  round.written = Date.now()
}
