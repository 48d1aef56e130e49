// Cards that ask what nobody knew: each can have somebody who finds out, by their own yes.
import type { OpenQuestion } from '../../shared/views.ts'
import { Button } from '../ui/button.tsx'
import styles from './open-questions.module.css'
import { type ScreenProps, useCommand } from './phone-context.ts'
import shell from './shell.module.css'

export function OpenQuestions({ view, mine }: ScreenProps) {
  if (view.openQuestions.length === 0) return null
  return (
    <section className={shell.tight} aria-labelledby="open-questions">
      <h2 id="open-questions" className={styles.title}>
        Questions nobody could answer yet
      </h2>
      <p className={shell.soft}>Who takes one finds out and tells everyone. Your name stands with it.</p>
      <ul className={styles.list}>
        {view.openQuestions.map((question) => (
          <Question key={question.card} question={question} me={mine.id} ended={view.status === 'ended'} />
        ))}
      </ul>
    </section>
  )
}

function Question({
  question: { card, text, owner },
  me,
  ended,
}: {
  readonly question: OpenQuestion
  readonly me: string
  readonly ended: boolean
}) {
  const { send, busy, refusal } = useCommand()
  const own = owner?.id === me
  const words = `question-${card}`
  return (
    <li className={styles.question} data-own={own || undefined}>
      <p id={words} className={styles.text} dir="auto">
        {text}
      </p>
      {(owner !== null || ended) && (
        <p className={styles.owner}>
          {owner === null ? 'Still open.' : own ? 'You find out.' : `${owner.name} finds out.`}
        </p>
      )}
      {!ended && (owner === null || own) && (
        <Button
          size="s"
          kind={own ? 'quiet' : 'secondary'}
          busy={busy}
          refusal={refusal}
          aria-describedby={words}
          onClick={() => void send('question.take', { card, on: !own })}
        >
          {own ? 'Give it back' : 'I’ll find out'}
        </Button>
      )}
    </li>
  )
}
