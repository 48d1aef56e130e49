// Cards that say "I don't know": questions that need somebody who looks for the answer.
import { useId } from 'react'
import type { OpenQuestion } from '../../shared/views.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Sheet } from '../ui/sheet.tsx'
import type { ScreenProps } from './console.ts'
import { counted } from './counted.ts'
import styles from './gather-sheets.module.css'
import { useCommand } from './use-command.ts'

export type GatherQuestionsProps = ScreenProps & {
  readonly onOpen: (theme: string) => void
  readonly onClose: () => void
}

/** Mounted while it is open. */
export function GatherQuestions({ console, view, onOpen, onClose }: GatherQuestionsProps) {
  const open = view.openQuestions.filter((question) => question.owner === null).length
  return (
    <Sheet
      open
      onClose={onClose}
      title="Open questions"
      place="side"
      size="l"
      footer={<Button onClick={onClose}>Back to the themes</Button>}
    >
      <div className={styles.sheet}>
        {view.openQuestions.length === 0 ? (
          <Empty title="No open questions">Cards of the kind “I don’t know” stand here.</Empty>
        ) : (
          <>
            <p role="status">
              {open === 0
                ? 'Every question has somebody who looks for the answer.'
                : `${counted(open, 'question')} of ${view.openQuestions.length} ${open === 1 ? 'needs' : 'need'} somebody who looks for the answer.`}
            </p>
            <ul className={styles.list}>
              {view.openQuestions.map((question) => (
                <li key={question.card}>
                  <Question console={console} view={view} question={question} onOpen={onOpen} />
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Sheet>
  )
}

function Question({
  console,
  view,
  question,
  onOpen,
}: ScreenProps & { readonly question: OpenQuestion; readonly onOpen: (theme: string) => void }) {
  const id = useId()
  const { send, refusal } = useCommand(console)
  const { owner } = question
  const theme = view.themes.find((one) => one.id === question.theme)
  const people = [...view.people].sort((a, b) => a.name.localeCompare(b.name))
  return (
    <article className={styles.question} data-open={owner === null || undefined}>
      <p id={`${id}-text`} className={styles.text} dir="auto">
        {question.text}
      </p>
      {theme !== undefined && (
        <button type="button" className={styles.link} onClick={() => onOpen(theme.id)}>
          In “{theme.title}”
        </button>
      )}
      <div className={styles.owner}>
        <label htmlFor={id}>Looks for the answer</label>
        <select
          id={id}
          value={owner?.id ?? ''}
          disabled={view.status !== 'live'}
          aria-describedby={`${id}-text ${id}-no`}
          onChange={(event) =>
            void send('question.give', { card: question.card, person: event.currentTarget.value || null })
          }
        >
          <option value="">Nobody yet</option>
          {owner !== null && !people.some((person) => person.id === owner.id) && (
            <option value={owner.id}>{owner.name} (left)</option>
          )}
          {people.map((person) => (
            <option key={person.id} value={person.id}>
              {person.fn === null ? person.name : `${person.name} (${person.fn})`}
            </option>
          ))}
        </select>
        {owner === null && <span className={styles.needs}>Needs somebody</span>}
      </div>
      <p id={`${id}-no`} className={styles.wrong} role="status">
        {refusal}
      </p>
    </article>
  )
}
