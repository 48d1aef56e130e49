// The whole published list of a ballot, sorted; mine is marked only when asked for.
import { useEffect, useState } from 'react'
import type { BallotList } from '../../shared/requests.ts'
import type { BallotView } from '../../shared/views.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { PublishedList } from '../ui/published-list.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { COUNTED_IS, LINE_WORDS, LIST_SHORT } from './line-words.ts'
import { usePhone } from './phone-context.ts'
import styles from './published-sheet.module.css'

export type PublishedSheetProps = {
  readonly ballot: BallotView
  /** My line, XXXX-XXXX; null when this phone has none. */
  readonly line: string | null
  readonly open: boolean
  readonly onClose: () => void
}

export function PublishedSheet({ ballot, line, open, onClose }: PublishedSheetProps) {
  return (
    <Sheet open={open} onClose={onClose} title="All answers, without names">
      {open && <Whole ballot={ballot} line={line} />}
    </Sheet>
  )
}

function Whole({ ballot, line }: Pick<PublishedSheetProps, 'ballot' | 'line'>) {
  const { phone } = usePhone()
  const [list, setList] = useState<BallotList | 'fetching' | 'away'>('fetching')
  const [asked, setAsked] = useState(0)
  const [marked, setMarked] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` is how it is fetched again
  useEffect(() => {
    let gone = false
    setList('fetching')
    void phone.ask('marks', { round: ballot.round }).then((reply) => {
      const found = reply.ok ? reply.data?.lists.find((one) => one.ballot === ballot.id) : undefined
      if (!gone) setList(found ?? 'away')
    })
    return () => {
      gone = true
    }
  }, [phone, ballot.round, ballot.id, asked])
  if (list === 'fetching') return <Empty title="Fetching the list…" state="waiting" />
  if (list === 'away')
    return (
      <Empty title="The list is not here" action={<Button onClick={() => setAsked(asked + 1)}>Try again</Button>}>
        There is no connection right now, or the session has erased it.
      </Empty>
    )
  const lines = [...list.lines].sort((a, b) => (a.line < b.line ? -1 : 1))
  const withheld = ballot.published?.digest === null
  const silent = lines.every((one) => one.says === null)
  return (
    <div className={styles.sheet}>
      <PublishedList ballot={ballot} size="s" />
      {!withheld && <p className={styles.soft}>{silent ? LIST_SHORT : COUNTED_IS}</p>}
      <ul className={styles.lines}>
        {lines.map((one) => (
          <li key={one.line} data-mine={(marked && one.line === line) || undefined}>
            <span className={styles.line}>{one.line}</span>
            {one.says !== null && <span>{LINE_WORDS[one.says]}</span>}
            {marked && one.line === line && <strong>yours</strong>}
          </li>
        ))}
      </ul>
      {line !== null && lines.some((one) => one.line === line) && (
        <Button kind="quiet" size="s" aria-pressed={marked} onClick={() => setMarked(!marked)}>
          {marked ? 'Hide which is mine' : 'Show which is mine'}
        </Button>
      )}
    </div>
  )
}
