// The wording of one commitment, co-edited with the console and other phones. Not anonymous.
import { wordingText } from '../../shared/docs.ts'
import { LIMITS } from '../../shared/limits.ts'
import { WORDING_LABELS } from '../../shared/wording.ts'
import type { Replica } from '../state/replica.ts'
import { Empty } from '../ui/empty.tsx'
import { SharedText } from '../ui/shared-text.tsx'
import { useReadable } from '../ui/use-readable.ts'
import styles from './shell.module.css'
import { useReplica } from './use-replica.ts'

export function WordingEditor({ commitment }: { readonly commitment: string }) {
  const replica = useReplica('board')
  if (replica === null) return <Empty title="Fetching the wording…" state="waiting" />
  return <Fields replica={replica} commitment={commitment} />
}

function Fields({ replica, commitment }: { readonly replica: Replica; readonly commitment: string }) {
  const status = useReadable(replica.status)
  const trouble = useReadable(replica.trouble)
  return (
    <div className={styles.tight}>
      {WORDING_LABELS.map(([field, label]) => (
        <SharedText
          key={field}
          label={label}
          text={wordingText(replica.doc, commitment, field)}
          max={LIMITS.field}
          readOnly={status === 'refused' || trouble === 'frozen'}
        />
      ))}
      <p className={styles.soft} role="status">
        {status === 'live'
          ? 'Everyone sees this as you type. It is not anonymous.'
          : status === 'refused'
            ? 'The wording is closed now.'
            : 'Away for a moment; your words are kept.'}
      </p>
    </div>
  )
}
