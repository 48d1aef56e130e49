// The board as minutes: one list of headings, sentences and items, which every written format sets in its own way.

import { dayWords } from '../../shared/day-words.ts'
import { type BoardRecord, trendOf } from '../../shared/record.ts'
import type { CommitmentView } from '../../shared/views.ts'
import { dayOf } from './days.ts'
import { gapWords, goingWords, reachedWords, resultWords, STATUS_WORDS } from './result-words.ts'

/** Texts are as people wrote them: whoever sets them makes them inert. */
export type Block =
  | { readonly is: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly is: 'say'; readonly text: string }
  | { readonly is: 'text'; readonly text: string }
  /** `label` says what it is, in our words. */
  | { readonly is: 'item'; readonly level: 0 | 1; readonly label: string | null; readonly text: string }

const h = (level: 1 | 2 | 3, text: string): Block => ({ is: 'heading', level, text })
const item = (label: string | null, text: string, level: 0 | 1 = 0): Block => ({ is: 'item', level, label, text })
const text = (words: string): Block => ({ is: 'text', text: words })

export function minutes({ board, cards, exported }: BoardRecord): Block[] {
  const people = `${board.people} ${board.people === 1 ? 'person' : 'people'} took part on ${dayWords(board.offsite)}.`
  const going = [reachedWords(board.commitments), goingWords(board.commitments)].filter(
    (one) => one !== null && one !== '',
  )
  return [
    h(1, board.title),
    ...(board.statement === '' ? [] : [{ is: 'say', text: board.statement } as const]),
    ...(board.goal === '' ? [] : [item('Goal of the day', board.goal)]),
    item('Held', `${people} As it stood on ${dayWords(exported)}.`),
    ...(going.length === 0 ? [] : [item('Where it stands', `${going.join('; ')}.`)]),
    h(2, 'Commitments'),
    ...(board.commitments.length === 0 ? [text('No commitment was made.')] : []),
    ...board.commitments.flatMap((one, at) => commitment(one, at + 1, board.talk)),
    ...wins(board.commitments),
    ...inTheWay(board.commitments),
    ...checkins(board),
    ...themes(board),
    ...written(cards ?? []),
    ...(board.summary === '' ? [] : [h(2, 'Summary'), text(board.summary)]),
  ]
}

function commitment(one: CommitmentView, number: number, talk: string | null): Block[] {
  const { wording, pursuit } = one
  const first =
    wording.firstStep === ''
      ? []
      : [item('First step', step(wording.firstStep, one.firstStepBy, pursuit.firstStepDone))]
  const known = (label: string, words: string | null | undefined) => (words ? [item(label, words)] : [])
  const owner = one.owner === null ? 'nobody yet' : one.accepted ? one.owner.name : `${one.owner.name} (asked)`
  const status = pursuit.why === '' ? STATUS_WORDS[pursuit.status] : `${STATUS_WORDS[pursuit.status]}: ${pursuit.why}`
  return [
    h(3, `${number}. ${wording.what || 'Not worded yet'}`),
    ...(talk === one.id ? [text('To talk about next.')] : []),
    item('Status', status),
    item('Owner', pursuit.handover === null ? owner : `${owner}; ${pursuit.handover.name} is asked to take it on`),
    item('By', one.by === null ? 'no date' : dayWords(one.by)),
    ...known('Giving up', wording.givingUp),
    ...first,
    ...pursuit.steps.map((small) => item('Next step', step(small.text, small.by, small.done))),
    ...known('Expected in the way', withName(wording.barrier, one.remover?.name, 'removes it')),
    ...(wording.ifCond === '' ? [] : [item('If', `${wording.ifCond}, then ${wording.thenDo}`)]),
    ...known('Decides', one.decider?.name),
    ...known('What is different', different(one)),
    ...(pursuit.tooBig === 0
      ? []
      : [item('Too big', `${pursuit.tooBig} ${pursuit.tooBig === 1 ? 'person asks' : 'people ask'} for a split`)]),
    ...trend(one),
    ...pursuit.reopened.map(({ at, by, why }) => item('Opened again', `${dayWords(dayOf(at))}, by ${by}. New: ${why}`)),
  ]
}

