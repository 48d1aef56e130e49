// The words of the session itself: its title, the statement to align on, the goal.
import { type FormEvent, useState } from 'react'
import { LIMITS } from '../../shared/limits.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Sheet } from '../ui/sheet.tsx'
import type { ScreenProps } from './console.ts'
import { useCommand } from './use-command.ts'

export type ShellWordsProps = ScreenProps & { readonly open: boolean; readonly onClose: () => void }

export function ShellWords({ open, onClose, ...props }: ShellWordsProps) {
  return (
    <Sheet open={open} onClose={onClose} title="Title, statement, goal" place="side" focus="field">
      <WordsForm {...props} onSaved={onClose} />
    </Sheet>
  )
}

export function WordsForm({ console, view, onSaved }: ScreenProps & { readonly onSaved: () => void }) {
  const { send, busy, refusal } = useCommand(console)
  const [title, setTitle] = useState(view.title)
  const [statement, setStatement] = useState(view.statement)
  const [goal, setGoal] = useState(view.goal)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (await send('session.edit', { title: title.trim(), statement: statement.trim(), goal: goal.trim() })) onSaved()
  }
  return (
    <form className="stack" onSubmit={(event) => void save(event)} noValidate>
      <Field label="Title" value={title} onChange={setTitle} max={LIMITS.title} />
      <Field
        label="The statement to align on"
        say
        rows={4}
        value={statement}
        onChange={setStatement}
        max={LIMITS.statement}
        hint="One or two sentences that people would repeat to their teams."
      />
      <Field label="Goal of the day" optional rows={2} value={goal} onChange={setGoal} max={LIMITS.goal} />
      <Button kind="primary" type="submit" busy={busy} refusal={refusal}>
        Save
      </Button>
    </form>
  )
}
