// A whole offsite with sixteen people and realistic words, stopping at every moment that is worth a look.

import { COMMITMENTS } from '../../client/robots/fixtures/commitments.ts'
import { NOTES } from '../../client/robots/fixtures/notes.ts'
import { OFFSITE_CARDS } from '../../client/robots/fixtures/offsite-cards.ts'
import { FIRST_NAMES, FUNCTIONS, LEVELS } from '../../client/robots/fixtures/people.ts'
import { STATEMENTS } from '../../client/robots/fixtures/statements.ts'
import { labelOf } from '../../client/robots/labels.ts'
import { randomId } from '../../client/state/random.ts'
import type { BallotAnswer } from '../../shared/clarity.ts'
import { notesText, readCards, wordingText } from '../../shared/docs.ts'
import type { CreateBody } from '../../shared/protocol.ts'
import { canonicalCard } from '../../shared/text.ts'
import type { Participant } from '../support/people.ts'
import { seen, sees } from '../support/waiting.ts'
import type { Workshop } from '../support/workshop.ts'

/** Every moment in order; the first word is its step's kind, `-` says where in the step. */
export const SCENES = [
  'lobby',
  'lobby-rooms',
  'frame',
  'ask',
  'ask-result',
  'ask-hands',
  'write',
  'write-in',
  'discuss',
  'gather-asking',
  'gather',
  'draft',
  'ballot-before',
  'ballot',
  'ballot-result',
  'board',
  'close',
] as const
export type Scene = (typeof SCENES)[number]

const [subject] = STATEMENTS

export const SESSION: Partial<CreateBody> = {
  title: 'Leadership offsite, spring',
  statement: subject?.statement ?? '',
  goal: subject?.goal ?? '',
  roomSize: 5,
  functions: [...FUNCTIONS],
  levels: [...LEVELS],
}

/** Without the one who joins on a page. */
const OTHERS = 15
/** Cards a person. */
const TURNS = 3
const DAY_MS = 86_400_000
const day = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)

export const PAGE_NAME = FIRST_NAMES[0] ?? ''

/** Fifteen people come in. The page's person joins after this. */
export async function arriveAll(w: Workshop): Promise<void> {
  for (let n = 1; n <= OTHERS; n++) await w.join(FIRST_NAMES[n] ?? '', FUNCTIONS[n % FUNCTIONS.length] ?? null)
}

