// A session that goes on with a board from a file: what was decided and what became of it, and a seat for everyone who is named.
//
// M1  Whoever is named gets a seat that waits for them: joining under that name takes it. Until then nobody asks it anything.
// M2  Results came as they were shown, and stay results of then: nothing is counted anew. What was decided stays decided, and
//     what was opened again since then stays open.
// M3  Check-ins still to come are planned; the others are past.
import type { CheckIn, Pursuit } from '../../shared/board.ts'
import { earlierId } from '../../shared/board-lines.ts'
import { LIMITS } from '../../shared/limits.ts'
import type { Commitment, Person, Session, Theme, Wording } from '../../shared/model.ts'
import { type BoardRecord, trendOf } from '../../shared/record.ts'
import type { RefusalCode } from '../../shared/refusals.ts'
import { clip, plainLine, plainText } from '../../shared/text.ts'
import type { CommitmentView } from '../../shared/views.ts'
import { dayOf, isDay } from './calendar.ts'
import { WAY } from './checkins.ts'
import { WAITING_SEAT } from './people.ts'

type Board = BoardRecord['board']
export type ImportedCard = { readonly id: string; readonly kind: string; readonly text: string }
export type Imported = { readonly session: Session; readonly cards: readonly ImportedCard[] }

const ID_MOST = 30

/** `session` is a new one; `draw` makes ids. Refused when there is more in the record than any board can hold. */
export function importBoard(
  session: Session,
  { board, cards }: BoardRecord,
  now: number,
  draw: () => string,
): Imported | RefusalCode {
  const people = seats(board)
  const { commitments, themes, checkins } = board
  if (commitments.length > LIMITS.commitments || themes.length > LIMITS.themes || checkins.length > LIMITS.allCheckins)
    return 'too-many'
  if (people.length > LIMITS.people) return 'too-many'
  if (hasTwice(commitments) || hasTwice(themes) || hasTwice(checkins)) return 'no-board'
  const kept = (cards ?? []).slice(0, LIMITS.cardsPerSession).map((card) => ({ ...card, id: draw() }))
  const board0 = session.agenda.find(({ kind }) => kind === 'board')
  const at = board0 === undefined ? 0 : session.agenda.indexOf(board0)
  const known = new Set(people.map(({ id }) => id))
  const summary = clip(plainText(board.summary), LIMITS.summary)
  const day = isDay(board.offsite) ? board.offsite : dayOf(now)
  return {
    session: {
      ...session,
      createdAt: Math.min(Date.parse(`${day}T00:00:00Z`), now),
      people,
      step: board0?.id ?? session.step,
      visited: session.agenda.slice(0, at).map(({ id }) => id),
      themes: themes.map((theme) => ({
        ...themeOf(theme),
        // Where two are called the same, the first has them: a card is in one theme.
        cards: kept
          .filter((card) => card.theme === theme.title && themes.find(({ title }) => title === theme.title) === theme)
          .map(({ id }) => id),
      })),
      commitments: commitments.map((one) => commitmentOf(one, known, now)),
      talk: commitments.some(({ id }) => id === board.talk) ? board.talk : null,
      results: checkins.flatMap(({ id, way }) =>
        way?.type === 'texts' && way.texts.length > 0
          ? [
              {
                question: `${id}-${WAY}`,
                round: `${id}-a.1`,
                eligible: 0,
                counts: [],
                values: [],
                texts: lines(way.texts),
              },
            ]
          : [],
      ),
      afterwards: {
        ...session.afterwards,
        checkins: checkins.map((one) => checkinOf(one, dayOf(now))),
        summary: { text: summary, due: null, given: summary === '' ? null : now },
      },
    },
    cards: kept.map(({ id, kind, text }) => ({
      id,
      kind: line(kind, LIMITS.label),
      text: clip(plainText(text), LIMITS.cardGraphemes),
    })),
  }
}

const line = (text: string, most: number) => clip(plainLine(text), most)
const lines = (texts: readonly string[]) => texts.slice(0, LIMITS.people).map((text) => line(text, LIMITS.answerText))
const realDay = (day: string | null) => (day !== null && isDay(day) ? day : null)
const hasTwice = (all: readonly { readonly id: string }[]) => new Set(all.map(({ id }) => id)).size < all.length

/** Everyone who may be named; who is only remembered by name has left, unless the file is of a link that says no other names. */
function seats({ names, commitments }: Board): Person[] {
  const mentioned = commitments.flatMap((one) => [
    one.owner,
    one.remover,
    one.decider,
    one.pursuit.handover,
    ...one.offers,
    ...one.pursuit.barriers.map(({ remover }) => remover),
  ])
  const here = new Set((names.length === 0 ? mentioned : names).flatMap((one) => one?.id ?? []))
  const all = new Map([...mentioned, ...names].flatMap((one) => (one === null ? [] : [[one.id, one.name] as const])))
  return [...names.map(({ id }) => id), ...all.keys()]
    .filter((id, at, ids) => ids.indexOf(id) === at)
    .map((id) => ({
      id,
      name: line(all.get(id) ?? '', LIMITS.name),
      fn: null,
      level: null,
      role: 'participant',
      room: null,
      ticket: `${WAITING_SEAT}${id}`,
      removed: !here.has(id),
    }))
}

