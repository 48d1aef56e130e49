// Starting a session: a template, what is to be aligned on, and how long each step takes.
import { type FormEvent, useState } from 'react'
import { LIMITS } from '../../shared/limits.ts'
import type { Created } from '../../shared/protocol.ts'
import { sayRefusal } from '../../shared/refusals.ts'
import { TEMPLATES } from '../../shared/templates/all.ts'
import { createSession } from '../state/join.ts'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { Field } from '../ui/field.tsx'
import { AgendaMinutes } from './agenda-minutes.tsx'
import styles from './home.module.css'

const FUNCTIONS = 'Sales, Product, Engineering, Operations, Finance, People'
const LEVELS = 'Lead, Manager, Director'
const ROBOTS = 12

export function CreateForm({
  onBack,
  onCreated,
}: {
  readonly onBack: () => void
  readonly onCreated: (created: Created, title: string) => void
}) {
  const [chosen, setChosen] = useState(TEMPLATES[0]?.id ?? '')
  const template = TEMPLATES.find((one) => one.id === chosen) ?? TEMPLATES[0]
  const [title, setTitle] = useState('')
  const [statement, setStatement] = useState('')
  const [goal, setGoal] = useState('')
  const [roomSize, setRoomSize] = useState(String(template?.roomSize ?? 5))
  const [minutes, setMinutes] = useState<Readonly<Record<string, number>>>({})
  const [functions, setFunctions] = useState(FUNCTIONS)
  const [levels, setLevels] = useState(LEVELS)
  const [robots, setRobots] = useState(false)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  if (template === undefined) return null
  const size = Number(roomSize)
  const sizeFits = Number.isInteger(size) && size >= 2 && size <= 12
  const complete = title.trim() !== '' && statement.trim() !== '' && sizeFits
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!complete) return
    setBusy(true)
    setRefusal(null)
    const result = await createSession({
      template: template.id,
      title: title.trim(),
      statement: statement.trim(),
      goal: goal.trim() === '' ? template.goal : goal.trim(),
      roomSize: size,
      minutes: { ...minutes },
      functions: listOf(functions),
      levels: listOf(levels),
      robots: robots ? ROBOTS : 0,
    })
    setBusy(false)
    if (result.ok) onCreated(result.data, title.trim())
    else setRefusal(sayRefusal(result.refusal))
  }
  return (
    <main className={styles.main} data-step="create">
      <h1>Start a session</h1>
      <form className={styles.create} onSubmit={submit} noValidate>
        <div className={styles.form}>
          <Choice
            legend="Agenda"
            options={TEMPLATES.map((one) => ({ value: one.id, label: one.title, note: one.summary }))}
            value={template.id}
            onChange={(id) => {
              setChosen(id)
              setMinutes({})
              setRoomSize(String(TEMPLATES.find((one) => one.id === id)?.roomSize ?? 5))
            }}
          />
          <Field
            label="Title"
            value={title}
            onChange={setTitle}
            max={LIMITS.title}
            error={tried && title.trim() === '' ? 'How will people know this session? A few words.' : null}
            placeholder="Leadership offsite, spring"
          />
          <Field
            label="The statement to align on"
            hint="One or two sentences that people would repeat to their teams."
            value={statement}
            onChange={setStatement}
            rows={3}
            say
            max={LIMITS.statement}
            error={
              tried && statement.trim() === ''
                ? 'Alignment on what? Write the sentence that is to be aligned on.'
                : null
            }
          />
          <Field
            label="Goal of the day"
            optional
            value={goal}
            onChange={setGoal}
            max={LIMITS.goal}
            placeholder={template.goal}
          />
          <Field
            label="People in a room"
            type="number"
            inputMode="numeric"
            min={2}
            value={roomSize}
            onChange={setRoomSize}
            error={sizeFits ? null : 'From 2 to 12.'}
            hint="Five or six is best: few enough to listen, enough to hide among."
          />
          <Field
            label="Functions to choose from"
            optional
            value={functions}
            onChange={setFunctions}
            hint="With commas between them. Used to mix rooms; empty asks nobody."
          />
          <Field
            label="Levels to choose from"
            optional
            value={levels}
            onChange={setLevels}
            hint="With commas between them. Used to mix rooms; empty asks nobody."
          />
          <label className={styles.check}>
            <input type="checkbox" checked={robots} onChange={(event) => setRobots(event.target.checked)} />
            <span>
              Rehearse with robots
              <small>{ROBOTS} simulated people join, write, discuss and answer, so that you can practise.</small>
            </span>
          </label>
          <div className={styles.actions}>
            <Button kind="primary" size="l" type="submit" busy={busy} refusal={refusal}>
              Create the session
            </Button>
            <Button kind="quiet" onClick={onBack}>
              Back
            </Button>
          </div>
          {tried && !complete && (
            <p role="alert" className={styles.missing}>
              Something is missing above.
            </p>
          )}
        </div>
        <AgendaMinutes agenda={template.agenda} minutes={minutes} onChange={setMinutes} />
      </form>
    </main>
  )
}

function listOf(typed: string): string[] {
  const names = typed
    .split(/[,;\n]/)
    .map((name) => name.trim().slice(0, LIMITS.label))
    .filter((name) => name !== '')
  return [...new Set(names)].slice(0, LIMITS.lists)
}
