// What the console's log says about a facilitator's command: one sentence each, and none for participants, whose acts are not logged.
//
// A sentence never quotes a card or a theme, which may hold a card's words.

import type { CommandData, CommandName } from '../../shared/commands.ts'
import { dayWords } from '../../shared/day-words.ts'
import { LIMITS } from '../../shared/limits.ts'
import type { Session } from '../../shared/model.ts'
import { clip, plainLine } from '../../shared/text.ts'
import { lowers } from '../../shared/thresholds.ts'
import { stepById, stepIndex } from './agenda.ts'

type Says<N extends CommandName> = (data: CommandData<N>, before: Session, after: Session, now: number) => string
const FIELD_WORDS = {
  owner: 'the owner',
  remover: 'who removes the barrier',
  decider: 'who decides',
  by: 'by when',
  firstStepBy: 'the first step’s date',
  what: 'what',
  givingUp: 'giving up what',
}

const stepName = (session: Session, id: string) => stepById(session, id)?.title ?? 'a step'
const personName = (session: Session, id: string) =>
  session.people.find((person) => person.id === id)?.name ?? 'somebody'
const roomName = (session: Session, id: string) => session.rooms.find((room) => room.id === id)?.name ?? 'a room'

const SAYS: { readonly [N in CommandName]: Says<N> | null } = {
  'me.update': null,
  'me.done': null,
  'help.ask': null,
  'owner.answer': null,
  'owner.offer': null,
  'hand.show': null,
  'pile.put': null,
  'heard.mark': null,
  'frame.unknown': null,
  'ask.predict': null,
  'step.go': ({ step }, before, after) =>
    `${stepIndex(before, step) < stepIndex(before, before.step) ? 'went back' : 'moved'} to ${stepName(after, step)}`,
  'step.time': ({ endsAt }, _before, _after, now) =>
    endsAt === null ? 'took the timer away' : `set the timer to ${minutes(endsAt - now)}`,
  'step.skip': ({ step, skip }, before) => `${skip ? 'skips' : 'no longer skips'} ${stepName(before, step)}`,
  'step.reopen': ({ step }, before) => `opened ${stepName(before, step)} again`,
  'step.insert': ({ step }, _before, after) => `inserted ${stepName(after, step.id)}`,
  'step.edit': ({ step }, _before, after) => `edited ${stepName(after, step)}`,
  'step.questions': ({ step }, before) => `edited the questions of ${stepName(before, step)}`,
  'step.move': ({ step }, before) => `moved ${stepName(before, step)} in the agenda`,
  'step.remove': ({ step }, before) => `removed ${stepName(before, step)} from the agenda`,
  'round.open': () => 'opened another round',
  'round.ring': () => 'rang the bell',
  'session.edit': () => 'edited title, statement or goal',
  'session.lock': ({ locked }) => (locked ? 'closed the door' : 'opened the door'),
  'session.end': () => 'ended the session',
  'person.remove': ({ person }, before) => `removed ${personName(before, person)}`,
  'person.role': ({ person, role }, before) =>
    role === 'sponsor'
      ? `made ${personName(before, person)} the sponsor`
      : `made ${personName(before, person)} a participant again`,
  'rooms.split': (_data, _before, after) =>
    `split people into ${after.rooms.length === 1 ? 'one room' : `${after.rooms.length} rooms`}`,
  'room.place': ({ person, room }, before) =>
    room === null
      ? `took ${personName(before, person)} out of a room`
      : `put ${personName(before, person)} into ${roomName(before, room)}`,
  'room.add': ({ room }, _before, after) => `added ${roomName(after, room)}`,
  'room.rename': ({ room }, before, after) => `renamed ${roomName(before, room)} to ${roomName(after, room)}`,
  'room.remove': ({ room }, before) => `removed ${roomName(before, room)}`,
  'help.clear': ({ room }, before) => `answered the call of ${roomName(before, room)}`,
  'broadcast.set': ({ broadcast }) => (broadcast === null ? 'took the broadcast line away' : 'sent a broadcast line'),
  'blackout.set': ({ on }) => (on ? 'blacked out the projector' : 'lit the projector'),
  'floors.raise': ({ show, counts, room }, before) =>
    `${lowers({ show, counts, room }, before.floors) ? 'set' : 'raised'} the thresholds: results from ${show}, counts from ${counts}, rooms from ${room}`,
  'theme.merge': () => 'merged two themes',
  'theme.split': () => 'split a theme',
  'theme.rename': () => 'renamed a theme',
  'theme.move': ({ cards }) => (cards.length === 1 ? 'moved a card' : `moved ${cards.length} cards`),
  'theme.add': () => 'added a theme',
  'theme.hide': ({ reason }) => (reason === null ? 'showed a theme again' : 'hid a theme'),
  'theme.undo': ({ redo }) => (redo ? 'did an edit of themes again' : 'took back an edit of themes'),
  'sort.end': () => 'ended the small questions',
  'sort.extend': () => 'gave the small questions more time',
  'echo.open': ({ themes }) =>
    themes.length === 1 ? 'asked who sees a theme at work' : `asked who sees ${themes.length} themes at work`,
  'question.take': null,
  'question.give': ({ person }, before) =>
    person === null ? 'took a name off an open question' : `gave an open question to ${personName(before, person)}`,
  'status.set': null,
  'smallstep.put': null,
  'smallstep.done': null,
  'smallstep.remove': null,
  'win.put': null,
  'win.remove': null,
  'barrier.put': null,
  'barrier.remove': null,
  'barrier.ask': null,
  'barrier.close': () => 'closed a barrier by word',
  'different.set': null,
  'different.seen': null,
  'owner.hand': null,
  'split.ask': null,
  'reminder.set': null,
  'commitment.reopen': () => 'opened a commitment again',
  'checkin.plan': ({ checkins }) =>
    `planned ${checkins.length === 1 ? 'one check-in' : `${checkins.length} check-ins`}`,
  'checkin.open': () => 'opened a check-in',
  'checkin.close': () => 'closed a check-in',
  'summary.write': () => 'edited the summary',
  'summary.sent': ({ sent }) => (sent ? 'sent the summary' : 'took the summary back'),
  'retention.set': ({ days }) => `keeps the session for ${days === 1 ? 'one day' : `${days} days`}`,
  'webhook.set': ({ webhook }) => (webhook === null ? 'took the webhook away' : 'set a webhook'),
  'commitment.add': () => 'added a commitment',
  'commitment.set': ({ field, person }, before) =>
    person === null ? `cleared ${FIELD_WORDS[field]}` : `set ${FIELD_WORDS[field]}: ${personName(before, person)}`,
  'commitment.date': ({ field, day }) =>
    day === null ? `cleared ${FIELD_WORDS[field]}` : `set ${FIELD_WORDS[field]}: ${dayWords(day)}`,
  'commitment.waive': ({ field, waived }) => `${waived ? 'waived' : 'asks again for'} ${FIELD_WORDS[field]}`,
  'commitment.remove': () => 'removed a commitment',
  'ballot.open': ({ commitments }) =>
    commitments.length === 1 ? 'opened a ballot' : `opened ${commitments.length} ballots`,
  'talk.set': ({ commitment }) =>
    commitment === null ? 'nothing to talk about next' : 'chose what to talk about next',
}

/** The sentence for one command, after "Laptop "; null for what is not logged. */
export function logSentence(
  name: CommandName,
  data: unknown,
  before: Session,
  after: Session,
  now: number,
): string | null {
  // The caller's command pairs name and data; the table pairs them too.
  const says = SAYS[name] as ((data: unknown, before: Session, after: Session, now: number) => string) | null
  return says === null ? null : clip(says(data, before, after, now), 160)
}

/** The same session with one more line in its log; the oldest lines fall off. */
export function logged(session: Session, at: number, by: string, says: string): Session {
  const line = { at, by: clip(plainLine(by), LIMITS.label) || 'Console', says }
  return { ...session, log: [...session.log, line].slice(-LIMITS.log) }
}

function minutes(ms: number): string {
  const count = Math.max(0, Math.round(ms / 60_000))
  return count === 1 ? '1 minute' : `${count} minutes`
}
