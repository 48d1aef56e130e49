// What happened to a commitment, line by line, the latest last.
//
// L1  A sentence that the same person words anew within ten minutes is one change: only its last wording is noted.
// L2  When it is full, the oldest line goes of whoever said most of it: one person fills it with their own lines alone.
import type { Change, Pursuit } from '../../shared/board.ts'
import { takenOff } from '../../shared/board-lines.ts'
import { LIMITS } from '../../shared/limits.ts'
import { clip } from '../../shared/text.ts'
import { pushedBytes } from './pushed-bytes.ts'

/** How the lines begin that say that a sentence is worded anew. */
export const ANEW = {
  step: 'changed a step: ',
  barrier: 'changed what is in the way: ',
  different: 'different will be: ',
} as const
/** What somebody adds to their name who came by a link; they may call themselves anything. */
export const BY_LINK = ', by link'
const ONE_CHANGE_MS = 600_000

export function withLine(pursuit: Pursuit, { at, by, says }: Change): Pursuit {
  const line = { at, by, says: clip(says, LIMITS.field) }
  const others = pursuit.history.filter((one) => !isSameChange(one, line, pursuit))
  return { ...pursuit, history: withoutMost([...others, line]) }
}

/** Its end, as much of it as everybody is shown all the time; and what says that `barrier` was taken off the list, however long ago. */
export function latestLines(history: readonly Change[], barrier: string): Change[] {
  let bytes = 0
  const from = history.findLastIndex((line, at) => {
    bytes += pushedBytes(line)
    return at < history.length - LIMITS.historyShown || bytes > LIMITS.historyShownBytes
  })
  return history.filter(({ says }, at) => at > from || (barrier !== '' && says === takenOff(barrier)))
}

/** `pursuit` as it is now: what stands in it word for word was not worded anew since. */
function isSameChange(before: Change, line: Change, { steps, barriers }: Pursuit): boolean {
  const anew = Object.values(ANEW).find((words) => line.says.startsWith(words))
  if (anew === undefined || !before.says.startsWith(anew)) return false
  if (before.by !== line.by || line.at - before.at > ONE_CHANGE_MS) return false
  const isAbout = ({ says }: Change, text: string) => says.startsWith(clip(`${anew}${text}`, LIMITS.field))
  const standing = anew === ANEW.step ? steps : anew === ANEW.barrier ? barriers : []
  return !standing.some(({ text }) => isAbout(before, text) && !isAbout(line, text))
}

function withoutMost(history: readonly Change[]): Change[] {
  const kept = [...history]
  while (kept.length > LIMITS.history) {
    const said = new Map<string, number>()
    for (const one of kept) said.set(sayer(one), (said.get(sayer(one)) ?? 0) + 1)
    const most = Math.max(...said.values())
    kept.splice(
      kept.findIndex((one) => said.get(sayer(one)) === most),
      1,
    )
  }
  return kept
}

const sayer = ({ by }: Change): string => (by.endsWith(BY_LINK) ? BY_LINK : by)
