// What the living parts of a commitment know of where they stand: who looks, what they may do, and what time it is.
import { createContext, useContext, useState } from 'react'
import type { CommandData, CommandName } from '../../shared/commands.ts'
import type { Reply } from '../../shared/protocol.ts'
import { type Refusal, sayRefusal } from '../../shared/refusals.ts'
import type { CommitmentView } from '../../shared/views.ts'

export type Life = {
  /** Null: this page only looks. */
  readonly send: (<N extends CommandName>(name: N, data: CommandData<N>) => Promise<Reply>) | null
  readonly role: 'participant' | 'visitor' | 'facilitator'
  /** The participant who looks; null for all others. */
  readonly me: string | null
  /** Server time (ms). */
  readonly now: number
  /** Who may be named as an owner or remover. */
  readonly names: readonly { readonly id: string; readonly name: string }[]
  /** Barriers that this facilitator's word closes. */
  readonly byWord?: readonly { readonly commitment: string; readonly barrier: string }[]
}

const Context = createContext<Life>({ send: null, role: 'visitor', me: null, now: 0, names: [] })
export const LifeProvider = Context.Provider

export function useLife(): Life {
  return useContext(Context)
}

/** P1: participants their own, everybody else who takes part every one. */
export function mayChange(life: Life, commitment: Pick<CommitmentView, 'owner'>): boolean {
  return life.send !== null && (life.role !== 'participant' || commitment.owner?.id === life.me)
}

export type Act = {
  /** Whether it was done. */
  readonly act: <N extends CommandName>(name: N, data: CommandData<N>) => Promise<boolean>
  readonly busy: boolean
  readonly refusal: string | null
}

/** Commands from one control, with its own busy state and the sentence of its refusal. */
export function useAct(): Act {
  const { send } = useLife()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const act: Act['act'] = async (name, data) => {
    if (send === null) return false
    setBusy(true)
    const reply = await send(name, data)
    setBusy(false)
    setRefusal(reply.ok ? null : reply.refusal)
    return reply.ok
  }
  return { act, busy, refusal: refusal === null ? null : sayRefusal(refusal) }
}
