// How much is shown of answers: a facilitator may ask for more people before it is, and once people have been asked only for more.
//
// F1  Before the first round the floors may be set to anything allowed; from then on none may be lower than it is.
// F2  Views are computed: what was shown already is hidden by higher floors, at once and everywhere.
// F3  A room's floor counts when a round is written: cards that came into a room stay there.
import type { Ballot, Session } from '../../shared/model.ts'
import { lowers, showBallot, showLines } from '../../shared/thresholds.ts'
import type { Handler } from './command-handler.ts'
import { accept, refuse } from './command-handler.ts'

const raise: Handler<'floors.raise'> = (session, { show, counts, room }) => {
  const { floors } = session
  if (counts < show) return refuse('bad-request', 'counts')
  if (show === floors.show && counts === floors.counts && room === floors.room) return accept(session)
  const next = { show, counts, room }
  if (session.rounds.length > 0 && lowers(next, floors)) return refuse('only-up')
  return accept({ ...session, floors: next })
}

/** F2 for a ballot's published lines: may they carry their answers now? They are asked for later than they were written. */
export function linesTold({ floors }: Pick<Session, 'floors'>, ballot: Ballot): boolean {
  if (ballot.tally === null || ballot.published === null) return false
  const { level } = showBallot(ballot.tally, ballot.target, undefined, floors, ballot.floors)
  return showLines(ballot.published.lines, level, floors)
}

/** The list was published with answers that higher floors hide by now: neither they nor the digits over them are given out any more. */
export function isWithheld(session: Pick<Session, 'floors'>, ballot: Ballot): boolean {
  return linesTold({ floors: ballot.floors ?? session.floors }, ballot) && !linesTold(session, ballot)
}

export const floorHandlers = { 'floors.raise': raise }
