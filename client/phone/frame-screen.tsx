// The statement that is to be aligned on, and what its sponsor does not know yet; at a live check-in, what is different now.
import { useState } from 'react'
import { LIMITS } from '../../shared/limits.ts'
import { Button } from '../ui/button.tsx'
import { LifeProvider } from '../ui/commitment-life.ts'
import { LifeDifferent } from '../ui/commitment-life-different.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { isSaid, lookedWords, NOBODY_SAID, stillLookedFor, whoseDifference } from '../ui/what-is-different.ts'
import { useParticipantLife } from './board-life.tsx'
import { type ScreenProps, useCommand } from './phone-context.ts'
import styles from './shell.module.css'

export function FrameScreen({ view, mine }: ScreenProps) {
  if (view.liveCheckin !== null) return <Different view={view} mine={mine} />
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

/** Mine first, to be said and looked at right here. */
function Different({ view, mine }: ScreenProps) {
  const life = useParticipantLife({ view, mine })
  const all = stillLookedFor(view.commitments)
  const own = all.filter((one) => one.owner?.id === mine.id)
  const others = all.filter((one) => one.owner?.id !== mine.id && isSaid(one))
  return (
    <LifeProvider value={life}>
      <div className={styles.stack}>
        {!all.some(isSaid) && <p className={styles.soft}>{NOBODY_SAID}</p>}
        {own.map((one) => (
          <section key={one.id} className={styles.panel} data-strong>
            <p className={styles.label}>Yours</p>
            <LifeDifferent commitment={one} heading={<h2>{one.wording.what}</h2>} />
          </section>
        ))}
        {others.length > 0 && (
          <ul className={styles.list}>
            {others.map((one) => (
              <li key={one.id} className={styles.panel}>
                <p className={styles.say}>{one.pursuit.different}</p>
                <p className={styles.soft}>
                  {whoseDifference(one)}
                  {one.pursuit.seen !== null && ` · ${lookedWords(one.pursuit.seen, life.now)}`}
                </p>
              </li>
            ))}
          </ul>
        )}
      </div>
    </LifeProvider>
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
