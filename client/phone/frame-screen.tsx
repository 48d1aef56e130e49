// The statement that is to be aligned on, and what its sponsor does not know yet.
import { useState } from 'react'
import { LIMITS } from '../../shared/limits.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { type ScreenProps, useCommand } from './phone-context.ts'
import styles from './shell.module.css'

export function FrameScreen({ view, mine }: ScreenProps) {
  return (
    <div className={styles.stack}>
      <blockquote className={`${styles.say} ${styles.statement}`}>{view.statement}</blockquote>
      {view.goal !== '' && <p className={styles.soft}>{view.goal}</p>}
      {view.unknown !== '' && (
        <section className={styles.panel}>
          <h2 className={styles.label}>What the sponsor doesn’t know yet</h2>
          <p className={styles.quote}>{view.unknown}</p>
        </section>
      )}
      {mine.role === 'sponsor' && <UnknownForm unknown={view.unknown} />}
    </div>
  )
}

function UnknownForm({ unknown }: { readonly unknown: string }) {
  const { send, busy, refusal } = useCommand()
  const [text, setText] = useState(unknown)
  return (
    <section className={styles.panel}>
      <h2>You are the sponsor</h2>
      <Field
        label="What I don’t know yet"
        value={text}
        onChange={setText}
        rows={3}
        max={LIMITS.unknown}
        hint="Saying it first makes it possible for others to say theirs."
      />
      {unknown !== '' && unknown === text && <Notice tone="good">Everyone sees it now.</Notice>}
      <Button kind="primary" busy={busy} refusal={refusal} onClick={() => void send('frame.unknown', { text })}>
        Show it to everyone
      </Button>
    </section>
  )
}
