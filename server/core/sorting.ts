// The room's small questions as far as they are a decision: that they began, until when, and that they are over.
import { LIMITS } from '../../shared/limits.ts'
import type { Session, Sorting } from '../../shared/model.ts'
import { currentStep } from './agenda.ts'
import type { Handler, SystemHandler } from './command-handler.ts'
import { accept, refuse } from './command-handler.ts'
import { withFields } from './session-with.ts'

const MINUTE = 60_000

/** The questions of the step that people are in; null when it has none. */
export function sortingNow(session: Session): Sorting | null {
  return session.sorting?.step === session.step ? session.sorting : null
}

/** Themes are nobody's but the facilitator's until the questions are over: whoever saw them would sort by them (CROWDSORT §1.11). */
export function themesAreShown({ sorting }: Pick<Session, 'sorting'>): boolean {
  return sorting === null || sorting.state === 'over'
}

const end: Handler<'sort.end'> = (session, { step }) => {
  const sorting = sortingNow(session)
  if (sorting === null || sorting.step !== step) return refuse('moved-on')
  return accept(sorting.state === 'open' ? withSorting(session, { ...sorting, state: 'closing' }) : session)
}

/**
 * After the end they begin once more: what was answered stays, and every phone gets as many further questions. Where they did not
 * begin by themselves, because few were here or few cards were in, they begin now.
 */
const extend: Handler<'sort.extend'> = (session, { step, endsAt, each }, by) => {
  if (session.step !== step) return refuse('moved-on')
  if (currentStep(session).kind !== 'gather' || isEchoing(session)) return refuse('not-now')
  if (endsAt > by.now + LIMITS.minutes * MINUTE) return refuse('too-many', `at most ${LIMITS.minutes} minutes`)
  const answers = sortingNow(session)?.answers ?? 0
  return accept(withSorting(session, { step, state: 'open', endsAt, each, answers }))
}

export const sortingHandlers = { 'sort.end': end, 'sort.extend': extend }

/** What people are asked about right now must not change under them. */
function isEchoing({ rounds }: Session): boolean {
  return rounds.some((round) => round.purpose === 'echo' && round.state !== 'written')
}

/** Only in a gather step: who moved on meanwhile is asked nothing any more. What was just given more time does not end. */
const change: SystemHandler<'system.sorting'> = (session, { sorting }) => {
  if (sorting.step !== session.step || currentStep(session).kind !== 'gather') return refuse('moved-on')
  const now = sortingNow(session)
  const isAsItWas = now?.state === 'open' && now.endsAt === sorting.endsAt && now.each === sorting.each
  if (sorting.state === 'open' ? now !== null : !isAsItWas) return refuse('moved-on')
  return accept(withSorting(session, sorting))
}

export const systemSortingHandlers = { 'system.sorting': change }

/** Themes were proposed from `answers`: where the questions had ended, or the session has moved on, they are over with that. */
export function withThemesFound(session: Session, answers: number): Session {
  const { sorting } = session
  if (sorting === null || sorting.state === 'over') return session
  if (sorting.state === 'open' && sorting.step === session.step) return session
  return withSorting(session, { ...sorting, state: 'over', answers })
}

function withSorting(session: Session, sorting: Sorting): Session {
  const before = session.sorting
  return withFields(session, { sorting: before === null ? sorting : withFields(before, sorting) })
}
