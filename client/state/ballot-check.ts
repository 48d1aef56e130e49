// A phone looks its own answers up in the published lists of a closed round (ANONYMITY §6, item 1).
import { digestOf, type LineSays, lineOf } from '../../shared/anon/published.ts'
import type { BallotList } from '../../shared/requests.ts'
import type { BallotView, PhoneView, RoundView } from '../../shared/views.ts'

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
    agrees: !shown || ((shown.digest ?? digest) === digest && shown.lines === list.lines.length),
    lines: list.lines.length,
  }
}

/** The themes of a round of echoes for which something of mine came: every envelope has a line there, blanks included. */
export function echoesIn(
  round: string,
  lines: ReadonlySet<string>,
  nullifiers: ReadonlyMap<string, Uint8Array>,
): ReadonlySet<string> {
  return new Set([...nullifiers].flatMap(([theme, own]) => (lines.has(lineOf(own, round)) ? [theme] : [])))
}

/** By ballot; those of which this phone had no token are left out. */
export function checkLists(
  lists: readonly BallotList[],
  nullifiers: ReadonlyMap<string, Uint8Array>,
  view: Pick<PhoneView, 'commitments'>,
): Record<string, Check> {
  const ballots = view.commitments.flatMap((commitment) => commitment.ballots)
  const shown = new Map(ballots.map((ballot) => [ballot.id, ballot.published]))
  const found = lists.flatMap((list): [string, Check][] => {
    const nullifier = nullifiers.get(list.ballot)
    return nullifier === undefined ? [] : [[list.ballot, checkList(list, nullifier, shown.get(list.ballot))]]
  })
  return Object.fromEntries(found)
}

/** Rounds of which a phone finds its own by a line that only the spent token gives. */
export const hasLines = ({ purpose }: Pick<RoundView, 'purpose'>): boolean => purpose === 'ballot' || purpose === 'echo'
