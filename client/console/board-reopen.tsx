// Opening a decided commitment again, on purpose: first what stands, by how many and giving up what, then what is new.
import { type FormEvent, useState } from 'react'
import { LIMITS } from '../../shared/limits.ts'
import type { CommitmentView } from '../../shared/views.ts'
import { Button } from '../ui/button.tsx'
import { decidedWords } from '../ui/commitment-life-history.tsx'
import { askings } from '../ui/commitment-life-trend.tsx'
import { Field } from '../ui/field.tsx'
import { Sheet } from '../ui/sheet.tsx'
import styles from './afterwards.module.css'
import type { ScreenProps } from './console.ts'
import { useCommand } from './use-command.ts'

export type BoardReopenProps = Pick<ScreenProps, 'console'> & { readonly commitment: CommitmentView }

/** Nothing before everybody was asked, here or where the board came from. */
export function BoardReopen({ console, commitment }: BoardReopenProps) {
  const [asking, setAsking] = useState(false)
  const decided = askings(commitment).at(-1)
  if (decided === undefined) return null
  return (
    <>
      <Button size="s" kind="quiet" onClick={() => setAsking(true)}>
        Open it again
      </Button>
      <Sheet open={asking} onClose={() => setAsking(false)} title="Open it again?">
        <Reopen
          console={console}
          commitment={commitment}
          was={decidedWords(commitment, decided.id) ?? ''}
          onDone={() => setAsking(false)}
        />
      </Sheet>
    </>
  )
}

function Reopen({
  console,
  commitment,
  was,
  onDone,
}: BoardReopenProps & { readonly was: string; readonly onDone: () => void }) {
  const { send, busy, refusal } = useCommand(console)
  const [why, setWhy] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const past = commitment.pursuit.reopened.length
    void send('commitment.reopen', { commitment: commitment.id, why, past }).then((done) => done && onDone())
  }
  return (
    <form className={styles.part} onSubmit={submit} noValidate>
      <p className={styles.was}>{was}</p>
      <Field
        label="What is new since then?"
        hint="A fact that was not known, or has changed. What stood and what is new both stay on record."
        value={why}
        onChange={setWhy}
        rows={3}
        max={LIMITS.field}
        error={refusal}
      />
      <div className="row" data-gap="2">
        <Button type="submit" kind="primary" busy={busy}>
          Open it again
        </Button>
        <Button kind="quiet" onClick={onDone}>
          Leave it decided
        </Button>
      </div>
    </form>
  )
}
