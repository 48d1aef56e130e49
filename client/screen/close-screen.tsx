// What came of it, where the board stays, and thanks.

import { lazy, Suspense } from 'react'
import { boardLink } from '../ui/base-address.ts'
import { goingLine } from '../ui/board-headline.ts'
import type { StageProps } from './screens.ts'
import styles from './stage.module.css'

const Qr = lazy(() => import('../ui/qr.tsx').then((module) => ({ default: module.Qr })))

export function CloseScreen({ view, origin }: StageProps) {
  const asked = view.commitments.filter((one) => one.ballots.at(-1)?.result)
  const reached = asked.filter((one) => one.ballots.at(-1)?.result?.verdict === 'reached').length
  const link = view.boardKey === null ? null : boardLink(location, origin, view.session, view.boardKey)
  // What became of it says more than how the offsite was.
  const later = goingLine(view.commitments)
  return (
    <div className={link === null ? styles.centre : styles.split}>
      {link !== null && (
        <Suspense fallback={null}>
          <Qr text={link} label="QR code of the board link" size="15rem" />
        </Suspense>
      )}
      <div className={styles.door}>
        <h1>Thank you</h1>
        <p className={styles.say} data-length="l">
          {asked.length === 0
            ? 'What was hard to say has been said.'
            : `${reached} of ${asked.length} ${asked.length === 1 ? 'commitment' : 'commitments'} reached 80%.`}
        </p>
        <p className={styles.soft}>
          {later ||
            `${count(view.people, 'person', 'people')} · ${count(view.cards, 'card', 'cards')} · ${count(view.themes.length, 'theme', 'themes')}`}
        </p>
        {link !== null && <p className={styles.soft}>Scan the board and take it with you. It stays where it is.</p>}
      </div>
    </div>
  )
}

function count(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`
}
