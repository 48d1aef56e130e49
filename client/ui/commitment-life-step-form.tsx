// A small step worded anew, moved to another day, or taken away: asked for first, since nobody can take that back with a tap.
import { type FormEvent, useState } from 'react'
import { LIMITS } from '../../shared/limits.ts'
import { Button } from './button.tsx'
import { type Act, useAct } from './commitment-life.ts'
import controls from './commitment-life-controls.module.css'
import { Field } from './field.tsx'

export type StepFormProps = {
  readonly commitment: string
  readonly step: { readonly id: string; readonly text: string; readonly by: string | null }
  readonly onDone: () => void
}

export function StepForm({ commitment, step, onDone }: StepFormProps) {
  const { act, busy, refusal } = useAct()
  const [text, setText] = useState(step.text)
  const [by, setBy] = useState(step.by ?? '')
  const then = (done: ReturnType<Act['act']>) => void done.then((was) => was && onDone())
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() !== '') then(act('smallstep.put', { commitment, step: step.id, text, by: by === '' ? null : by }))
  }
  return (
    <form className={controls.add} onSubmit={save} noValidate>
      <Field label="Small step" value={text} onChange={setText} max={LIMITS.field} rows={1} say error={refusal} />
      <Field label="By" optional type="date" value={by} onChange={setBy} />
      <div className={controls.buttons}>
        <Button type="submit" size="s" kind="primary" busy={busy} disabled={text.trim() === ''}>
          Save
        </Button>
        <Button size="s" kind="quiet" onClick={onDone}>
          Cancel
        </Button>
        <Button
          size="s"
          kind="quiet"
          busy={busy}
          onClick={() => then(act('smallstep.remove', { commitment, step: step.id }))}
        >
          Take it away
        </Button>
      </div>
    </form>
  )
}