function themeOf({ id, title, keywords }: Board['themes'][number]): Theme {
  return {
    id,
    title: line(title, LIMITS.themeTitle),
    cards: [],
    keywords: keywords.slice(0, 12).map((word) => line(word, 40)),
    hidden: null,
    edited: true,
  }
}

function commitmentOf(one: CommitmentView, known: ReadonlySet<string>, now: number): Commitment {
  const person = (named: { readonly id: string } | null) => (named !== null && known.has(named.id) ? named.id : null)
  return {
    id: one.id,
    theme: null,
    cards: [],
    ...wordingFrom(one.wording),
    owner: person(one.owner),
    accepted: one.accepted && one.owner !== null,
    offers: one.offers.slice(0, LIMITS.people).flatMap((offer) => person(offer) ?? []),
    by: realDay(one.by),
    firstStepBy: realDay(one.firstStepBy),
    remover: person(one.remover),
    decider: person(one.decider),
    waived: [...new Set(one.waived)],
    pursuit: pursuitOf(one, person, now),
  }
}

type PersonOf = (named: { readonly id: string } | null) => string | null

/** Nothing in it happened later than now. */
function pursuitOf(one: CommitmentView, person: PersonOf, now: number): Pursuit {
  const { pursuit } = one
  const field = (text: string) => line(text, LIMITS.field)
  const past = (at: number) => Math.min(at, now)
  const done = (at: number | null) => (at === null ? null : past(at))
  const some = <T extends { readonly id: string }>(all: readonly T[]) =>
    all.filter(({ id }, at) => all.findIndex((other) => other.id === id) === at).slice(0, LIMITS.pursuit)
  return {
    status: pursuit.status,
    why: line(pursuit.why, LIMITS.reason),
    firstStepDone: done(pursuit.firstStepDone),
    steps: some(pursuit.steps).map(({ id, text, by, done: at }) => ({
      id,
      text: field(text),
      by: realDay(by),
      done: done(at),
    })),
    wins: some(pursuit.wins).map(({ id, text, at }) => ({ id, text: field(text), at: past(at) })),
    barriers: some(pursuit.barriers).map(({ id, text, remover, since, asked, closed }) => ({
      id,
      text: field(text),
      remover: person(remover),
      since: past(since),
      asked: done(asked),
      closed: closed === null ? null : { at: past(closed.at), how: closed.how },
    })),
    different: field(pursuit.different),
    seen: pursuit.seen === null ? null : { at: past(pursuit.seen.at), yes: pursuit.seen.yes },
    handover: person(pursuit.handover),
    // Who found it too big is not known any more: they may say so again.
    tooBig: [],
    reopened: pursuit.reopened.slice(-LIMITS.pursuit).map(({ at, by, why, decided }) => ({
      at: past(at),
      by: line(by, LIMITS.label),
      why: field(why),
      decided: decidedBy(one, decided),
    })),
    earlier: trendOf(one)
      .slice(-LIMITS.pursuit)
      .map(({ asked, result, wording }) => ({
        asked: line(asked, LIMITS.label),
        result,
        ...(wording !== undefined && { wording: wordingFrom(wording) }),
      })),
    history: pursuit.history.slice(-LIMITS.history).map(({ at, by, says }) => ({
      at: past(at),
      by: line(by, LIMITS.label),
      says: field(says),
    })),
  }
}

const wordingFrom = (wording: Wording): Wording => ({
  what: line(wording.what, LIMITS.field),
  givingUp: line(wording.givingUp, LIMITS.field),
  firstStep: line(wording.firstStep, LIMITS.field),
  barrier: line(wording.barrier, LIMITS.field),
  ifCond: line(wording.ifCond, LIMITS.field),
  thenDo: line(wording.thenDo, LIMITS.field),
})

/** What decided then is an earlier result here, and a ballot of here may once have the id of a ballot of there. */
function decidedBy({ pursuit, ballots }: CommitmentView, id: string): string {
  const there = [
    ...pursuit.earlier.map((_, at) => earlierId(at)),
    ...ballots.flatMap(({ id: own, result }) => (result === null ? [] : [own])),
  ]
  const at = there.indexOf(id)
  // Of one that is not among them nothing is left but that there was one.
  return at < 0 ? earlierId(-1) : earlierId(Math.max(-1, at - Math.max(0, there.length - LIMITS.pursuit)))
}

function checkinOf({ id, title, opens, until, state, statuses }: Board['checkins'][number], today: string): CheckIn {
  const isComing = state === 'planned' && isDay(opens) && isDay(until) && until >= opens && opens >= today
  return {
    id: id.length > ID_MOST || id.includes('.') ? id.replaceAll('.', '-').slice(0, ID_MOST) : id,
    title: line(title, LIMITS.label),
    opens: isDay(opens) ? opens : today,
    until: isDay(until) ? until : today,
    state: isComing ? 'planned' : 'closed',
    steps: [],
    statuses: statuses.slice(0, LIMITS.commitments),
  }
}
