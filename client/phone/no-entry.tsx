// Why this phone is not in the session right now, each reason in its own words and with what can be done.
import type { Refusal } from '../../shared/refusals.ts'
import { sayRefusal } from '../../shared/refusals.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Wordmark } from '../ui/wordmark.tsx'
import styles from './join.module.css'

export type NoEntryProps = {
  readonly refusal: Refusal
  readonly title: string
  readonly onUseHere: () => void
  readonly onLeave: () => void
}

const TITLES: Partial<Record<Refusal['code'], string>> = {
  replaced: 'Open elsewhere now',
  removed: 'This seat was removed',
  'bad-ticket': 'This way in no longer works',
  'reload-needed': 'Eighty was updated',
  ended: 'This session has ended',
  deleted: 'This session was deleted',
}

export function NoEntry({ refusal, title, onUseHere, onLeave }: NoEntryProps) {
  const action =
    refusal.code === 'replaced' ? (
      <Button kind="primary" size="l" onClick={onUseHere}>
        Use here
      </Button>
    ) : refusal.code === 'reload-needed' ? (
      <Button kind="primary" size="l" onClick={() => location.reload()}>
        Reload
      </Button>
    ) : (
      <Button kind="primary" size="l" onClick={onLeave}>
        {refusal.code === 'deleted' ? 'Leave this page' : 'Join with the room code'}
      </Button>
    )
  return (
    <main className={styles.frame} data-step="no-entry">
      <header className={styles.head}>
        <Wordmark />
        {title !== '' && <span className={styles.session}>{title}</span>}
      </header>
      <Empty title={<h1>{TITLES[refusal.code] ?? 'Not in right now'}</h1>} action={action}>
        {sayRefusal(refusal)}
      </Empty>
    </main>
  )
}
