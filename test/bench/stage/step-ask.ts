// The sealed questions as they are played: a scale, a number and a few words, changes of mind, silence; the round ends with its step.
import type { Mind } from '../../../client/robots/mind.ts'
import { pause } from './pause.ts'
import type { Stage } from './session.ts'
import { sentence } from './words.ts'

const STEP = 'baseline'
const ROUND = 'baseline.1'
const SLOTS = ['clear-now', 'weeks', 'one-word'] as const
const WORDS = 'one-word'
/** Few, so that several people answer alike. */
const OPTIONS = [1, 2, 3] as const
const WEEKS = [4, 8, 12] as const

export async function askQuestions(stage: Stage): Promise<void> {
  const { facilitator, people } = stage
  const round = stage.opens(ROUND, SLOTS.length)
  await facilitator.goTo(STEP)
  await Promise.all(people.map((person) => person.inRound(ROUND)))
  await Promise.all(
    people.map(async (person) => {
      const { mind, phone } = person
      const drawn = SLOTS.map((slot) => ({
        slot,
        first: answerTo(slot, mind),
        answer: mind.often(0.25) ? null : answerTo(slot, mind),
      }))
      const [starts, changes, hides] = [mind.between(900, 1400), mind.often(0.25), mind.often(0.15)]
      await pause(starts)
      for (const { slot, first, answer } of drawn) {
        const choice = answer === null ? null : JSON.stringify(answer).replaceAll('"', '')
        // Words stand beside no tally: each is one person's alone, as cards are.
        if (slot !== WORDS) stage.answers.push({ round: ROUND, slot, person: person.index, choice })
        if (answer === null) continue
        if (changes) phone.outbox.answer(ROUND, slot, first)
        phone.outbox.answer(ROUND, slot, answer)
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

function answerTo(slot: (typeof SLOTS)[number], mind: Mind) {
  if (slot === 'weeks') return { value: mind.pick(WEEKS) }
  return slot === WORDS ? { text: sentence(mind) } : { option: mind.pick(OPTIONS) }
}
