// The agenda as a rail: where the session is, where it can go, and the agenda itself changed by hand or by keys.
import { type DragEvent, type KeyboardEvent, useState } from 'react'
import type { Step } from '../../shared/agenda.ts'
import { Button } from '../ui/button.tsx'
import type { ScreenProps } from './console.ts'
import styles from './rail.module.css'
import { RailEdit } from './rail-edit.tsx'
import { RailInsert } from './rail-insert.tsx'
import { RailStep } from './rail-step.tsx'
import type { StepGo } from './step-go.tsx'
import { useCommand } from './use-command.ts'

/** `insert`: after this step; `edit`: this step. */
type Form = { readonly is: 'insert' | 'edit'; readonly step: Step }

export function Rail({ console, view, stepGo }: ScreenProps & { readonly stepGo: StepGo }) {
  const [form, setForm] = useState<Form | null>(null)
  const [dragged, setDragged] = useState<string | null>(null)
  const [over, setOver] = useState<string | null>(null)
  const { send, refusal } = useCommand(console)
  const { agenda } = view
  const live = view.status === 'live'
  const lastBeforeClose = agenda.at(-2) ?? agenda[0]
  const drop = (after: string) => {
    if (dragged !== null && dragged !== after) void send('step.move', { step: dragged, after })
    setDragged(null)
    setOver(null)
  }
  const dragging = (step: Step) =>
    live && !isEnd(step)
      ? {
          draggable: true,
          onDragStart: (event: DragEvent) => {
            event.dataTransfer.effectAllowed = 'move'
            event.dataTransfer.setData('text/plain', step.title)
            setDragged(step.id)
          },
          onDragEnd: () => {
            setDragged(null)
            setOver(null)
          },
        }
      : {}
  return (
    <nav className={styles.rail} aria-label="Agenda" onKeyDown={walk}>
      <div className={styles.head}>
        <h2>Agenda</h2>
        <p className="quiet">{ahead(view.agenda)}</p>
      </div>
      <ol className={styles.steps}>
        {agenda.map(({ step, state }, at) => (
          <li
            key={step.id}
            className={styles.line}
            data-state={state}
            data-dragged={dragged === step.id || undefined}
            data-over={over === step.id || undefined}
            {...dragging(step)}
            onDragOver={(event) => {
              if (dragged === null || step.kind === 'close') return
              event.preventDefault()
              setOver(step.id)
            }}
            onDrop={(event) => {
              if (dragged === null) return
              event.preventDefault()
              drop(step.id)
            }}
          >
            <RailStep
              console={console}
              view={view}
              step={step}
              state={state}
              before={at >= 2 && !isEnd(step) ? (agenda[at - 2]?.step.id ?? null) : null}
              after={!isEnd(step) && agenda[at + 1]?.step.kind !== 'close' ? (agenda[at + 1]?.step.id ?? null) : null}
              stepGo={stepGo}
              onEdit={() => setForm({ is: 'edit', step })}
              onInsert={() => setForm({ is: 'insert', step })}
            />
          </li>
        ))}
      </ol>
      <p className={styles.refusal} role="status">
        {refusal}
      </p>
      {live && lastBeforeClose !== undefined && (
        <Button
          kind="quiet"
          size="s"
          onClick={() => setForm({ is: 'insert', step: view.step.kind === 'close' ? lastBeforeClose.step : view.step })}
        >
          Insert a step after this one
        </Button>
      )}
      <RailInsert
        open={form?.is === 'insert'}
        onClose={() => setForm(null)}
        console={console}
        after={form?.step ?? view.step}
      />
      <RailEdit
        open={form?.is === 'edit'}
        onClose={() => setForm(null)}
        console={console}
        step={form?.step ?? view.step}
      />
    </nav>
  )
}

/** Every agenda begins with the lobby and ends with the close; neither moves. */
function isEnd(step: Step): boolean {
  return step.kind === 'lobby' || step.kind === 'close'
}

function ahead(agenda: ScreenProps['view']['agenda']): string {
  const now = agenda.findIndex((line) => line.state === 'now')
  const minutes = agenda
    .slice(now + 1)
    .reduce((sum, line) => sum + (line.state === 'skipped' ? 0 : line.step.minutes), 0)
  if (minutes === 0) return 'Nothing more ahead'
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return `${[hours > 0 ? `${hours} h` : '', rest > 0 ? `${rest} min` : ''].filter((part) => part !== '').join(' ')} ahead`
}

/** Arrow keys along the steps; each is reached by Tab too. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  if (!(event.target instanceof HTMLElement) || event.target.dataset.rail === undefined) return
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-rail]')]
  const at = all.indexOf(event.target)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key]
  if (to === undefined) return
  event.preventDefault()
  all[to]?.focus()
}
