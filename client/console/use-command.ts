// Commands from a control of the console: whether one is under way, and the sentence of its refusal for that same control.
import { useState } from 'react'
import type { CommandData, CommandName } from '../../shared/commands.ts'
import { type Refusal, sayRefusal } from '../../shared/refusals.ts'
import type { Console } from './console.ts'

export type Sender = {
  /** Whether it was done. */
  readonly send: <N extends CommandName>(name: N, data: CommandData<N>) => Promise<boolean>
  readonly busy: boolean
  readonly refusal: string | null
}

export function useCommand(console: Console): Sender {
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const send = async <N extends CommandName>(name: N, data: CommandData<N>) => {
    setBusy(true)
    const reply = await console.send(name, data)
    setBusy(false)
    setRefusal(reply.ok ? null : reply.refusal)
    return reply.ok
  }
  return { send, busy, refusal: refusal === null ? null : sayRefusal(refusal) }
}