function trend(one: CommitmentView): Block[] {
  return [
    ...trendOf(one).flatMap(({ asked, result }) => {
      const gaps = gapWords(result)
      return [item(asked, resultWords(result)), ...(gaps === null ? [] : [item('Missing', gaps, 1)])]
    }),
    ...(one.pursuit.decay ? [item('Fading', 'clearly fewer are clear and committed than at first')] : []),
  ]
}

function step(words: string, by: string | null, done: number | null): string {
  const when = done !== null ? `done ${dayWords(dayOf(done))}` : by !== null ? `by ${dayWords(by)}` : null
  return when === null ? words : `${words} (${when})`
}

function different({ pursuit: { different: words, seen } }: CommitmentView): string {
  if (words === '' || seen === null) return words
  return `${words} (${seen.yes ? 'it is so' : 'not yet'}, ${dayWords(dayOf(seen.at))})`
}

function withName(words: string, name: string | undefined, does: string): string {
  return words === '' || name === undefined ? words : `${words} (${name} ${does})`
}

function wins(commitments: readonly CommitmentView[]): Block[] {
  const all = commitments.flatMap(({ wording, pursuit }) => pursuit.wins.map((win) => ({ ...win, of: wording.what })))
  if (all.length === 0) return []
  return [
    h(2, 'Wins'),
    ...all.sort((a, b) => a.at - b.at).map((win) => item(dayWords(dayOf(win.at)), `${win.text} (${win.of})`)),
  ]
}

function inTheWay(commitments: readonly CommitmentView[]): Block[] {
  const all = commitments.flatMap(({ wording, pursuit }) =>
    pursuit.barriers.map((one) => ({ ...one, of: wording.what })),
  )
  if (all.length === 0) return []
  return [
    h(2, 'In the way'),
    ...all.map((one) => {
      const state =
        one.closed === null
          ? `since ${dayWords(dayOf(one.since))}${one.asked === null ? '' : ', said to be gone; the next check-in asks'}`
          : `out of the way since ${dayWords(dayOf(one.closed.at))}, ${one.closed.how === 'agreed' ? 'as those it concerns agreed' : 'as said in the room'}`
      const who = one.remover === null ? 'nobody removes it yet' : `${one.remover.name} removes it`
      return item(one.closed === null ? 'Open' : 'Closed', `${one.text} (${one.of}; ${who}; ${state})`)
    }),
  ]
}

const CHECKIN_STATES = { planned: 'planned', open: 'open now', closed: 'closed' } as const

function checkins({ checkins: all, commitments }: BoardRecord['board']): Block[] {
  if (all.length === 0) return []
  const what = new Map(commitments.map((one) => [one.id, one.wording.what]))
  return [
    h(2, 'Check-ins'),
    ...all.flatMap(({ title, opens, until, state, statuses, way }) => [
      item(title, `${dayWords(opens)} to ${dayWords(until)}, ${CHECKIN_STATES[state]}`),
      ...statuses.flatMap(({ commitment: id, status }) =>
        what.has(id) ? [item(STATUS_WORDS[status], what.get(id) ?? '', 1)] : [],
      ),
      ...(way?.type === 'texts' ? way.texts.map((words) => item('In the way', words, 1)) : []),
    ]),
  ]
}

function themes({ themes: all }: BoardRecord['board']): Block[] {
  if (all.length === 0) return []
  return [
    h(2, 'Themes'),
    ...all.map(({ title, count, rooms, reach }) => {
      // A theme that came with an import may have left its cards behind.
      const cards = count === 0 ? '' : `${count} ${count === 1 ? 'card' : 'cards'}`
      const from = rooms > 0 ? ` from ${rooms} ${rooms === 1 ? 'room' : 'rooms'}` : ''
      const facts = [`${cards}${from}`, reach?.says ?? ''].filter((one) => one !== '')
      return item(null, facts.length === 0 ? title : `${title} (${facts.join('. ')})`)
    }),
  ]
}

/** Under its theme, in the order in which the record has them, which says nothing. */
function written(cards: NonNullable<BoardRecord['cards']>): Block[] {
  if (cards.length === 0) return []
  const titles = [...new Set(cards.map(({ theme }) => theme))]
  return [
    h(2, 'What people wrote'),
    ...titles.flatMap((title) => [
      h(3, title ?? 'In no theme'),
      ...cards.filter(({ theme }) => theme === title).map((card) => item(null, card.text)),
    ]),
  ]
}
