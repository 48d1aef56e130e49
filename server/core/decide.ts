// The one place where a session changes: who may do this now, then the rule of that command. Pure.
//
// A1  An ended session changes no more, except for its keys, for the batches that were still on their way, and for what the board
//     lives through; a check-in that is held live makes it live again.
// A2  Facilitators may send every command that is not the participants' or the sponsor's; they never answer.
// A3  Participants may send what the step table names for the current step; removed ones nothing.
// A4  System commands come from the server alone.
// A5  On the board those who take part may change what lives on, also after the end: participants, facilitators, visitors with the link.
// A6  Whatever changes nothing returns the very same session.
import type { Command, CommandName } from '../../shared/commands.ts'
import type { Session } from '../../shared/model.ts'
import type { RefusalCode } from '../../shared/refusals.ts'
import { ON_THE_BOARD } from '../../shared/steps.ts'
import { afterwardsHandlers, systemAfterwardsHandlers } from './afterwards.ts'
import { currentStep } from './agenda.ts'
import { agendaEditHandlers } from './agenda-edit.ts'
import { agendaWalkHandlers } from './agenda-walk.ts'
import { askHandlers } from './asks.ts'
import { ballotHandlers } from './ballots.ts'
import { checkinHandlers, systemCheckinHandlers } from './checkins.ts'
import type { Actor, By, Decision, Handler, SystemHandler } from './command-handler.ts'
import { accept, refuse } from './command-handler.ts'
import { commitmentHandlers, systemCommitmentHandlers } from './commitments.ts'
import { echoHandlers } from './echoes.ts'
import {
  allowedIn,
  BOARD_COMMANDS,
  isFacilitatorCommand,
  PARTICIPANT_COMMANDS,
  SPONSOR_COMMANDS,
} from './facilitator-commands.ts'
import { floorHandlers } from './floors.ts'
import { systemKeyHandlers } from './keys.ts'
import { logged, logSentence } from './log.ts'
import { questionHandlers } from './open-questions.ts'
import { withoutPastDays } from './past-days.ts'
import { peopleHandlers, systemPeopleHandlers } from './people.ts'
import { pileHandlers } from './piles.ts'
import { pursuitHandlers } from './pursuits.ts'
import { systemReconveneHandlers } from './reconvene.ts'
import { systemReminderHandlers } from './reminders.ts'
import { roomHandlers } from './rooms.ts'
import { roundHandlers, systemRoundHandlers } from './rounds.ts'
import { sessionHandlers, systemSessionHandlers } from './session.ts'
import { sortingHandlers, systemSortingHandlers } from './sorting.ts'
import type { SystemCommand } from './system-command.ts'
import { themeHandlers } from './themes.ts'
import { systemThemeHandlers } from './themes-proposal.ts'

type SystemName = SystemCommand['name']

const HANDLERS: { readonly [N in CommandName]: Handler<N> } = {
  ...afterwardsHandlers,
  ...agendaWalkHandlers,
  ...agendaEditHandlers,
  ...askHandlers,
  ...ballotHandlers,
  ...checkinHandlers,
  ...commitmentHandlers,
  ...echoHandlers,
  ...floorHandlers,
  ...peopleHandlers,
  ...pileHandlers,
  ...pursuitHandlers,
  ...questionHandlers,
  ...roomHandlers,
  ...roundHandlers,
  ...sessionHandlers,
  ...sortingHandlers,
  ...themeHandlers,
}

const SYSTEM_HANDLERS: { readonly [N in SystemName]: SystemHandler<N> } = {
  ...systemAfterwardsHandlers,
  ...systemCheckinHandlers,
  ...systemCommitmentHandlers,
  ...systemKeyHandlers,
  ...systemReconveneHandlers,
  ...systemReminderHandlers,
  ...systemPeopleHandlers,
  ...systemRoundHandlers,
  ...systemSessionHandlers,
  ...systemSortingHandlers,
  ...systemThemeHandlers,
}