/** Walks the agenda; `at` is awaited at each scene, with every view already there. */
export async function walk(w: Workshop, at: (scene: Scene) => Promise<void>): Promise<void> {
  const { facilitator, phones } = w
  await facilitator.sees((view) => view.people.filter((person) => person.connected).length === OTHERS + 1, 'everyone')
  const [sponsor] = phones
  if (sponsor === undefined) throw new Error('nobody came')
  await at('lobby')
  await facilitator.does('rooms.split', { by: 'count', n: 3, mix: 'spread', seed: 7 })
  for (const one of phones) await seen(one.phone.mine, (mine) => mine.room !== null, 'a room')
  await at('lobby-rooms')

  await facilitator.does('person.role', { person: sponsor.seat.person, role: 'sponsor' })
  await facilitator.goTo('frame')
  await sponsor.sees((view) => view.step.id === 'frame', 'the frame')
  await sponsor.does('frame.unknown', {
    text: 'I don’t know which of our fourteen projects you would stop first, and I have not asked finance yet.',
  })
  await done(w, 9)
  await at('frame')

  await facilitator.goTo('baseline')
  for (const [n, one] of phones.entries()) {
    await one.sees((view) => view.rounds.some((round) => round.id === 'baseline.1'), 'the questions')
    one.phone.outbox.answer('baseline.1', 'clear-now', {
      option: [1, 1, 2, 3, 2, 1, 0, 2, 3, 1, 2, 4, 1, 3, 2][n] ?? 2,
    })
    one.phone.outbox.answer('baseline.1', 'weeks', {
      value: [6, 12, 8, 20, 4, 10, 12, 30, 9, 16, 7, 12, 24, 8, 11][n] ?? 10,
    })
    one.phone.outbox.answer('baseline.1', 'one-word', { text: WORDS[n % WORDS.length] ?? '' })
  }
  await sponsor.does('ask.predict', { question: 'clear-now', value: 3 })
  await done(w, 6)
  await at('ask')
  await facilitator.ring()
  await at('ask-result')

  await facilitator.goTo('hands')
  for (const [n, one] of phones.entries()) {
    await one.sees((view) => view.step.id === 'hands', 'the hands')
    await one.does('hand.show', { question: 'support', option: n % 7 === 0 ? 2 : n % 2 })
  }
  await at('ask-hands')

  await facilitator.goTo('write')
  for (const [n, one] of phones.entries()) {
    await one.sees((view) => view.step.id === 'write', 'writing')
    for (let turn = 0; turn < TURNS; turn++) {
      const card = cardFor(n, turn)
      if (card !== undefined) one.phone.outbox.addCard(card.kind, canonicalCard(card.text))
    }
  }
  await done(w, 8)
  await at('write')
  await facilitator.ring()
  await at('write-in')

  await facilitator.goTo('discuss')
  for (const room of facilitator.view.rooms) await sortIn(w, room.id)
  await done(w, 4)
  await at('discuss')

  await facilitator.goTo('gather')
  await facilitator.sees((view) => view.sorting?.state === 'open', 'the small questions', 15_000)
  await Promise.all(phones.map((one, n) => sortSome(one, 3 + (n % 4))))
  await facilitator.sees((view) => (view.progress?.answers ?? 0) >= 3 * phones.length, 'answers')
  await at('gather-asking')
  await facilitator.does('sort.end', { step: 'gather' })
  await facilitator.sees(
    (view) => view.gathered && view.themes.length > 0 && view.rounds.every((round) => round.state === 'written'),
    'the themes',
    15_000,
  )
  await at('gather')

  await facilitator.goTo('draft')
  await draftAll(w)
  await at('draft')

  await facilitator.goTo('ballot')
  await at('ballot-before')
  await facilitator.does('ballot.open', { round: 'ballot.1', commitments: [...facilitator.view.ready] })
  for (const [n, one] of phones.entries()) {
    const view = await one.sees((now) => now.rounds.some((round) => round.id === 'ballot.1'), 'the ballot')
    view.commitments.forEach((commitment, place) => {
      const asked = commitment.ballots.find((ballot) => ballot.round === 'ballot.1')
      const answer = answerOf(n, place)
      if (asked !== undefined && answer !== null) one.phone.outbox.answer('ballot.1', asked.id, answer)
    })
  }
  await done(w, 11)
  await at('ballot')
  await facilitator.ring()
  await at('ballot-result')

  await facilitator.goTo('board')
  const missed = facilitator.view.commitments.find((one) => one.ballots.at(-1)?.result?.verdict === 'not-reached')
  if (missed !== undefined) await facilitator.does('talk.set', { commitment: missed.id })
  await at('board')
  await facilitator.goTo('close')
  await at('close')
}

const WORDS = [
  'Say no to one thing a week',
  'Stop promising dates for others',
  'Two projects fewer, finished',
  'Ask delivery before we sign',
  'Nothing, honestly, until the seats are filled',
  'Decide in the team, tell upwards',
  'Fewer meetings, earlier warnings',
]

/** The first so many say that they are done with the current step. */
async function done({ facilitator, phones }: Workshop, many: number): Promise<void> {
  const step = facilitator.view.step.id
  for (const one of phones.slice(0, many)) {
    await one.sees((view) => view.step.id === step, 'the step')
    await one.does('me.done', { step, done: true })
  }
}

const LABELS = [...new Set(OFFSITE_CARDS.map((card) => card.label))].filter((label) => label !== null).slice(0, 6)

/** Each problem is written about in every room, and no card is written twice. */
function cardFor(n: number, turn: number) {
  const place = (n + 2 * turn) % LABELS.length
  // Without pictures: not every machine that takes screenshots has letters for them.
  const about = OFFSITE_CARDS.filter(
    (card) => card.label === LABELS[place] && !/\p{Extended_Pictographic}/u.test(card.text),
  )
  // Of the others who write about the same problem, so many come first.
  const before = Array.from(
    { length: OTHERS * TURNS },
    (_, at) => [at % OTHERS, Math.floor(at / OTHERS)] as const,
  ).filter(
    ([person, each]) => (person + 2 * each) % LABELS.length === place && (each < turn || (each === turn && person < n)),
  )
  return about[before.length]
}

