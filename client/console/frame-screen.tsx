// The statement that is to be aligned on, and what its sponsor does not know yet; at a live check-in, what is different now.
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { LifeProvider } from '../ui/commitment-life.ts'
import { LifeDifferent } from '../ui/commitment-life-different.tsx'
import { Menu } from '../ui/menu.tsx'
import { isSaid, NOBODY_SAID, stillLookedFor } from '../ui/what-is-different.ts'
import { useFacilitatorLife } from './board-living.tsx'
import type { ScreenProps } from './console.ts'
import styles from './screen.module.css'
import { WordsForm } from './shell-words.tsx'
import { useCommand } from './use-command.ts'

export function FrameScreen(props: ScreenProps) {
  return props.view.liveCheckin === null ? <Statement {...props} /> : <Different {...props} />
}

/** Each on its owner's phone as well; here for whoever says theirs aloud. */
function Different(props: ScreenProps) {
  const life = useFacilitatorLife(props)
  const all = stillLookedFor(props.view.commitments)
  return (
    <LifeProvider value={life}>
      <div className={styles.screen}>
        {!all.some(isSaid) && <p className={styles.say}>{NOBODY_SAID}</p>}
        {all.map((one) => (
          <section key={one.id} className={styles.panel} aria-label={one.wording.what}>
            <LifeDifferent
              commitment={one}
              heading={
                <div className={styles.headed}>
                  <h2>{one.wording.what}</h2>
                  <p className={styles.soft}>{one.owner === null ? 'No owner yet' : one.owner.name}</p>
                </div>
              }
            />
          </section>
        ))}
      </div>
    </LifeProvider>
  )
}

function Statement(props: ScreenProps) {
  const { view } = props
  const [editing, setEditing] = useState(false)
  return (
    <div className={styles.screen}>
      <section className={styles.panel} aria-label="The statement">
        {editing ? (
          <>
            <WordsForm {...props} onSaved={() => setEditing(false)} />
            <Button kind="quiet" onClick={() => setEditing(false)}>
              Leave it as it was
            </Button>
          </>
        ) : (
          <>
            <blockquote className={styles.statement}>{view.statement}</blockquote>
            {view.goal !== '' && <p className={styles.soft}>{view.goal}</p>}
            {view.status === 'live' && (
              <div>
                <Button size="s" onClick={() => setEditing(true)}>
                  Change the words
                </Button>
              </div>
            )}
          </>
        )}
      </section>
      <Unknown {...props} />
    </div>
  )
}

function Unknown({ console, view }: ScreenProps) {
  const { send, refusal } = useCommand(console)
  const sponsors = view.people.filter((person) => person.role === 'sponsor')
  return (
    <section className={styles.panel} aria-labelledby="unknown">
      <h2 id="unknown">What the sponsor doesn’t know yet</h2>
      {view.unknown !== '' && <p className={styles.say}>{view.unknown}</p>}
      {view.unknown === '' && sponsors.length > 0 && (
        <p className={styles.soft}>
          {sponsors.map((person) => person.name).join(' and ')} can write it on the phone now. Saying it first makes it
          possible for others to say theirs.
        </p>
      )}
      {sponsors.length === 0 && (
        <>
          <p className={styles.soft}>Nobody is the sponsor yet: the leader whose decision this is.</p>
          {view.people.length > 0 && view.status === 'live' && (
            <Menu
              label="Choose the sponsor"
              kind="secondary"
              size="s"
              items={view.people.map((person) => ({
                label: person.name,
                note: person.fn ?? undefined,
                onPick: () => void send('person.role', { person: person.id, role: 'sponsor' }),
              }))}
            />
          )}
          <p role="status" className={styles.refusal}>
            {refusal}
          </p>
        </>
      )}
    </section>
  )
}
