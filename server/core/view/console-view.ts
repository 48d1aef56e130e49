// What a facilitator's console is shown: everything that drives, nothing that links a card or an answer to a person.
import type { Session } from '../../../shared/model.ts'
import type { ConsoleView, PersonView, RoomView } from '../../../shared/views.ts'
import { deletesOn } from '../afterwards.ts'
import { nextStep } from '../agenda.ts'
import { isDecided } from '../ballots.ts'
import { closedByWord } from '../barriers.ts'
import { readyForBallot } from '../commitments.ts'
import { echoMap } from '../echo-shown.ts'
import { blockedReason } from '../guards.ts'
import { endsOn } from '../left-open.ts'
import type { LiveFacts } from '../live-facts.ts'
import { whyNotReconvene } from '../reconvene.ts'
import { unplacedReason } from '../rooms-placing.ts'
import { silentRooms } from '../silent-rooms.ts'
import { namedThemes } from '../themes-named.ts'
import { foundView } from './found-view.ts'
import { headOf, roundsToDrive } from './head.ts'

export function consoleView(session: Session, live: LiveFacts): ConsoleView {
  const next = nextStep(session)
  const head = headOf(session, live, 'hidden')
  const named = namedThemes(
    session.themes,
    [...live.cards.values()].map(({ text }) => text),
  )
  const unwritten = new Set(session.rounds.filter((round) => round.state !== 'written').map((round) => round.id))
  const asked = new Set(session.ballots.filter((one) => unwritten.has(one.round)).map((one) => one.commitment))
  return {
    ...head,
    code: session.code,
    locked: session.locked,
    blackout: session.blackout,
    roomSize: session.roomSize,
    agenda: session.agenda.map((step) => ({ step, state: stateOf(session, step.id) })),
    openedAt: session.openedAt,
    blocked: next === null ? null : blockedReason(session, next),
    people: session.people.filter((person) => !person.removed).map((person) => personView(session, live, person)),
    rooms: session.rooms.map((room) => roomView(session, live, room)),
    rounds: roundsToDrive(session, live),
    grouping: session.themes.map((theme) => ({ theme: theme.id, cards: theme.cards })),
    undo: session.themesPast.at(-1)?.says ?? null,
    redo: session.themesFuture.at(-1)?.says ?? null,
    past: session.themesPast.length,
    afterwards: afterwardsView(session, live),
    progress: live.progress,
    found: foundView(session, live),
    silent: silentRooms(session, live),
    map: echoMap(session, head.themes),
    unnamed: session.themes.flatMap(({ id }) => (named.has(id) ? [] : [id])),
    ready: session.commitments
      .filter((one) => readyForBallot(one) && !asked.has(one.id) && !isDecided(session, one))
      .map((one) => one.id),
    byWord: closedByWord(session),
    functions: session.functions,
    levels: session.levels,
    screenKey: session.screenKey,
    boardKey: session.boardKey,
    consoles: live.consoles.map(({ id, label }) => ({ id, label })),
    screens: live.screens,
    robots: live.robots,
    log: session.log,
  }
}

function afterwardsView(session: Session, { canMail }: LiveFacts): ConsoleView['afterwards'] {
  const { takeKey, summary, retention, reminders, webhook } = session.afterwards
  return {
    takeKey,
    summary,
    retention,
    deletes: deletesOn(session),
    ends: endsOn(session),
    reconvene: whyNotReconvene(session),
    reminders: reminders.filter(({ confirmed }) => confirmed !== null).length,
    unconfirmed: reminders.filter(({ confirmed }) => confirmed === null).length,
    canMail,
    webhook,
  }
}

function stateOf(session: Session, id: string): ConsoleView['agenda'][number]['state'] {
  if (session.step === id) return 'now'
  if (session.skipped.includes(id)) return 'skipped'
  return session.visited.includes(id) ? 'done' : 'ahead'
}

function personView(session: Session, live: LiveFacts, person: Session['people'][number]): PersonView {
  const { id, name, fn, level, role, room } = person
  return {
    id,
    name,
    fn,
    level,
    role,
    room,
    connected: live.connected.has(id),
    done: session.done.includes(id),
    unplaced: unplacedReason(session, person),
  }
}

function roomView(session: Session, live: LiveFacts, room: Session['rooms'][number]): RoomView {
  const people = session.people.filter((person) => !person.removed && person.room === room.id)
  return {
    id: room.id,
    name: room.name,
    people: people.length,
    connected: people.filter((person) => live.connected.has(person.id)).length,
    done: people.filter((person) => session.done.includes(person.id)).length,
    help: room.help,
    piles: room.piles.length,
    heard: room.heard.length,
  }
}
