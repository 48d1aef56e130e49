// One small question: a card that stays in sight, the others under it, and two ways to choose none. Made for one thumb.
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Asked } from '../../shared/requests.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import shell from './shell.module.css'
import styles from './sort.module.css'
import type { Choice } from './sort-asking.ts'

export type SortQuestionProps = {
  readonly question: NonNullable<Asked['question']>
  readonly number: number
  readonly of: number
  /** Hardly another comes after this one. */
  readonly late: boolean
  /** What was chosen, while it is on its way. */
  readonly given: Choice | null
  /** Why it is still on its way, as a sentence. */
  readonly trouble: string | null
  readonly onAnswer: (choice: Choice) => void
}

/** Letters from which the card on top is set smaller, so that it leaves room for the others. */
const LONG = 130

/** `question`'s options are shown in the order in which they came: their place is the answer. */
export function SortQuestion({ question, number, of, late, given, trouble, onAnswer }: SortQuestionProps) {
  const top = useRef<HTMLElement>(null)
  /** The longest card in large letters is reached by keys, which scroll it. */
  const [scrolls, setScrolls] = useState(false)
  const section = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    const element = top.current
    setScrolls(element !== null && element.scrollHeight > element.clientHeight + 1)
  }, [])
  // A component of its own for each question, so this is when it comes: a screen reader starts at its card.
  useEffect(() => {
    section.current?.scrollIntoView?.({ block: 'start' })
    top.current?.focus({ preventScroll: true })
  }, [])
  const { card, options } = question
  const one = options.length === 1
  const press = (event: KeyboardEvent) => {
    const choice = choiceOf(event, options.length)
    if (choice === null) return
    event.preventDefault()
    onAnswer(choice)
  }
  const busy = given !== null
  return (
    <section ref={section} className={styles.asking} data-asking aria-label="A small question" onKeyDown={press}>
      <div className={styles.head}>
        <span className={styles.count}>
          <strong>{number}</strong> of {of}
        </span>
        <span className={styles.line} aria-hidden="true">
          <span style={{ width: `${of > 0 ? Math.min(100, ((number - 1) * 100) / of) : 0}%` }} />
        </span>
        {late && (
          <span className={styles.last} role="status">
            Time is nearly up
          </span>
        )}
      </div>
      <div className={styles.top}>
        <section
          ref={top}
          tabIndex={scrolls ? 0 : -1}
          className={styles.card}
          data-long={card.text.length > LONG || undefined}
          aria-label="The card"
        >
          <p dir="auto">{card.text}</p>
        </section>
      </div>
      <div className={styles.prompt}>
        <h2>{one ? 'Does this one say the same?' : 'Which of these says the same?'}</h2>
        <p>Same problem: one fix would help both.</p>
      </div>
      <ol className={styles.options}>
        {options.map((option, place) => (
          <li key={option.id}>
            <button
              type="button"
              className={styles.option}
              data-chosen={given === place || undefined}
              aria-disabled={busy || undefined}
              aria-busy={given === place || undefined}
              aria-keyshortcuts={String(place + 1)}
              onClick={() => onAnswer(place)}
            >
              <span className={styles.sign} aria-hidden="true">
                <span className={styles.key}>{place + 1}</span>
                <svg viewBox="0 0 12 12" aria-hidden="true">
                  <path
                    d="M2 6.5 4.8 9.2 10 3.4"
                    fill="none"
                    stroke="currentColor"
                    strokeWidth="2"
                    strokeLinecap="round"
                  />
                </svg>
              </span>
              <span className={styles.text} dir="auto">
                {option.text}
              </span>
            </button>
          </li>
        ))}
      </ol>
      <div className={`${shell.foot} ${styles.foot}`} data-inner>
        {trouble !== null && <Notice tone="offline">{trouble}</Notice>}
        <div className={styles.ways}>
          <Button size="l" kind="quiet" busy={given === 'skip'} aria-keyshortcuts="S" onClick={() => onAnswer('skip')}>
            Skip
            <span className={styles.key} aria-hidden="true">
              S
            </span>
          </Button>
          <Button size="l" wide busy={given === 'none'} aria-keyshortcuts="N 0" onClick={() => onAnswer('none')}>
            {one ? 'No, another problem' : 'None of these'}
            <span className={styles.key} aria-hidden="true">
              N
            </span>
          </Button>
        </div>
      </div>
    </section>
  )
}

function choiceOf({ key, repeat, altKey, ctrlKey, metaKey }: KeyboardEvent, options: number): Choice | null {
  if (repeat || altKey || ctrlKey || metaKey) return null
  const place = /^[1-4]$/.test(key) ? Number(key) - 1 : -1
  if (place >= 0 && place < options) return place
  if (key === '0' || key.toLowerCase() === 'n') return 'none'
  return key.toLowerCase() === 's' ? 'skip' : null
}
