// Why somebody is not let in, in words that are true before there is a seat: nothing is kept yet, and no board is known.
import { type Refusal, type RefusalCode, sayRefusal } from '../../shared/refusals.ts'

const HERE: Partial<Record<RefusalCode, string>> = {
  offline: 'No connection to this server. Check the wifi, then try again.',
  ended: 'This session has ended: its room code opens nothing any more. The board’s link shows the board.',
}

export function sayNoJoin(refusal: Refusal): string {
  return HERE[refusal.code] ?? sayRefusal(refusal)
}
