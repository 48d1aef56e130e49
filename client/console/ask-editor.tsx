// The questions of an ask step, edited as a list: their words, how they are answered, sealed or by open hands.
import { useId } from 'react'
import type { Question } from '../../shared/agenda.ts'
import { LIMITS } from '../../shared/limits.ts'
import { randomId } from '../state/random.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Segmented } from '../ui/segmented.tsx'
import styles from './ask.module.css'

export type AskEditorProps = {
  readonly questions: readonly Question[]
  readonly onChange: (questions: readonly Question[]) => void
}

const TYPES = [
  { value: 'scale', label: 'Scale' },
  { value: 'choice', label: 'Choice' },
  { value: 'number', label: 'Number' },
  { value: 'text', label: 'Words' },
] as const

export function blankQuestion(): Question {
  return {
    id: randomId(),
    text: '',
    type: 'choice',
    options: ['Yes', 'With conditions', 'Not yet'],
    min: 0,
    max: 10,
    unit: '',
    open: false,
  }
}

/** As it is sent: lines without text are no answers, and only what can be shown by hand is open. */
export function tidyQuestions(questions: readonly Question[]): Question[] {
  return questions.map((question) => ({
    ...question,
    text: question.text.trim(),
    options: isListed(question)
      ? question.options.map((option) => option.trim()).filter((option) => option !== '')
      : [],
    open: question.open && isListed(question),
  }))
}

const isListed = ({ type }: Question) => type === 'scale' || type === 'choice'

export function AskEditor({ questions, onChange }: AskEditorProps) {
  const put = (at: number, change: Partial<Question>) =>
    onChange(questions.map((question, other) => (other === at ? { ...question, ...change } : question)))
  return (
    <fieldset className={styles.editor}>
      <legend>Questions</legend>
      {questions.map((question, at) => (
        <QuestionFields
          key={question.id}
          number={at + 1}
          question={question}
          onChange={(change) => put(at, change)}
          onRemove={questions.length === 1 ? null : () => onChange(questions.filter((_, other) => other !== at))}
        />
      ))}
      {questions.length < LIMITS.questions && (
        <Button size="s" onClick={() => onChange([...questions, blankQuestion()])}>
          Add a question
        </Button>
      )}
    </fieldset>
  )
}

type QuestionFieldsProps = {
  readonly number: number
  readonly question: Question
  readonly onChange: (change: Partial<Question>) => void
  readonly onRemove: (() => void) | null
}

function QuestionFields({ number, question, onChange, onRemove }: QuestionFieldsProps) {
  const heading = useId()
  const numberOf = (typed: string) => (Number.isFinite(Number(typed)) ? Number(typed) : 0)
  return (
    <section className={styles.question} aria-labelledby={heading}>
      <div className={styles.questionHead}>
        <h3 id={heading}>Question {number}</h3>
        {onRemove !== null && (
          <Button size="s" kind="quiet" aria-label={`Remove question ${number}`} onClick={onRemove}>
            Remove
          </Button>
        )}
      </div>
      <Field
        label="What is asked"
        rows={2}
        value={question.text}
        onChange={(text) => onChange({ text })}
        max={LIMITS.prompt}
      />
      <Segmented
        legend="How it is answered"
        options={TYPES}
        value={question.type}
        wide
        onChange={(type) => onChange({ type })}
      />
      {isListed(question) && (
        <>
          <Field
            label="Answers, one a line"
            rows={3}
            value={question.options.join('\n')}
            onChange={(typed) => onChange({ options: typed.split('\n').slice(0, LIMITS.options) })}
            hint={question.type === 'scale' ? 'From least to most.' : undefined}
          />
          <Segmented
            legend="Sealed or open"
            options={[
              { value: 'sealed', label: 'Sealed' },
              { value: 'open', label: 'Show of hands' },
            ]}
            value={question.open ? 'open' : 'sealed'}
            onChange={(value) => onChange({ open: value === 'open' })}
          />
        </>
      )}
      {question.type === 'number' && (
        <div className={styles.range}>
          <Field
            label="From"
            type="number"
            value={String(question.min)}
            onChange={(typed) => onChange({ min: numberOf(typed) })}
          />
          <Field
            label="To"
            type="number"
            value={String(question.max)}
            onChange={(typed) => onChange({ max: numberOf(typed) })}
          />
          <Field
            label="Of what"
            optional
            value={question.unit}
            onChange={(unit) => onChange({ unit })}
            placeholder="weeks"
          />
        </div>
      )}
    </section>
  )
}
