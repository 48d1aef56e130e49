// The room's notes, written by several people at once. Not anonymous, and it says so.
import { notesText } from '../../shared/docs.ts'
import type { Replica } from '../state/replica.ts'
import { Empty } from '../ui/empty.tsx'
import { Notice } from '../ui/notice.tsx'
import { SharedText } from '../ui/shared-text.tsx'
import { useReadable } from '../ui/use-readable.ts'
import styles from './shell.module.css'
import { useReplica } from './use-replica.ts'

export function RoomNotes({ room }: { readonly room: string }) {
  const replica = useReplica(`notes/${room}`)
  if (replica === null) return <Empty title="Fetching the notes…" state="waiting" />
  return <Notes replica={replica} />
}

function Notes({ replica }: { readonly replica: Replica }) {
  const status = useReadable(replica.status)
  return (
    <div className={styles.tight}>
      <Notice still>Notes are not anonymous: whoever types here can be known. Cards are.</Notice>
      <SharedText label="Room notes" text={notesText(replica.doc)} rows={8} readOnly={status === 'refused'} />
      {status !== 'live' && (
        <p className={styles.soft} role="status">
          {status === 'refused'
            ? 'These notes are closed.'
            : 'Away for a moment; what you type is kept and joins the others’ when you are back.'}
        </p>
      )}
    </div>
  )
}
