// A step that was not planned: its kind, its words, and the settings of that kind.
import { type FormEvent, useState } from 'react'
import type { Question, Step, StepKind } from '../../shared/agenda.ts'
import { CARD_KINDS, type CardKind } from '../../shared/card-kinds.ts'
import { LIMITS } from '../../shared/limits.ts'
import { STEPS } from '../../shared/steps.ts'
import { randomId } from '../state/random.ts'
import { Button } from '../ui/button.tsx'
import { Chips } from '../ui/chips.tsx'
import { Choice } from '../ui/choice.tsx'
import { Field } from '../ui/field.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { AskEditor, blankQuestion, tidyQuestions } from './ask-editor.tsx'
import type { Console } from './console.ts'
import { useCommand } from './use-command.ts'

type Insertable = Exclude<StepKind, 'lobby' | 'close'>
const KINDS: readonly Insertable[] = ['frame', 'ask', 'write', 'discuss', 'gather', 'draft', 'ballot', 'board']
const CARDS = Object.keys(CARD_KINDS) as readonly CardKind[]

export type RailInsertProps = {
  readonly open: boolean
  readonly onClose: () => void
  readonly console: Console
  readonly after: Step
}

export function RailInsert({ open, onClose, console, after }: RailInsertProps) {
  return (
    <Sheet open={open} onClose={onClose} title={`Insert a step after “${after.title}”`} place="side">
      <InsertForm console={console} after={after} onDone={onClose} />
    </Sheet>
  )
}

function InsertForm({
  console,
  after,
  onDone,
}: Pick<RailInsertProps, 'console' | 'after'> & { readonly onDone: () => void }) {
  const { send, busy, refusal } = useCommand(console)
  const [id] = useState(randomId)
  const [kind, setKind] = useState<Insertable>('ask')
  const [title, setTitle] = useState('')
  const [minutes, setMinutes] = useState<string | null>(null)
  const [prompt, setPrompt] = useState('')
  const [questions, setQuestions] = useState<readonly Question[]>(() => [blankQuestion()])
  const [quota, setQuota] = useState('3')
  const [kinds, setKinds] = useState<readonly CardKind[]>(['tradeoff', 'constraint', 'staffing', 'unknown'])
  const [target, setTarget] = useState('80')
  const row = STEPS[kind]
  const insert = async (event: FormEvent) => {
    event.preventDefault()
    const base = {
      id,
      title: title.trim() === '' ? row.label : title.trim(),
      minutes: within(minutes ?? String(row.minutes), 0, LIMITS.minutes, row.minutes),
      prompt: prompt.trim(),
      group: row.group,
    }
    const step: Step =
      kind === 'ask'
        ? { ...base, kind, settings: { questions: tidyQuestions(questions) } }
        : kind === 'write'
          ? {
              ...base,
              kind,
              settings: {
                quota: within(quota, 1, LIMITS.quota, 3),
                kinds: kinds.length === 0 ? ['note'] : [...kinds],
                strict: false,
              },
            }
          : kind === 'discuss'
            ? { ...base, kind, settings: { afterthoughts: 1 } }
            : kind === 'ballot'
              ? { ...base, kind, settings: { target: within(target, 50, 100, 80) } }
              : { ...base, kind, settings: {} }
    if (await send('step.insert', { step, after: after.id })) onDone()
  }
  return (
    <form className="stack" onSubmit={(event) => void insert(event)} noValidate>
      <Choice
        legend="What kind of step"
        layout="tiles"
        options={KINDS.map((one) => ({ value: one, label: STEPS[one].label, note: STEPS[one].says }))}
        value={kind}
        onChange={setKind}
      />
      <Field label="Title" optional value={title} onChange={setTitle} max={LIMITS.title} placeholder={row.label} />
      <Field
        label="Minutes"
        type="number"
        inputMode="numeric"
        min={0}
        value={minutes ?? String(row.minutes)}
        onChange={setMinutes}
      />
      <Field
        label="Prompt"
        optional
        rows={2}
        value={prompt}
        onChange={setPrompt}
        max={LIMITS.prompt}
        hint="The one sentence that phones and the projector show."
      />
      {kind === 'ask' && <AskEditor questions={questions} onChange={setQuestions} />}
      {kind === 'write' && (
        <>
          <Field label="Cards a person" type="number" inputMode="numeric" min={1} value={quota} onChange={setQuota} />
          <Chips
            legend="Kinds of card"
            options={CARDS.map((one) => ({ value: one, label: CARD_KINDS[one].label }))}
            value={kinds}
            onChange={setKinds}
          />
        </>
      )}
      {kind === 'ballot' && (
        <Field
          label="Reached at (percent)"
          type="number"
          inputMode="numeric"
          min={50}
          value={target}
          onChange={setTarget}
        />
      )}
      <Button kind="primary" type="submit" busy={busy} refusal={refusal}>
        Insert it
      </Button>
    </form>
  )
}

export function within(typed: string, low: number, high: number, otherwise: number): number {
  const number = Math.round(Number(typed))
  return typed.trim() === '' || !Number.isFinite(number) ? otherwise : Math.min(high, Math.max(low, number))
}
