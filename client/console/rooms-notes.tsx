// A room's notes on the console, read and written like a member's; Yjs is loaded with this file and not before.
import { useEffect, useState } from 'react'
import { notesText } from '../../shared/docs.ts'
import { openReplica, type Replica } from '../state/replica.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Notice } from '../ui/notice.tsx'
import { SharedText } from '../ui/shared-text.tsx'
import { useReadable } from '../ui/use-readable.ts'
import type { Console } from './console.ts'
import styles from './rooms.module.css'

export type RoomsNotesProps = { readonly console: Console; readonly session: string; readonly room: string }

export function RoomsNotes({ console, session, room }: RoomsNotesProps) {
  const [replica, setReplica] = useState<Replica | null>(null)
  useEffect(() => {
    const doc = `notes/${room}`
    const open = openReplica({
      url: location.origin,
      session,
      doc,
      ticket: async (clientId) => {
        const reply = await console.ask('doc', { doc, clientId })
        return reply.ok ? (reply.data ?? null) : null
      },
    })
    setReplica(open)
    return () => open.close()
  }, [console, session, room])
  return replica === null ? <Empty title="Fetching the notes…" state="waiting" /> : <Notes replica={replica} />
}

function Notes({ replica }: { readonly replica: Replica }) {
  const status = useReadable(replica.status)
  return (
    <div className={`stack ${styles.notes}`}>
      <p className="quiet">The room sees what you type here, as you type it.</p>
      <SharedText label="Room notes" text={notesText(replica.doc)} rows={14} readOnly={status === 'refused'} />
      {status === 'refused' && (
        <Notice
          tone="warn"
          action={
            <Button size="s" onClick={() => replica.retry()}>
              Open them here
            </Button>
          }
        >
          These notes are open elsewhere, or closed.
        </Notice>
      )}
      {status === 'offline' && (
        <Notice tone="offline">No connection. What you type is kept and joins the others’ when it is back.</Notice>
      )}
    </div>
  )
}
