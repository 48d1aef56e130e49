// "What is different now?": one sentence that anybody could check, and whether it was so the last time its owner looked.
import { type ReactNode, useState } from 'react'
import { LIMITS } from '../../shared/limits.ts'
import type { CommitmentView } from '../../shared/views.ts'
import { Button } from './button.tsx'
import styles from './commitment-life.module.css'
import { mayChange, useAct, useLife } from './commitment-life.ts'
import controls from './commitment-life-controls.module.css'
import { Field } from './field.tsx'
import { lookedWords } from './what-is-different.ts'

export type LifeDifferentProps = {
  readonly commitment: CommitmentView
  /** Where the question is a page's own heading, which commitment this is. */
  readonly heading?: ReactNode
}

export function LifeDifferent({ commitment, heading }: LifeDifferentProps) {
  const life = useLife()
  const asked = heading !== undefined
  const { act, busy, refusal } = useAct()
  const [typed, setTyped] = useState<string | null>(null)
  const { different, seen } = commitment.pursuit
  const may = mayChange(life, commitment)
  if (different === '' && !may) return null
  const look = (yes: boolean) => void act('different.seen', { commitment: commitment.id, yes })
  return (
    <div className={styles.part} data-asked={asked || undefined}>
      {heading ?? <h4 className={styles.heading}>What is different now?</h4>}
      {different !== '' && typed === null && (
        <>
          <p className={styles.say}>{different}</p>
          <p className={styles.soft}>{lookedWords(seen, life.now)}</p>
        </>
      )}
      {may && typed === null && (
        <div className={controls.buttons}>
          {different !== '' && (
            <>
              <Button size="s" busy={busy} aria-pressed={seen?.yes === true} onClick={() => look(true)}>
                It is so
              </Button>
              <Button size="s" busy={busy} aria-pressed={seen?.yes === false} onClick={() => look(false)}>
                Not yet
              </Button>
            </>
          )}
          <Button size="s" kind={asked && different === '' ? 'secondary' : 'quiet'} onClick={() => setTyped(different)}>
            {different === '' ? 'Say what will be different' : 'Change the sentence'}
          </Button>
        </div>
      )}
      {may && typed !== null && (
        <form
          className={controls.add}
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            void act('different.set', { commitment: commitment.id, text: typed }).then((done) => done && setTyped(null))
          }}
        >
          <Field
            label="What will anybody be able to see?"
            hint="A new behaviour, not a plan: “Requests get an answer on the same day.”"
            value={typed}
            onChange={setTyped}
            max={LIMITS.field}
            rows={2}
            say
            autoFocus
          />
          <div className={controls.buttons}>
            <Button
              type="submit"
              size="s"
              kind="primary"
              busy={busy}
              disabled={typed.trim() === '' && different === ''}
            >
              Save
            </Button>
            <Button size="s" kind="quiet" onClick={() => setTyped(null)}>
              Cancel
            </Button>
          </div>
        </form>
      )}
      <p className={controls.refused} role="status">
        {refusal}
      </p>
    </div>
  )
}