/** One of the room puts together what is about the same problem, marks a card, and writes notes. */
async function sortIn({ phones }: Workshop, room: string): Promise<void> {
  const one = phones.find((phone) => phone.phone.mine.get()?.room?.id === room)
  if (one === undefined) throw new Error(`nobody is in room ${room}`)
  await one.sees((view) => view.step.id === 'discuss', 'the discussion')
  const cards = one.replica(`cards/${room}`)
  await sees(cards.synced, (is) => is, 'the cards')
  const label = new Map(OFFSITE_CARDS.map((card) => [canonicalCard(card.text), card.label]))
  const piles = new Map<string, string[]>()
  for (const card of readCards(cards.doc)) {
    const about = label.get(card.text)
    if (about) piles.set(about, [...(piles.get(about) ?? []), card.id])
  }
  const [first, second] = [...piles.values()].filter((ids) => ids.length > 1)
  for (const ids of [first, second]) if (ids !== undefined) await one.does('pile.put', { cards: ids, pile: randomId() })
  if (first?.[0] !== undefined) await one.does('heard.mark', { card: first[0], on: true })
  cards.close()
  await write(one, `notes/${room}`, (doc) => notesText(doc).insert(0, NOTES.slice(0, 3).join('\n')))
}

/** So many small questions, as somebody answers who knows what each card is about. */
async function sortSome({ phone: { ask } }: Participant, many: number): Promise<void> {
  let reply = await ask('sort.next', {})
  for (let n = 0; n < many; n++) {
    const question = reply.ok ? reply.data?.question : null
    if (!question) throw new Error(`nothing to ask after ${n} questions: ${JSON.stringify(reply)}`)
    const place = question.options.findIndex((option) => labelOf(option.text) === labelOf(question.card.text))
    reply = await ask('sort.answer', { card: question.card.id, choice: place < 0 ? 'none' : place })
  }
}

/** Changes a shared document and waits until the server has it. */
async function write(
  one: Pick<Participant, 'replica'>,
  name: string,
  change: (doc: Parameters<typeof notesText>[0]) => void,
): Promise<void> {
  const replica = one.replica(name)
  await sees(replica.synced, (is) => is, name)
  replica.doc.transact(() => change(replica.doc))
  const check = one.replica(name)
  await sees(check.synced, (is) => is, name)
  replica.close()
  check.close()
}

async function draftAll(w: Workshop): Promise<void> {
  const { facilitator, phones } = w
  const themes = facilitator.view.themes
  for (const [place, words] of [COMMITMENTS[0], COMMITMENTS[2], COMMITMENTS[3]].entries()) {
    const owner = phones[place + 1]
    if (words === undefined || owner === undefined) throw new Error('too few commitments')
    const commitment = randomId()
    await facilitator.does('commitment.add', { commitment, theme: themes[place]?.id ?? null, what: words.what })
    await facilitator.does('commitment.set', { commitment, field: 'owner', person: owner.seat.person })
    await facilitator.does('commitment.date', { commitment, field: 'by', day: day(60 + 10 * place) })
    await facilitator.does('commitment.date', { commitment, field: 'firstStepBy', day: day(10) })
    await write(facilitator, 'board', (doc) => {
      for (const field of ['givingUp', 'firstStep', 'barrier', 'ifCond', 'thenDo'] as const)
        wordingText(doc, commitment, field).insert(0, words[field])
    })
    await owner.sees(
      (view) => view.commitments.some((one) => one.id === commitment && one.owner !== null),
      'the request',
    )
    await owner.does('owner.answer', { commitment, accept: true })
  }
  await facilitator.sees(
    (view) => view.ready.length === 3 && view.commitments.every((one) => one.wording.thenDo !== ''),
    'three commitments ready',
  )
}

const CLEAR: BallotAnswer = { clear: 'clear', gaps: [], committed: 3, guess: 7 }
const ABLE: BallotAnswer = { clear: 'explain', gaps: [], committed: 4, guess: 8 }
const SHORT: BallotAnswer = { clear: 'nearly', gaps: ['people-time'], committed: 3, guess: 8 }
const LOST: BallotAnswer = { clear: 'fuzzy', gaps: ['who', 'when'], committed: 2, guess: 6 }

/** The first is reached, the second clearly is not, and of the third too many are silent. The page's person is silent throughout. */
function answerOf(n: number, place: number): BallotAnswer | null {
  if (place === 0) return n === 9 ? SHORT : n % 3 === 0 ? ABLE : CLEAR
  if (place === 1) return n < 4 ? CLEAR : n < 10 ? SHORT : n < 14 ? LOST : null
  return n < 11 ? CLEAR : n === 11 ? SHORT : null
}
