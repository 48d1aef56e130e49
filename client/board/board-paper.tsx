// What the printed board has on top: the day it was printed, and the way back to it for a camera.
import { lazy, Suspense } from 'react'
import { dayWords } from '../../shared/day-words.ts'
import type { Capability } from '../state/capability.ts'
import { boardLink } from '../ui/base-address.ts'
import { today } from '../ui/commitment-life-days.ts'
import styles from './board.module.css'

const Qr = lazy(() => import('../ui/qr.tsx').then((module) => ({ default: module.Qr })))

export type BoardPaperProps = {
  readonly capability: Capability
  readonly origin: string | null
  readonly takesPart: boolean
  /** Server time (ms). */
  readonly now: number
}

export function BoardPaper({ capability, origin, takesPart, now }: BoardPaperProps) {
  const link = boardLink(location, origin, capability.session, capability.key)
  return (
    <div className={styles.paper}>
      <div>
        <p>As it stood on {dayWords(today(now))}.</p>
        <p>{takesPart ? 'Ask the facilitator for the link to see how it goes.' : 'Scan it to see how it goes now.'}</p>
      </div>
      {/* Paper is passed around: the link to change things stays off it. */}
      {!takesPart && (
        <Suspense fallback={null}>
          <Qr text={link} label="QR code of the board" size="2.4cm" />
        </Suspense>
      )}
    </div>
  )
}
