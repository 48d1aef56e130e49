// The phone after the end: the same seat, and the board that lives on.
import { useEffect, useState } from 'react'
import type { Link } from '../state/connection.ts'
import { Menu } from '../ui/menu.tsx'
import { Notice } from '../ui/notice.tsx'
import { AnonymitySheet } from './anonymity-sheet.tsx'
import { CheckIn } from './board-checkin.tsx'
import { BoardLiving } from './board-living.tsx'
import { type ScreenProps, usePhone } from './phone-context.ts'
import { ReturnSheet } from './return-sheet.tsx'
import styles from './shell.module.css'

export function BoardShell({
  view,
  mine,
  link,
  onLeave,
}: ScreenProps & { readonly link: Link; readonly onLeave: () => void }) {
  const { phone } = usePhone()
  const [sheet, setSheet] = useState<'return' | 'anonymity' | null>(null)
  const [answering, setAnswering] = useState<string | null>(null)
  const open = view.checkin !== null && answering === view.checkin.id
  useEffect(() => {
    if (!open) scrollTo(0, 0)
  }, [open])
  return (
    <div className={styles.shell}>
      <div className={styles.top}>
        <header className={styles.head}>
          <div className={styles.where}>
            <span className={styles.title}>{view.title}</span>
            <span className={styles.room}>{mine.name}</span>
          </div>
          <Menu
            label="Menu"
            align="end"
            size="s"
            items={[
              { label: 'My way back', note: 'On any other phone or laptop', onPick: () => setSheet('return') },
              { label: 'How this stays anonymous', onPick: () => setSheet('anonymity') },
              { label: 'Leave on this phone', onPick: onLeave },
            ]}
          />
        </header>
        {link !== 'live' && (
          <Notice tone="offline" shape="line">
            No connection. This is how it was last seen; answers are kept on this phone.
          </Notice>
        )}
        {!phone.outbox.durable && view.checkin !== null && (
          <Notice tone="warn" shape="line" still>
            This browser keeps nothing: send before you close this page.
          </Notice>
        )}
      </div>
      <main className={styles.main} data-step="board-living">
        {open ? (
          <CheckIn view={view} mine={mine} onClose={() => setAnswering(null)} />
        ) : (
          <BoardLiving view={view} mine={mine} onCheckIn={() => setAnswering(view.checkin?.id ?? null)} />
        )}
      </main>
      <ReturnSheet open={sheet === 'return'} onClose={() => setSheet(null)} />
      <AnonymitySheet open={sheet === 'anonymity'} onClose={() => setSheet(null)} floors={view.floors} />
    </div>
  )
}