/** Words that were typed, and acts that were given before the end, still arrive after it (A1). */
const AFTER_THE_END: ReadonlySet<string> = new Set<CommandName | SystemName>([
  'session.end',
  'system.facilitator',
  'system.only',
  'system.recovery',
  'system.board',
  'system.bell',
  'system.recollect',
  'system.written',
  'system.wording',
  'system.take',
  'system.remind',
  'system.unremind',
  'system.lapse',
  'system.told',
  'system.checkin',
  'system.reconvene',
  'system.next-keys',
  ...ON_THE_BOARD,
  'owner.answer',
  'split.ask',
  'reminder.set',
  'person.remove',
  'barrier.close',
  'commitment.reopen',
  'checkin.plan',
  'checkin.open',
  'checkin.close',
  'summary.write',
  'summary.sent',
  'retention.set',
  'webhook.set',
  'question.give',
])

/** `now` is the server's clock in ms; `collectMs` how long envelopes are collected after a bell that this command rings. */
export type Moment = { readonly now: number; readonly collectMs: number }

/** Never throws for anything a person can send. An accepted command that changed nothing has the same session in its decision. */
export function decide(session: Session, actor: Actor, command: Command | SystemCommand, moment: Moment): Decision {
  const by: By = { actor, now: moment.now, collectMs: moment.collectMs }
  const no = accessRefusal(session, actor, command)
  if (no !== null) return refuse(no)
  if (isSystem(command)) return applySystem(session, command, by)
  const decision = applied(session, command, by)
  if (!decision.ok || actor.role !== 'facilitator' || decision.session === session) return decision
  const says = logSentence(command.name, command.data, session, decision.session, moment.now)
  return says === null ? decision : { ok: true, session: logged(decision.session, moment.now, actor.label, says) }
}

function accessRefusal(session: Session, actor: Actor, command: Command | SystemCommand): RefusalCode | null {
  if (isSystem(command) !== (actor.role === 'system')) return 'forbidden'
  if (session.status === 'ended' && !AFTER_THE_END.has(command.name)) return 'ended'
  if (isSystem(command) || actor.role === 'system') return null
  if (BOARD_COMMANDS.has(command.name)) return actor.role === 'participant' ? seatRefusal(session, actor.person) : null
  if (actor.role === 'visitor') return 'forbidden'
  if (actor.role === 'facilitator') return isFacilitatorCommand(command.name) ? null : 'participants-only'
  const person = session.people.find((one) => one.id === actor.person)
  if (person === undefined || person.removed) return seatRefusal(session, actor.person)
  if (isFacilitatorCommand(command.name)) return 'forbidden'
  if (person.role !== 'sponsor' && SPONSOR_COMMANDS.has(command.name) && !PARTICIPANT_COMMANDS.has(command.name))
    return 'sponsor-only'
  return allowedIn(currentStep(session).kind, person.role, command.name) ? null : 'not-now'
}

function seatRefusal(session: Session, id: string): RefusalCode | null {
  const person = session.people.find((one) => one.id === id)
  return person === undefined ? 'bad-ticket' : person.removed ? 'removed' : null
}

function isSystem(command: Command | SystemCommand): command is SystemCommand {
  return Object.hasOwn(SYSTEM_HANDLERS, command.name)
}

function applied(session: Session, command: Command, by: By): Decision {
  const decision = apply(session, command, by)
  return decision.ok ? accept(withoutPastDays(session, decision.session, by.now)) : decision
}

/** The generic binds name and data to each other, so that the table's handler fits. */
function apply<N extends CommandName>(
  session: Session,
  command: { readonly name: N; readonly data: Parameters<Handler<N>>[1] },
  by: By,
): Decision {
  const handler: Handler<N> = HANDLERS[command.name]
  return handler(session, command.data, by)
}

function applySystem<N extends SystemName>(
  session: Session,
  command: { readonly name: N; readonly data: Parameters<SystemHandler<N>>[1] },
  by: By,
): Decision {
  const handler: SystemHandler<N> = SYSTEM_HANDLERS[command.name]
  return handler(session, command.data, by)
}
