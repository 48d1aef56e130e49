// What came of it, where the board stays, and thanks.
import { lazy, Suspense } from 'react'
import { joinLink } from '../ui/join-link.ts'
import type { StageProps } from './screens.ts'
import styles from './stage.module.css'

const Qr = lazy(() => import('../ui/qr.tsx').then((module) => ({ default: module.Qr })))

export function CloseScreen({ view, origin }: StageProps) {
  const reached = view.commitments.filter((one) => one.ballots.at(-1)?.result?.verdict === 'reached').length
  const base = joinLink(location, origin, '').link.replace(/\/j\/$/, '')
  const link = view.boardKey === null ? null : `${base}/board#s=${view.session}&k=${view.boardKey}`
  return (
    <div className={styles.centre}>
      <h1>Thank you</h1>
      <p className={styles.say}>
        {reached} of {view.commitments.length} commitments reached 80%
      </p>
      <p className={styles.soft}>
        {view.cards} cards · {view.themes.length} themes · {view.people} people
      </p>
      {link !== null && (
        <>
          <Suspense fallback={null}>
            <Qr text={link} label="QR code of the board link" size="30vmin" />
          </Suspense>
          <p className={styles.soft}>The board stays here. Take it with you.</p>
        </>
      )}
    </div>
  )
}
