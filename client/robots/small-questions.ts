// What the robot facilitator does while the room answers its small questions: waits, sees when nobody goes on, and ends them.
import type { ConsoleView } from '../../shared/views.ts'
import type { Console } from './console.ts'
import { send, until, view } from './steer.ts'

export type Waiting = {
  readonly console: Console
  readonly say: (line: string) => void
  readonly onThemes: (by: 'machine' | 'room') => Promise<void>
  /** Nobody has answered for so long: whoever has not by now has put the phone away (ms). */
  readonly quietMs: number
}

/** Until the questions begin, and then until the first answer; with too few cards or people there are none (ms). */
const BEGIN = 30_000
/** Until the machine's own themes are there, and what the room came to (ms). */
const SHOWN = 5_000

/** Resolves when they are over and the themes are what the room came to. Throws when they do not end. */
export async function smallQuestions(parts: Waiting): Promise<void> {
  const { console, say, onThemes, quietMs } = parts
  if (!(await became(console, (now) => now.sorting !== null, BEGIN))) return say('(no small questions)')
  const isOver = (now: ConsoleView) => now.sorting?.state === 'over'
  if (await became(console, (now) => isOver(now) || now.themes.length > 0, SHOWN)) {
    if (!isOver(view(parts))) await onThemes('machine')
  }
  let before = -1
  while (view(parts).sorting?.state === 'open' && before !== answersNow(parts)) {
    before = answersNow(parts)
    await became(
      console,
      (now) => now.sorting?.state !== 'open' || (now.progress?.answers ?? 0) !== before,
      before > 0 ? quietMs : BEGIN,
    )
  }
  const { step, sorting } = view(parts)
  if (sorting?.state === 'open') await send(parts, 'sort.end', { step: step.id })
  await until(console, isOver)
  // What the room came to is worked out; with hardly an answer it stays with what the machine proposed.
  await became(console, (now) => now.found.answers > 0, SHOWN)
}

const answersNow = (parts: Waiting) => view(parts).progress?.answers ?? 0

/** Whether it came true within `ms`. */
function became(console: Console, is: (view: ConsoleView) => boolean, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const done = (came: boolean) => {
      clearTimeout(timer)
      stop()
      resolve(came)
    }
    const look = () => {
      const now = console.common.get()
      if (now !== null && is(now)) done(true)
    }
    const stop = console.common.subscribe(look)
    const timer = setTimeout(() => done(false), ms)
    look()
  })
}
