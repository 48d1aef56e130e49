// The agenda of a template with its minutes, each of which may be changed before the session starts.
import type { Step } from '../../shared/agenda.ts'
import { LIMITS } from '../../shared/limits.ts'
import { STEPS } from '../../shared/steps.ts'
import styles from './home.module.css'

export type AgendaMinutesProps = {
  readonly agenda: readonly Step[]
  readonly minutes: Readonly<Record<string, number>>
  readonly onChange: (minutes: Readonly<Record<string, number>>) => void
}

export function AgendaMinutes({ agenda, minutes, onChange }: AgendaMinutesProps) {
  const total = agenda.reduce((sum, step) => sum + (minutes[step.id] ?? step.minutes), 0)
  return (
    <fieldset className={styles.agenda}>
      <legend>
        The agenda, {Math.floor(total / 60) > 0 ? `${Math.floor(total / 60)} h ` : ''}
        {total % 60} min
      </legend>
      <ol>
        {agenda.map((step) => (
          <li key={step.id}>
            <span className={styles.step}>
              <strong>{step.title}</strong>
              <small>{STEPS[step.kind].says}</small>
            </span>
            <label>
              <span className="visually-hidden">Minutes for {step.title}</span>
              <input
                type="number"
                inputMode="numeric"
                min={0}
                max={LIMITS.minutes}
                value={minutes[step.id] ?? step.minutes}
                onChange={(event) =>
                  onChange({
                    ...minutes,
                    [step.id]: Math.min(LIMITS.minutes, Math.max(0, Math.round(Number(event.target.value) || 0))),
                  })
                }
              />
              <span aria-hidden="true">min</span>
            </label>
          </li>
        ))}
      </ol>
    </fieldset>
  )
}
