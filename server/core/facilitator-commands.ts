// Who may send which command, read from the step table and nothing else.
import type { StepKind } from '../../shared/agenda.ts'
import type { CommandName } from '../../shared/commands.ts'
import { ALWAYS, ON_THE_BOARD, STEPS } from '../../shared/steps.ts'

const rows = Object.values(STEPS)

/** What a participant may send in some step; the rest is the facilitator's alone. */
export const PARTICIPANT_COMMANDS: ReadonlySet<CommandName> = new Set<CommandName>([
  ...ALWAYS,
  ...rows.flatMap((row) => row.may),
])
export const SPONSOR_COMMANDS: ReadonlySet<CommandName> = new Set(rows.flatMap((row) => row.sponsor))

/** What everybody who takes part may send, facilitators and visitors with the link too (A5). */
export const BOARD_COMMANDS: ReadonlySet<string> = new Set(ON_THE_BOARD)

export function isFacilitatorCommand(name: CommandName): boolean {
  return !BOARD_COMMANDS.has(name) && !PARTICIPANT_COMMANDS.has(name) && !SPONSOR_COMMANDS.has(name)
}

/** Whether the current step lets a participant (or the sponsor, who may both) send it: S1 and S2. */
export function allowedIn(kind: StepKind, role: 'participant' | 'sponsor', name: CommandName): boolean {
  const row = STEPS[kind]
  const always: readonly CommandName[] = ALWAYS
  return always.includes(name) || row.may.includes(name) || (role === 'sponsor' && row.sponsor.includes(name))
}
