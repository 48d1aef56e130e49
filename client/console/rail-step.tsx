// One line of the agenda: a click goes there, its menu changes it.
import type { Step } from '../../shared/agenda.ts'
import { STEPS } from '../../shared/steps.ts'
import type { ConsoleView } from '../../shared/views.ts'
import { Menu, type MenuItem } from '../ui/menu.tsx'
import type { ScreenProps } from './console.ts'
import styles from './rail.module.css'
import type { StepGo } from './step-go.tsx'
import { HAS_ROUNDS } from './step-rounds.ts'
import { useCommand } from './use-command.ts'

export type RailStepProps = ScreenProps & {
  readonly step: Step
  readonly state: ConsoleView['agenda'][number]['state']
  /** The step it would stand after when moved up, or down; null when it cannot. */
  readonly before: string | null
  readonly after: string | null
  readonly stepGo: StepGo
  readonly onEdit: () => void
  readonly onInsert: () => void
}

const STATE_WORDS = { ahead: '', now: 'now', done: 'done', skipped: 'skipped' } as const

export function RailStep(props: RailStepProps) {
  const { console, view, step, stepGo } = props
  const { send, refusal } = useCommand(console)
  const live = view.status === 'live'
  const state = !live && props.state === 'now' ? 'done' : props.state
  const meta = [STEPS[step.kind].label, step.minutes > 0 ? `${step.minutes} min` : '', STATE_WORDS[state]]
    .filter((part) => part !== '')
    .join(' · ')
  const says = stepGo.refused?.step === step.id ? stepGo.refused.says : refusal
  return (
    <>
      <div className={styles.both}>
        <button
          type="button"
          data-rail=""
          className={styles.go}
          aria-current={state === 'now' ? 'step' : undefined}
          aria-disabled={!live || undefined}
          onClick={() => live && stepGo.go(step.id)}
        >
          <span className={styles.sign} aria-hidden="true">
            <Sign state={state} />
          </span>
          <span className={styles.words}>
            <span className={styles.title}>{step.title}</span>
            <span className={styles.meta}>{meta}</span>
          </span>
        </button>
        {live && (
          <Menu label={<Dots />} name={`Change “${step.title}”`} size="s" align="end" items={itemsOf(props, send)} />
        )}
      </div>
      <p className={styles.refusal} role="status">
        {says}
      </p>
    </>
  )
}

function itemsOf(
  { view, step, state, before, after, stepGo, onEdit, onInsert }: RailStepProps,
  send: ReturnType<typeof useCommand>['send'],
): MenuItem[] {
  const end = step.kind === 'lobby' || step.kind === 'close'
  const begun = state === 'now' || state === 'done' || view.rounds.some((round) => round.step === step.id)
  const items: (MenuItem | null)[] = [
    state === 'now' ? null : { label: 'Go here', onPick: () => stepGo.go(step.id) },
    state !== 'ahead' && state !== 'skipped' && HAS_ROUNDS.has(step.kind)
      ? {
          label: 'Open again',
          note: 'Goes here with a fresh round',
          onPick: () => stepGo.reopen(step.id),
        }
      : null,
    { label: 'Title, minutes, prompt', ...(step.kind === 'ask' ? { note: 'And the questions' } : {}), onPick: onEdit },
    end || state === 'now'
      ? null
      : {
          label: state === 'skipped' ? 'Take it back in' : 'Skip',
          onPick: () => void send('step.skip', { step: step.id, skip: state !== 'skipped' }),
        },
    before === null
      ? null
      : { label: 'Move up', onPick: () => void send('step.move', { step: step.id, after: before }) },
    after === null ? null : { label: 'Move down', onPick: () => void send('step.move', { step: step.id, after }) },
    step.kind === 'close' ? null : { label: 'Insert a step after it', onPick: onInsert },
    end || begun ? null : { label: 'Remove', danger: true, onPick: () => void send('step.remove', { step: step.id }) },
  ]
  return items.filter((item) => item !== null)
}

function Dots() {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <circle cx="3" cy="8" r="1.4" fill="currentColor" />
      <circle cx="8" cy="8" r="1.4" fill="currentColor" />
      <circle cx="13" cy="8" r="1.4" fill="currentColor" />
    </svg>
  )
}

function Sign({ state }: { readonly state: RailStepProps['state'] }) {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      {state === 'done' && (
        <path
          d="m3 8.5 3.2 3.2L13 4.8"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      )}
      {state === 'now' && (
        <path
          d="M5 3.5 12 8l-7 4.5z"
          fill="currentColor"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinejoin="round"
        />
      )}
      {state === 'ahead' && <circle cx="8" cy="8" r="4" fill="none" stroke="currentColor" strokeWidth="1.5" />}
      {state === 'skipped' && <path d="M4 8h8" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />}
    </svg>
  )
}
