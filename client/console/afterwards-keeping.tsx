// How long everything is kept, what that means, and deleting it all now.
import { type FormEvent, useState } from 'react'
import { dayWords } from '../../shared/day-words.ts'
import type { ConsoleView } from '../../shared/views.ts'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { Sheet } from '../ui/sheet.tsx'
import styles from './afterwards.module.css'
import { AfterwardsSection } from './afterwards-section.tsx'
import type { ScreenProps } from './console.ts'
import { useCommand } from './use-command.ts'
import { useRequest } from './use-request.ts'

const USUAL = [0, 30, 90, 180, 365] as const

export function AfterwardsKeeping({ console, view }: ScreenProps) {
  return (
    <AfterwardsSection title="How long it is kept" says={sayKeeping(view.afterwards)}>
      <Retention key={view.afterwards.retention} console={console} view={view} />
      <Delete console={console} view={view} />
    </AfterwardsSection>
  )
}

export function sayKeeping({ deletes, retention }: Pick<ConsoleView['afterwards'], 'deletes' | 'retention'>): string {
  if (deletes !== null) return `Everything is deleted on ${dayWords(deletes)}`
  if (retention === 0) return 'Everything is deleted when it ends'
  return `Everything is deleted ${retention} days after the last check-in`
}

function Retention({ console, view }: ScreenProps) {
  const { send, busy, refusal } = useCommand(console)
  const { retention, ends } = view.afterwards
  const [days, setDays] = useState(retention)
  const lengths = [...new Set<number>([...USUAL, retention])].sort((a, b) => a - b)
  const ended = view.status === 'ended'
  return (
    <div className={styles.part}>
      <Choice
        legend="Kept after the last check-in"
        layout="pills"
        options={lengths.map((value) => ({
          value,
          label: value === 0 ? (ended ? 'Not at all' : 'Until it ends') : `${value} days`,
        }))}
        value={days}
        onChange={setDays}
      />
      {days === 0 && days !== retention && (
        <Notice tone="warn">
          {ended
            ? 'It has ended, so everything is deleted soon after you save this: the board, its links, all answers.'
            : 'When the session ends everything is deleted, the board and its links too. There are no check-ins then.'}
        </Notice>
      )}
      {days !== retention && (
        <div className="row" data-gap="2">
          <Button
            kind={days === 0 ? 'danger' : 'primary'}
            busy={busy}
            refusal={refusal}
            onClick={() => void send('retention.set', { days })}
          >
            Save
          </Button>
          <Button kind="quiet" onClick={() => setDays(retention)}>
            As it was
          </Button>
        </div>
      )}
      {ends !== null && (
        <p className={styles.soft}>
          If nobody ends it and nothing moves in it any more, it ends by itself on {dayWords(ends)}
          {retention === 0 ? ', and everything is deleted then.' : ', and its days are counted from there.'}
        </p>
      )}
      <p className={styles.soft}>
        Deleted means gone from the disk: cards, answers, names, the board. Nobody can bring it back, nor can we.
      </p>
    </div>
  )
}

function Delete({ console, view }: ScreenProps) {
  const [asking, setAsking] = useState(false)
  return (
    <div className={styles.part}>
      <div>
        <Button kind="danger" onClick={() => setAsking(true)}>
          Delete this session now
        </Button>
      </div>
      <Sheet open={asking} onClose={() => setAsking(false)} title="Delete this session?" focus="field">
        <DeleteForm console={console} view={view} onNo={() => setAsking(false)} />
      </Sheet>
    </div>
  )
}

function DeleteForm({ console, view, onNo }: ScreenProps & { readonly onNo: () => void }) {
  const { ask, busy, refusal } = useRequest(console, 'session.delete')
  const [typed, setTyped] = useState('')
  const sure = typed.trim() === view.title
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (sure) void ask({ title: typed.trim() })
  }
  return (
    <form className={styles.part} onSubmit={submit} noValidate>
      <p>
        Everything of it goes, now and for good: the board, its links, every card and answer, everybody’s seat. Take
        home what you need first.
      </p>
      <Field label={`Type the title to be sure: ${view.title}`} value={typed} onChange={setTyped} autoComplete="off" />
      <div className="row" data-gap="2">
        <Button type="submit" kind="danger" busy={busy} refusal={refusal} disabled={!sure}>
          Delete everything
        </Button>
        <Button kind="quiet" onClick={onNo}>
          Keep it
        </Button>
      </div>
    </form>
  )
}
