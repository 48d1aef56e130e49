// A phone looks its own answers up in the published lists of a closed round (ANONYMITY §6, item 1).
import { digestOf, type LineSays, lineOf } from '../../shared/anon/published.ts'
import type { BallotList } from '../../shared/requests.ts'
import type { BallotView } from '../../shared/views.ts'

export type Check = {
  /** My line, XXXX-XXXX. */
  readonly line: string
  /** Whether it stands in the list. */
  readonly found: boolean
  /** What the list says of it; null where lists are too short to say it. */
  readonly says: LineSays | null
  /** 12 digits of the list as this phone got it. */
  readonly digest: string
  /** Whether they are those that the view shows everybody. */
  readonly agrees: boolean
  readonly lines: number
}

export function checkList(list: BallotList, nullifier: Uint8Array, shown: BallotView['published'] | undefined): Check {
  const line = lineOf(nullifier, list.beacon)
  const mine = list.lines.find((one) => one.line === line)
  const digest = digestOf(list.ballot, list.beacon, list.lines)
  return {
    line,
    found: mine !== undefined,
    says: mine?.says ?? null,
    digest,
    agrees: !shown || (['', digest].includes(shown.digest) && shown.lines === list.lines.length),
    lines: list.lines.length,
  }
}
