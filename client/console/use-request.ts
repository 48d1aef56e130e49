// A request from a control of the console: whether one is under way, what came, and the sentence of its refusal.
import { useState } from 'react'
import { sayRefusal } from '../../shared/refusals.ts'
import type { RequestData, RequestName, RequestReply } from '../../shared/requests.ts'
import type { Console } from './console.ts'

export type Asking<N extends RequestName> = {
  /** What came; null when it was refused. */
  readonly ask: (data: RequestData<N>) => Promise<RequestReply[N] | null>
  readonly busy: boolean
  readonly refusal: string | null
}

export function useRequest<N extends RequestName>(console: Console, name: N): Asking<N> {
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const ask = async (data: RequestData<N>) => {
    setBusy(true)
    const reply = await console.ask(name, data)
    setBusy(false)
    setRefusal(reply.ok ? null : sayRefusal(reply.refusal))
    return reply.ok ? (reply.data ?? null) : null
  }
  return { ask, busy, refusal }
}
