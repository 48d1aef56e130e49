// A step's words: title, minutes, prompt; and the questions of an ask.
import { type FormEvent, useState } from 'react'
import type { Question, Step } from '../../shared/agenda.ts'
import { LIMITS } from '../../shared/limits.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { AskEditor, tidyQuestions } from './ask-editor.tsx'
import type { Console } from './console.ts'
import { within } from './rail-insert.tsx'
import { useCommand } from './use-command.ts'

export type RailEditProps = {
  readonly open: boolean
  readonly onClose: () => void
  readonly console: Console
  readonly step: Step
}

export function RailEdit({ open, onClose, console, step }: RailEditProps) {
  return (
    <Sheet open={open} onClose={onClose} title={`Change “${step.title}”`} place="side" focus="field">
      <div className="stack" data-gap="6">
        <EditForm console={console} step={step} onDone={onClose} />
        {step.kind === 'ask' && (
          <QuestionsForm console={console} step={step.id} questions={step.settings.questions} onDone={onClose} />
        )}
      </div>
    </Sheet>
  )
}

type FormProps = { readonly console: Console; readonly onDone: () => void }

function EditForm({ console, step, onDone }: FormProps & { readonly step: Step }) {
  const { send, busy, refusal } = useCommand(console)
  const [title, setTitle] = useState(step.title)
  const [minutes, setMinutes] = useState(String(step.minutes))
  const [prompt, setPrompt] = useState(step.prompt)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const done = await send('step.edit', {
      step: step.id,
      title: title.trim(),
      minutes: within(minutes, 0, LIMITS.minutes, step.minutes),
      prompt: prompt.trim(),
    })
    if (done) onDone()
  }
  return (
    <form className="stack" onSubmit={(event) => void save(event)} noValidate>
      <Field label="Title" value={title} onChange={setTitle} max={LIMITS.title} />
      <Field
        label="Minutes"
        type="number"
        inputMode="numeric"
        min={0}
        value={minutes}
        onChange={setMinutes}
        hint="What is planned. A timer that runs is changed at the top."
      />
      <Field label="Prompt" optional rows={3} value={prompt} onChange={setPrompt} max={LIMITS.prompt} />
      <Button kind="primary" type="submit" busy={busy} refusal={refusal}>
        Save
      </Button>
    </form>
  )
}

function QuestionsForm({
  console,
  step,
  questions: before,
  onDone,
}: FormProps & { readonly step: string; readonly questions: readonly Question[] }) {
  const { send, busy, refusal } = useCommand(console)
  const [questions, setQuestions] = useState(before)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (await send('step.questions', { step, questions: tidyQuestions(questions) })) onDone()
  }
  return (
    <form className="stack" onSubmit={(event) => void save(event)} noValidate>
      <AskEditor questions={questions} onChange={setQuestions} />
      <Button kind="primary" type="submit" busy={busy} refusal={refusal}>
        Save the questions
      </Button>
    </form>
  )
}
