// Reminders by e-mail, for whoever wants them: their own address, kept for nothing else, and written to once they said yes there.
import { type FormEvent, useState } from 'react'
import { CONFIRMS, LIMITS } from '../../shared/limits.ts'
import type { PhoneMine } from '../../shared/views.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { useCommand } from './phone-context.ts'
import styles from './shell.module.css'

type Mine = NonNullable<PhoneMine['reminders']>

export function BoardReminder({ reminders }: { readonly reminders: PhoneMine['reminders'] }) {
  const [isChanging, setChanging] = useState(false)
  const done = () => setChanging(false)
  return (
    <section className={styles.panel} aria-labelledby="reminder">
      <h2 id="reminder">Remind me</h2>
      {reminders === null ? (
        <Address key="first" onDone={done} />
      ) : isChanging ? (
        <Address key="other" before={reminders} onDone={done} />
      ) : (
        <Given mine={reminders} onChange={() => setChanging(true)} />
      )}
    </section>
  )
}

function Address({ before, onDone }: { readonly before?: Mine; readonly onDone: () => void }) {
  const { send, busy, refusal } = useCommand()
  const [typed, setTyped] = useState('')
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (typed.trim() !== '' && !busy)
      void send('reminder.set', { address: typed.trim() }).then((isSet) => isSet && onDone())
  }
  return (
    <form className={styles.stack} onSubmit={save} noValidate>
      <Field
        label={before === undefined ? 'Your e-mail address' : 'Your other e-mail address'}
        hint={
          before === undefined
            ? 'First comes one mail with a link to say yes. Then one when a check-in opens and when something of yours is due. Nobody here sees your address; every mail can stop them.'
            : `It takes the place of ${before.address}. Nothing comes until you followed the link in the mail to the new one.`
        }
        type="email"
        value={typed}
        onChange={setTyped}
        max={LIMITS.address}
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus={before !== undefined}
        error={refusal}
      />
      <div className={styles.row}>
        <Button type="submit" busy={busy} disabled={typed.trim() === ''}>
          {before === undefined ? 'Remind me' : 'Use this one'}
        </Button>
        {before !== undefined && (
          <Button kind="quiet" onClick={onDone}>
            Keep it as it is
          </Button>
        )}
      </div>
    </form>
  )
}

function Given({ mine, onChange }: { readonly mine: Mine; readonly onChange: () => void }) {
  const { send, busy, refusal } = useCommand()
  const { address, confirmed, asked } = mine
  return (
    <>
      <div className={styles.tight} role="status">
        {confirmed ? (
          <p>
            Reminders go to <strong className={styles.whole}>{address}</strong>.
          </p>
        ) : (
          <Waiting mine={mine} />
        )}
      </div>
      {refusal !== null && <Notice tone="warn">{refusal}</Notice>}
      <div className={styles.row}>
        {!confirmed && asked !== 'sending' && (
          <Button busy={busy} onClick={() => void send('reminder.set', { address })}>
            {asked === 'failed' ? 'Try again' : 'Send it again'}
          </Button>
        )}
        <Button kind="quiet" onClick={onChange}>
          Another address
        </Button>
        <Button kind="quiet" busy={busy} onClick={() => void send('reminder.set', { address: null })}>
          {confirmed ? 'No more reminders' : 'No reminders'}
        </Button>
      </div>
    </>
  )
}

function Waiting({ mine: { address, asked } }: { readonly mine: Mine }) {
  if (asked === 'sending')
    return (
      <p>
        We are writing to <strong className={styles.whole}>{address}</strong>…
      </p>
    )
  if (asked === 'failed')
    return (
      <p>
        We could not write to <strong className={styles.whole}>{address}</strong>. Is it spelt right?
      </p>
    )
  return (
    <>
      <p>
        We wrote to <strong className={styles.whole}>{address}</strong>. Follow the link in it, then reminders come.
      </p>
      <p className={styles.small}>
        Not there? Look among unwanted mail too; {CONFIRMS.pause / 60_000} minutes after it, it can be sent again.
        Nothing else comes before; after {CONFIRMS.days} days the address is deleted.
      </p>
    </>
  )
}
