// The wording's Y.Doc on the console while drafting; Yjs itself is loaded only then.
import { useEffect, useState } from 'react'
import type { Replica } from '../state/replica.ts'
import type { Console } from './console.ts'

/** Null until Yjs is there. */
export function useBoardReplica(console: Console, session: string): Replica | null {
  const [replica, setReplica] = useState<Replica | null>(null)
  useEffect(() => {
    let open: Replica | null = null
    let gone = false
    void import('../state/replica.ts').then(({ openReplica }) => {
      if (gone) return
      open = openReplica({
        url: location.origin,
        session,
        doc: 'board',
        ticket: async (clientId) => {
          const reply = await console.ask('doc', { doc: 'board', clientId })
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
  }, [console, session])
  return replica
}
