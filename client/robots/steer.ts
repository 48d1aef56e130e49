// The facilitator's hands in an unattended rehearsal: what the console shows, a command, and waiting for what comes of it.
import type { CommandData, CommandName } from '../../shared/commands.ts'
import { REFUSALS } from '../../shared/refusals.ts'
import type { ConsoleView } from '../../shared/views.ts'
import type { Console } from './console.ts'

type Parts = { readonly console: Console }

/** Throws before the first view came. */
export function view(parts: Parts): ConsoleView {
  const now = parts.console.common.get()
  if (now === null) throw new Error('the console has no view yet')
  return now
}

/** Throws when it is refused. */
export async function send<N extends CommandName>(parts: Parts, name: N, data: CommandData<N>): Promise<void> {
  const reply = await parts.console.send(name, data)
  if (!reply.ok) throw new Error(`${name}: ${REFUSALS[reply.refusal.code].say} ${reply.refusal.detail ?? ''}`)
}

/** Resolves when the console's view satisfies `is`; throws after so long with what it waited for. */
export function until(console: Console, is: (view: ConsoleView) => boolean, ms = 60_000): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const now = console.common.get()
      if (now === null || !is(now)) return
      clearTimeout(timer)
      stop()
      resolve()
    }
    const stop = console.common.subscribe(look)
    const timer = setTimeout(() => {
      stop()
      reject(new Error(`waited in vain: ${is.toString()}`))
    }, ms)
    look()
  })
}
