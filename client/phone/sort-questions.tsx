// The small questions of a gather step on one phone: waiting for them, one after the other, and through.
import { type ReactNode, useEffect, useState } from 'react'
import { type Refusal, sayRefusal } from '../../shared/refusals.ts'
import type { Asked } from '../../shared/requests.ts'
import type { Link } from '../state/connection.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Notice } from '../ui/notice.tsx'
import { useIsPast } from '../ui/use-is-past.ts'
import { useReadable } from '../ui/use-readable.ts'
import { type ScreenProps, usePhone } from './phone-context.ts'
import styles from './shell.module.css'
import { type Asker, openAsking } from './sort-asking.ts'
import { SortQuestion } from './sort-question.tsx'

const SORT_PROMISE =
  'Nobody is shown who answered what, and the server forgets it when this step ends: what stays is which cards people put together.'

/** Before the end: time enough for the question in hand, hardly for another. */
const LAST_MS = 20_000

/** Only while they are open: it asks for the first one as soon as it is there. `children` stand below while none is in hand. */
export function SortQuestions({ view, children }: Pick<ScreenProps, 'view'> & { readonly children: ReactNode }) {
  const { phone } = usePhone()
  const [asker, setAsker] = useState<Asker | null>(null)
  const each = view.sorting?.each ?? 0
  useEffect(() => {
    const opened = openAsking(phone)
    setAsker(opened)
    return () => opened.close()
  }, [phone])
  // biome-ignore lint/correctness/useExhaustiveDependencies: more questions for each may mean one for me
  useEffect(() => asker?.look(), [asker, each])
  if (asker === null) return <Coming />
  return (
    <Asking asker={asker} endsAt={view.sorting?.endsAt ?? null}>
      {children}
    </Asking>
  )
}

function Asking({
  asker,
  endsAt,
  children,
}: {
  readonly asker: Asker
  readonly endsAt: number | null
  readonly children: ReactNode
}) {
  const { phone } = usePhone()
  const { asked, given, refusal } = useReadable(asker)
  const link = useReadable(phone.link)
  const offset = useReadable(phone.offset)
  const late = useIsPast(endsAt === null ? null : endsAt - LAST_MS, offset)
  const question = asked?.question ?? null
  if (asked !== null && question !== null)
    return (
      <>
        {/* Of its own, and there before its words change: only then they are read out. */}
        <p className="visually-hidden" role="status">
          Question {asked.done + 1} of {asked.of}
        </p>
        <SortQuestion
          key={`${asked.done} ${question.card.id}`}
          question={question}
          number={asked.done + 1}
          of={asked.of}
          late={late}
          given={given}
          trouble={given === null ? null : sayTrouble(link, refusal)}
          onAnswer={asker.answer}
        />
      </>
    )
  if (asked !== null)
    return (
      <div className={styles.stack}>
        <Through asked={asked} />
        {children}
      </div>
    )
  if (refusal === null || refusal.code === 'offline') return <Coming />
  return (
    <div className={styles.stack}>
      <Notice tone={refusal.code === 'sorting-over' ? 'info' : 'wrong'}>{sayRefusal(refusal)}</Notice>
      {refusal.code !== 'sorting-over' && <Button onClick={asker.look}>Try again</Button>}
    </div>
  )
}

/** Why an answer is still here; null when nothing is wrong. */
function sayTrouble(link: Link, refusal: Refusal | null): string | null {
  if (link !== 'live') return 'Chosen. It goes by itself as soon as you are back.'
  if (refusal === null) return null
  // What these say of trying again, the phone does.
  if (refusal.code === 'busy' || refusal.code === 'slow-down' || refusal.code === 'offline')
    return 'Chosen. It goes by itself in a moment.'
  return `Chosen, and not in yet. ${sayRefusal(refusal)}`
}

const Coming = () => (
  <Empty title="Your first question is coming…" state="waiting">
    A card, and four others: which of them says the same?
  </Empty>
)

/** Never how many others are: the one who is last would be seen. */
function Through({ asked: { done, of } }: { readonly asked: Asked }) {
  const through = done > 0 && done >= of
  return (
    <>
      <Empty
        title={
          through
            ? 'You’re through. Thank you.'
            : done > 0
              ? 'That’s all for now. Thank you.'
              : 'Nothing to ask you now'
        }
        state="waiting"
      >
        {through
          ? 'When everyone is, the themes appear here and on the big screen.'
          : 'If there is something to ask, it comes by itself.'}
      </Empty>
      <p className={styles.promise}>{SORT_PROMISE}</p>
    </>
  )
}
