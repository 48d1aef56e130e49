// A reminder by e-mail, for whoever wants one: their own address, kept for nothing else.
import { type FormEvent, useState } from 'react'
import { LIMITS } from '../../shared/limits.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { useCommand } from './phone-context.ts'
import styles from './shell.module.css'

export function BoardReminder({ address }: { readonly address: string | null }) {
  const { send, busy, refusal } = useCommand()
  const [typed, setTyped] = useState('')
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (typed.trim() !== '') void send('reminder.set', { address: typed.trim() }).then((done) => done && setTyped(''))
  }
  return (
    <section className={styles.panel} aria-labelledby="reminder">
      <h2 id="reminder">Remind me</h2>
      {address === null ? (
        <form className={styles.stack} onSubmit={save} noValidate>
          <Field
            label="Your e-mail address"
            hint="One mail when a check-in opens and when something of yours is due. Nobody here sees it; every mail can stop them."
            type="email"
            value={typed}
            onChange={setTyped}
            max={LIMITS.address}
            autoComplete="email"
            autoCapitalize="none"
            error={refusal}
          />
          <div>
            <Button type="submit" busy={busy} disabled={typed.trim() === ''}>
              Remind me
            </Button>
          </div>
        </form>
      ) : (
        <>
          <p>
            Reminders go to <strong>{address}</strong>.
          </p>
          <div>
            <Button
              kind="quiet"
              busy={busy}
              refusal={refusal}
              onClick={() => void send('reminder.set', { address: null })}
            >
              No more reminders
            </Button>
          </div>
        </>
      )}
    </section>
  )
}
