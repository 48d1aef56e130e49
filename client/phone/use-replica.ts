// A Y.Doc on this device while a screen needs it: Yjs itself is loaded only then.
import { useEffect, useState } from 'react'
import type { Replica } from '../state/replica.ts'
import { usePhone } from './phone-context.ts'

/** Null until Yjs is there. `doc` null opens nothing. */
export function useReplica(doc: string | null): Replica | null {
  const { phone } = usePhone()
  const [replica, setReplica] = useState<Replica | null>(null)
  useEffect(() => {
    if (doc === null) return
    let open: Replica | null = null
    let gone = false
    void import('../state/replica.ts').then(({ openReplica }) => {
      if (gone) return
      open = openReplica({
        url: location.origin,
        session: phone.seat.session,
        doc,
        ticket: async (clientId) => {
          const reply = await phone.ask('doc', { doc, clientId })
          return reply.ok ? (reply.data ?? null) : null
        },
      })
      setReplica(open)
    })
    return () => {
      gone = true
      open?.close()
      setReplica(null)
    }
  }, [doc, phone])
  return replica
}
