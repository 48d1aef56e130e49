// One commitment's three questions (METHODS 4.2). The commitment item is KUT item 1 (Klein et al. 2014, public domain).

import { dayWords } from '../../shared/day-words.ts'
import type { BallotView } from '../../shared/views.ts'
import { Chips } from '../ui/chips.tsx'
import { Choice } from '../ui/choice.tsx'
import { Scale } from '../ui/scale.tsx'
import { BLANK, isComplete, type Sheet } from './ballot-sheet.ts'
import styles from './shell.module.css'

const CLEAR = [
  { value: 'lost', label: 'Lost' },
  { value: 'fuzzy', label: 'Fuzzy' },
  { value: 'nearly', label: 'Nearly: one thing missing' },
  { value: 'clear', label: 'Clear enough to act' },
  { value: 'explain', label: 'Could explain it to a colleague' },
  { value: 'not-mine', label: 'This isn’t mine to act on', apart: true },
  { value: 'abstain', label: 'Rather not say', apart: true },
] as const

const GAPS = [
  { value: 'what', label: 'What exactly' },
  { value: 'who', label: 'Who does or decides' },
  { value: 'when', label: 'By when' },
  { value: 'giving-up', label: 'What we give up' },
  { value: 'people-time', label: 'People and time' },
  { value: 'other', label: 'Something else' },
] as const

const COMMITTED = ['Not at all', 'Slightly', 'Moderately', 'Quite a bit', 'Extremely'].map((label, value) => ({
  value,
  label,
}))

export function BallotForm({
  ballot,
  sheet,
  short = false,
  onChange,
}: {
  readonly ballot: BallotView
  readonly sheet: Sheet
  /** Two taps only, without the guess: a check-in takes a minute. */
  readonly short?: boolean
  readonly onChange: (sheet: Sheet) => void
}) {
  const abstained = 'abstain' in sheet
  const open = abstained ? BLANK : sheet
  const clear = 'abstain' in open ? null : open.clear
  const { wording } = ballot
  return (
    <div className={styles.wide}>
      <section className={styles.tight} aria-label="The commitment">
        <p className={styles.say}>{wording.what}</p>
        <p className={styles.soft}>
          {[ballot.owner?.name, ballot.by === null ? null : `by ${dayWords(ballot.by)}`].filter(Boolean).join(' · ')}
        </p>
        {wording.givingUp !== '' && <p className={styles.soft}>Giving up: {wording.givingUp}</p>}
        {wording.firstStep !== '' && (
          <p className={styles.soft}>
            First step: {wording.firstStep.trim().replace(/\.$/, '')}
            {ballot.firstStepBy !== null && `, by ${dayWords(ballot.firstStepBy)}`}
          </p>
        )}
      </section>
      <Choice
        legend="Do you know enough to do your part?"
        options={CLEAR}
        value={abstained ? 'abstain' : clear}
        onChange={(value) =>
          onChange(
            value === 'abstain'
              ? { abstain: true }
              : {
                  ...('abstain' in open ? { gaps: [], committed: null, guess: null } : open),
                  clear: value,
                  ...(value === 'clear' || value === 'explain' || value === 'not-mine' ? { gaps: [] } : {}),
                },
          )
        }
      />
      {!('abstain' in open) && !abstained && (clear === 'lost' || clear === 'fuzzy' || clear === 'nearly') && (
        <Chips
          legend="What’s missing?"
          options={GAPS}
          value={open.gaps}
          onChange={(gaps) => onChange({ ...open, gaps: [...gaps] })}
        />
      )}
      {!('abstain' in open) && !abstained && clear !== 'not-mine' && (
        <>
          <Choice
            legend={`How committed are you to “${wording.what.trim().replace(/\.$/, '')}”?`}
            options={COMMITTED}
            value={open.committed}
            onChange={(committed) => onChange({ ...open, committed })}
          />
          {!short && (
            <Scale
              legend="Out of 10 people here, how many would say they’re clear enough to act?"
              value={open.guess}
              onChange={(guess) => onChange({ ...open, guess })}
              low="Nobody"
              high="Everybody"
            />
          )}
        </>
      )}
    </div>
  )
}

/** My own answer in a line, for looking it over before the ballot closes. */
export function sayAnswer(sheet: Sheet | undefined): string {
  if (!isComplete(sheet) || sheet === undefined) return 'Not answered yet.'
  if ('abstain' in sheet) return 'Rather not say.'
  const clear = CLEAR.find((one) => one.value === sheet.clear)?.label ?? ''
  const committed =
    sheet.clear === 'not-mine' || sheet.committed === null
      ? null
      : `${COMMITTED[sheet.committed]?.label.toLowerCase()} committed`
  return [clear, committed].filter(Boolean).join(' · ')
}
