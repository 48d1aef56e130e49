// Two doors and three sentences.
import { type FormEvent, useState } from 'react'
import type { Created } from '../../shared/protocol.ts'
import { REFUSALS } from '../../shared/refusals.ts'
import { parseCode } from '../../shared/room-code.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { RangeBar } from '../ui/range-bar.tsx'
import { Wordmark } from '../ui/wordmark.tsx'
import { CreateForm } from './create-form.tsx'
import { CreatedPage } from './created-page.tsx'
import styles from './home.module.css'
import { ImportBoard } from './import-board.tsx'
import { Recent } from './recent.tsx'
import { rememberSession } from './recent-sessions.ts'

type Face =
  | { readonly is: 'doors' }
  | { readonly is: 'create' }
  | { readonly is: 'created'; readonly created: Created; readonly title: string; readonly fromFile: boolean }

export function Home() {
  const [face, setFace] = useState<Face>({ is: 'doors' })
  const enter = (fromFile: boolean) => (created: Created, title: string) => {
    rememberSession({ session: created.session, secret: created.secret, title })
    setFace({ is: 'created', created, title, fromFile })
  }
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <Wordmark size="l" />
      </header>
      {face.is === 'doors' && <Doors onStart={() => setFace({ is: 'create' })} onCreated={enter(true)} />}
      {face.is === 'create' && <CreateForm onBack={() => setFace({ is: 'doors' })} onCreated={enter(false)} />}
      {face.is === 'created' && <CreatedPage {...face} />}
    </div>
  )
}

type DoorsProps = {
  readonly onStart: () => void
  readonly onCreated: (created: Created, title: string) => void
}

function Doors({ onStart, onCreated }: DoorsProps) {
  return (
    <main className={styles.main} data-step="home">
      <div className={styles.idea}>
        <h1>Alignment is built, not assumed.</h1>
        <p className={styles.say}>
          People write what is usually left unsaid, without their names. Rooms turn it into commitments. A commitment
          stands when 80% are clear enough to act and committed to it.
        </p>
        <RangeBar
          level="counts"
          verdict="reached"
          of={20}
          counted={16}
          silent={2}
          target={80}
          zone="high"
          size="m"
          label="An example: 16 of 20 people are clear and committed, 2 were silent"
        />
      </div>
      <div className={styles.doors}>
        <Join />
        <section className={styles.door} aria-labelledby="start">
          <h2 id="start">Start a session</h2>
          <p>
            You drive from this laptop; everyone else joins with a phone on the same wifi. No accounts, no internet.
          </p>
          <Button kind="primary" size="l" wide onClick={onStart}>
            Start a session
          </Button>
          <ImportBoard onCreated={onCreated} />
        </section>
      </div>
      <Recent />
      <p className="quiet">
        <a href="/anonymity">How this stays anonymous</a>
      </p>
    </main>
  )
}

function Join() {
  const [code, setCode] = useState('')
  const [error, setError] = useState<string | null>(null)
  const join = (event: FormEvent) => {
    event.preventDefault()
    const parsed = parseCode(code)
    if (parsed === null) setError(REFUSALS['bad-code'].say)
    else location.assign(`/j/${parsed}`)
  }
  return (
    <section className={styles.door} aria-labelledby="join">
      <h2 id="join">Join a session</h2>
      <form className={styles.form} onSubmit={join}>
        <Field
          label="Room code"
          value={code}
          error={error}
          onChange={(next) => {
            setCode(next)
            setError(null)
          }}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
        />
        <Button size="l" wide type="submit">
          Join
        </Button>
      </form>
    </section>
  )
}
