// The discussion and the gathering as they are played: everybody reads, some take a card back, some write an afterthought; the
// rounds of both end with their step.
import { patiently, pause } from './pause.ts'
import type { Person } from './person.ts'
import type { Stage } from './session.ts'
import { showCards } from './step-write.ts'
import { sentence } from './words.ts'

const ROUND = 'discuss.1'
const QUOTA = 2
const LAST_ROUND = 'gather.1'
/** Most people take something back and many write an afterthought: whoever edits or withdraws is to be one of many. */
const TAKES_BACK = 0.65
const AFTERTHOUGHT = 0.5
const EDITS = 0.6
const TAKES_BACK_LAST = 0.5

export async function discuss(stage: Stage): Promise<void> {
  const { facilitator, people, order } = stage
  const round = stage.opens(ROUND, QUOTA)
  await showCards(stage)
  const here = () => people.filter((person) => person.here)
  await Promise.all(here().map((person) => person.inRound(ROUND)))
  await pause(1000)
  await Promise.all(
    here().map(async (person) => {
      const { mind } = person
      const [back, after, hides] = [mind.often(TAKES_BACK), mind.often(AFTERTHOUGHT), mind.often(0.2)]
      const [edits, text, again] = [mind.often(EDITS), sentence(mind), sentence(mind)]
      const [when, later] = [mind.between(0, 400), mind.between(0, 600)]
      await pause(when)
      if (back) takeOneBack(person, ROUND)
      const note = after ? person.writes(ROUND, 'note', text) : null
      await pause(later - when)
      if (note !== null && edits) person.edits(note, 'note', again)
      if (hides) await person.hides(ROUND)
    }),
  )
  await stage.asked(ROUND)
  await order.talk()
  await patiently(() => here().every((person) => person.phone.link.get() === 'live'), 20_000)
  // People are back before the facilitator goes on.
  await pause(400)
  const last = stage.opens(LAST_ROUND, 2)
  round.bells.push(Date.now())
  await facilitator.goTo('gather')
  const early = facilitator.console.ask('cards', {})
  await facilitator.written(ROUND)
  round.written = Date.now()
  await early
  await facilitator.console.ask('cards', {})
  await Promise.all(here().map((person) => person.inRound(LAST_ROUND)))
  await pause(1100)
  for (const person of here()) if (person.mind.often(TAKES_BACK_LAST)) takeOneBack(person, LAST_ROUND)
  await pause(200)
  await stage.asked(LAST_ROUND)
  last.bells.push(Date.now())
  await facilitator.goTo('draft')
  // A round that only takes cards back is not the console's to drive: phones alone are told of it.
  await Promise.all(here().map((person) => person.sawWritten(LAST_ROUND)))
  last.written = Date.now()
  // The documents bring what was written to whoever still reads.
  await pause(200)
}

function takeOneBack(person: Person, round: string): void {
  const sent = person.phone.outbox.sent.get().filter((card) => card.state === 'in')
  const card = person.cards.find(({ mark }) => sent.some((one) => one.mark === mark))
  if (card !== undefined) person.takesBack(card, round)
}
