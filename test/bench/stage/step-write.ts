// The writing step as it is played: cards, edits and second thoughts before the bell, screen locks, dead spots, reloads, one who leaves.
import { pause } from './pause.ts'
import type { Person } from './person.ts'
import type { Stage } from './session.ts'
import { sentence } from './words.ts'

const KINDS = ['tradeoff', 'constraint', 'staffing', 'priority', 'unknown'] as const
const ROUND = 'write.1'
const QUOTA = 4
/** How many cards somebody writes: one in five none. */
const HOW_MANY = [0, 1, 3, 4, 4] as const
const EDITS = 0.6
const WITHDRAWS = 0.08
/** Phones ask for their tokens within this time; then people write for as long again (ms). */
const ASKING = 1000
const WRITING = 900

export async function writeCards(stage: Stage): Promise<void> {
  const { facilitator, mind, people, order } = stage
  const round = stage.opens(ROUND, QUOTA)
  await facilitator.goTo('write')
  await Promise.all(people.map((person) => person.inRound(ROUND)))
  // Whoever is curious looks at their room's document from the start; other phones open it when they show it.
  for (const person of people) if (person.truth.curious || order.tampering.readsEarly) person.reads()
  if (order.whole && mind.often(0.4)) {
    const late = await stage.joins(true)
    await late.inRound(ROUND)
  }
  const leaver = order.whole && people.length > 6 && mind.often(0.4) ? mind.below(people.length) : -1
  await Promise.all([
    ...people.map((person) => play(person, person.index === leaver && !person.truth.curious, order.whole)),
    ...stage.guests.map((guest) => guest.writes(ROUND)),
  ])
  await pause(250)
  for (const person of people) person.truth.room = person.phone.mine.get()?.room?.id ?? null
  await stage.asked(ROUND)
  await order.bell()
  round.bells.push(Date.now())
  await facilitator.does('round.ring', { round: ROUND })
  await pause(order.spreadMs * 0.6)
  const early = facilitator.console.ask('cards', {})
  await order.ringing()
  await early
  await facilitator.written(ROUND)
  round.written = Date.now()
  await facilitator.console.ask('cards', {})
  if (!order.whole) await showCards(stage)
}

/** Everybody reads the room's cards. */
export async function showCards({ facilitator, people }: Stage): Promise<void> {
  await facilitator.goTo('discuss')
  await Promise.all(
    people.map(async (person) => {
      if (!person.here) return
      const replica = person.reads()
      if (replica === null) return
      const until = Date.now() + 10_000
      while (!replica.synced.get() && Date.now() < until) await pause(25)
    }),
  )
}

/** Everything is drawn before anything is done, so that what happens depends on the seed alone. */
async function play(person: Person, leaves: boolean, whole: boolean): Promise<void> {
  const { mind } = person
  const from = Date.now() + ASKING
  const at = async (ms: number, does: () => unknown) => {
    await pause(from + ms - Date.now())
    if (person.here) await does()
  }
  const acts: Promise<void>[] = []
  const many = mind.pick(HOW_MANY)
  for (let n = 0; n < many; n++) {
    const when = mind.between(0, WRITING * 0.7)
    const [kind, text] = [mind.pick(KINDS), sentence(mind)]
    const [edits, withdraws] = [mind.often(EDITS), mind.often(WITHDRAWS)]
    const [again, later] = [sentence(mind), mind.between(20, WRITING * 0.25)]
    acts.push(
      at(when, async () => {
        const card = person.writes(ROUND, kind, text)
        if (!edits && !withdraws) return
        await at(when + later, () => (withdraws ? person.withdraws(card) : person.edits(card, kind, again)))
      }),
    )
  }
  const done = mind.between(0, WRITING)
  if (mind.often(0.5)) acts.push(at(done, () => void person.phone.send('me.done', { step: 'write', done: true })))
  const [chance, when, length] = [mind.chance(), mind.between(100, WRITING), mind.between(200, 1200)]
  if (leaves) acts.push(at(WRITING, () => person.leaves()))
  else if (chance < 0.2) acts.push(at(when, () => person.hides(ROUND)))
  else if (chance < 0.3 && whole && !person.truth.curious)
    acts.push(
      at(when, () => {
        person.goesAway()
        // A long one ends after the bell.
        setTimeout(() => person.comesBack(), length)
      }),
    )
  else if (chance < 0.4 && whole) acts.push(at(when, () => person.reloads()))
  acts.push(pause(from + WRITING - Date.now()))
  await Promise.all(acts)
}
