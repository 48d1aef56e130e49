// Plays one session from a seed: people join, write, change their minds, hide, drop out, come back, talk, take back and answer.
import type { Browser } from 'playwright-core'
import { createMind, type Mind } from '../../../client/robots/mind.ts'
import { postsIn } from '../network/posts.ts'
import { Facilitator } from './facilitator.ts'
import { PageGuest } from './page-guest.ts'
import { type MeetingPoint, patiently, pause } from './pause.ts'
import { Person, type PhoneTampering } from './person.ts'
import type { AnswerTruth, RoundTruth, SessionRecord } from './record.ts'
import { actIn } from './shoulder.ts'
import { askQuestions } from './step-ask.ts'
import { answerBallots } from './step-ballot.ts'
import { discuss } from './step-discuss.ts'
import { writeCards } from './step-write.ts'
import { word } from './words.ts'

export type SessionOrder = {
  readonly number: number
  readonly seed: number
  readonly server: number
  /** People besides one. */
  readonly people: number
  /** Whether the whole offsite is played, or the writing alone. */
  readonly whole: boolean
  readonly tampering: PhoneTampering
  /** How long phones spread their envelopes (ms). */
  readonly spreadMs: number
  readonly bell: MeetingPoint
  /** All bells have rung: in some batches the server dies now. */
  readonly ringing: MeetingPoint
  readonly talk: MeetingPoint
  readonly killedIn: readonly string[]
  /** Three of the phones are pages in this browser; null for none. */
  readonly browser: Browser | null
}

/** A session while it is being played. */
export type Stage = {
  readonly order: SessionOrder
  readonly mind: Mind
  readonly facilitator: Facilitator
  readonly people: Person[]
  readonly guests: PageGuest[]
  readonly rounds: RoundTruth[]
  readonly answers: AnswerTruth[]
  /** Notes a round of the truth as it opens. */
  opens(id: string, quota: number): RoundTruth
  joins(late: boolean): Promise<Person>
  /** Nobody rings before the phones had the time to get their tokens; those that do not ask are not waited for long. */
  asked(round: string): Promise<void>
}

const CONSOLE = 250
const PAGES = 3
/** Asking takes less than a second on a machine that has nothing else to do; one that has may need several (ms). */
const ASKING = 10_000

export async function playSession(order: SessionOrder): Promise<SessionRecord> {
  const mind = createMind(order.seed)
  const address = (device: number) => `127.0.${1 + (order.number % 200)}.${device}`
  const facilitator = await Facilitator.create(address(CONSOLE), order.server, word(mind))
  const people: Person[] = []
  const guests: PageGuest[] = []
  const rounds: RoundTruth[] = []
  let devices = 0
  const stage: Stage = {
    order,
    mind,
    facilitator,
    people,
    guests,
    rounds,
    answers: [],
    opens: (id, quota) => {
      const round: RoundTruth = { id, opened: Date.now(), bells: [], written: Number.POSITIVE_INFINITY, quota }
      rounds.push(round)
      return round
    },
    asked: (round) => patiently(() => people.every((person) => !person.here || person.holds(round)), ASKING),
    joins: async (late) => {
      const index = devices++
      const person = await Person.join({
        index,
        name: word(mind),
        address: address(1 + index),
        server: order.server,
        code: facilitator.created.code,
        mind: createMind(order.seed * 31 + index + 1),
        late,
        tampering: order.tampering,
      })
      people[index] = person
      return person
    },
  }
  try {
    const comers = Array.from({ length: order.people + 1 }, () => mind.between(0, 250))
    await Promise.all(
      comers.map(async (after) => {
        await pause(after)
        await stage.joins(false)
      }),
    )
    await inviteGuests(stage)
    const all = people.length + guests.length
    await facilitator.sees((view) => view.people.filter((one) => one.connected).length === all, `${all} people`)
    await facilitator.does('rooms.split', { by: 'size', n: roomSize(mind, all), mix: 'spread', seed: mind.below(1e6) })
    await makeCurious(stage)
    if (order.whole) await askQuestions(stage)
    await writeCards(stage)
    if (order.whole) {
      await discuss(stage)
      await answerBallots(stage)
      if (order.number % 2 === 0) await facilitator.does('session.end', {})
    } else await order.talk()
    // What phones ask for when a batch is written, they ask within a second.
    await pause(1000)
    return record(stage)
  } finally {
    for (const guest of guests) await guest.close()
    for (const person of people) person?.close()
    facilitator.close()
  }
}

/** Their places in the list of people come after all that may join by then or later. */
async function inviteGuests({ order, facilitator, guests }: Stage): Promise<void> {
  for (let device = 0; order.browser !== null && device < PAGES; device++)
    guests.push(
      await PageGuest.join({
        browser: order.browser,
        session: order.number,
        device,
        index: device,
        server: order.server,
        code: facilitator.created.code,
        mind: createMind(order.seed * 37 + device),
      }),
    )
}

/** One of the people of every room looks at all that their own phone is told. */
async function makeCurious({ mind, people }: Stage): Promise<void> {
  const rooms = new Map<string, Person[]>()
  for (const person of people) {
    const room = (await person.inRoom()).id
    rooms.set(room, [...(rooms.get(room) ?? []), person])
  }
  for (const all of rooms.values()) {
    const one = all[mind.below(all.length)]
    if (one !== undefined) one.truth.curious = true
  }
}

/** So that rooms have 3 to 6 people. */
function roomSize(mind: Mind, people: number): number {
  const fitting = [3, 4, 5, 6].filter((size) => {
    const rooms = Math.max(1, Math.round(people / size))
    return Math.floor(people / rooms) >= 3 && Math.ceil(people / rooms) <= 6
  })
  return fitting[mind.below(fitting.length)] ?? 5
}

function record(stage: Stage): SessionRecord {
  const { order, people, guests, facilitator } = stage
  // Whoever joined late has a place among the people; pages come behind them all.
  const moved = guests.map((guest, at) => ({ guest, index: people.length + at }))
  const members = facilitator.view.people
  const all = [
    ...people.map(({ truth, tap, cards }) => ({ truth, tap, cards })),
    ...moved.map(({ guest: { truth, tap, cards }, index }) => {
      const member = members.find(({ name }) => name === truth.name)
      return {
        truth: { ...truth, index, id: member?.id ?? '', room: member?.room ?? null },
        tap,
        cards: cards.map((card) => ({ ...card, person: index })),
      }
    }),
  ]
  const sentAt = new Map<string, number>()
  for (const { tap } of all)
    for (const post of postsIn(tap.conversations)) {
      const mark = actIn(post.body)?.mark
      if (mark !== undefined && !sentAt.has(mark)) sentAt.set(mark, post.at)
    }
  return {
    number: order.number,
    id: facilitator.created.session,
    people: all.map(({ truth }) => truth),
    cards: all.flatMap(({ cards }) => cards),
    answers: stage.answers,
    rounds: stage.rounds,
    wire: all.map(({ tap }) => tap.conversations),
    console: facilitator.tap.conversations,
    sentAt,
    killedIn: order.killedIn,
  }
}
