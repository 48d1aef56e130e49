// The first small step and the next ones: what is done, by when the rest, and how many find the whole too big.

import { useState } from 'react'
import { goesOn } from '../../shared/board-lines.ts'
import type { CommitmentView } from '../../shared/views.ts'
import { Button } from './button.tsx'
import styles from './commitment-life.module.css'
import { mayChange, useAct, useLife } from './commitment-life.ts'
import { AddLine } from './commitment-life-add.tsx'
import controls from './commitment-life-controls.module.css'
import { dateWords, shortDay, today } from './commitment-life-days.ts'
import { StepForm } from './commitment-life-step-form.tsx'
import { Field } from './field.tsx'

export type StepLine = {
  /** Null: the first step. */
  readonly id: string | null
  readonly text: string
  readonly by: string | null
  readonly done: number | null
}

/** All steps in their order, the first one first; none that has no words. */
export function stepLines({ wording, firstStepBy, pursuit }: CommitmentView): readonly StepLine[] {
  const first = { id: null, text: wording.firstStep, by: firstStepBy, done: pursuit.firstStepDone }
  return [...(first.text === '' ? [] : [first]), ...pursuit.steps]
}

export function LifeSteps({ commitment }: { readonly commitment: CommitmentView }) {
  const life = useLife()
  const { act, busy, refusal } = useAct()
  const [day, setDay] = useState('')
  const may = mayChange(life, commitment)
  const steps = stepLines(commitment)
  if (steps.length === 0 && !may) return null
  return (
    <div className={styles.part}>
      <h4 className={styles.heading}>Small steps</h4>
      {steps.length === 0 && <p className={styles.soft}>None yet. What can be done within two weeks?</p>}
      <ul className={styles.lines}>
        {steps.map((step) => (
          <Line key={step.id ?? 'first'} commitment={commitment} step={step} may={may} />
        ))}
      </ul>
      {may && (
        <AddLine
          open={steps.length === 0 ? 'Add a first small step' : 'Add the next small step'}
          label="Next small step"
          hint="Small enough to be done within two weeks."
          button="Add step"
          busy={busy}
          refusal={refusal}
          onAdd={async (step, text) => {
            const added = await act('smallstep.put', { commitment: commitment.id, step, text, by: day || null })
            if (added) setDay('')
            return added
          }}
        >
          <Field label="By" optional type="date" value={day} onChange={setDay} min={today(life.now)} />
        </AddLine>
      )}
      <TooBig commitment={commitment} />
    </div>
  )
}

function Line({
  commitment,
  step,
  may,
}: {
  readonly commitment: CommitmentView
  readonly step: StepLine
  readonly may: boolean
}) {
  const { now } = useLife()
  const { act, busy, refusal } = useAct()
  const [changing, setChanging] = useState(false)
  const late = goesOn(commitment) && step.done === null && step.by !== null && step.by < today(now)
  const says =
    step.done !== null
      ? `done ${dateWords(step.done, now)}`
      : step.by === null
        ? 'no date yet'
        : late
          ? `was due ${shortDay(step.by, now)}`
          : `by ${shortDay(step.by, now)}`
  const words = (
    <span className={styles.words}>
      <span className={styles.say}>{step.text}</span>
      <span className={styles.soft} data-late={late || undefined}>
        {step.id === null ? 'First step, ' : ''}
        {says}
      </span>
    </span>
  )
  if (changing && step.id !== null)
    return (
      <li>
        <StepForm
          commitment={commitment.id}
          step={{ id: step.id, text: step.text, by: step.by }}
          onDone={() => setChanging(false)}
        />
      </li>
    )
  return (
    <li className={styles.line} data-done={step.done !== null || undefined}>
      {may ? (
        <label className={styles.tick}>
          <input
            type="checkbox"
            checked={step.done !== null}
            aria-busy={busy || undefined}
            onChange={(event) => {
              if (!busy)
                void act('smallstep.done', {
                  commitment: commitment.id,
                  step: step.id,
                  done: event.currentTarget.checked,
                })
            }}
          />
          {words}
        </label>
      ) : (
        <span className={styles.tick}>
          <span className={styles.box} role="img" aria-label={step.done === null ? 'Not done yet:' : 'Done:'} />
          {words}
        </span>
      )}
      {may && step.id !== null && (
        <Button kind="quiet" size="s" aria-label={`Change: ${step.text}`} onClick={() => setChanging(true)}>
          Change
        </Button>
      )}
      <p className={controls.refused} role="status">
        {refusal}
      </p>
    </li>
  )
}

function TooBig({ commitment }: { readonly commitment: CommitmentView }) {
  const { tooBig } = commitment.pursuit
  if (tooBig === 0) return null
  return (
    <p className={controls.note}>
      {tooBig === 1 ? 'One person finds' : `${tooBig} people find`} it too big: can it be split into smaller steps?
    </p>
  )
}
