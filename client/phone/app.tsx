// Which of the phone's three faces is up: the way in, the session, or the wait for its code to load.
import { lazy, Suspense, useEffect, useState } from 'react'
import { forgetSeat, type KeptSeat, rememberedSeat, rememberSeat } from '../state/kept-seat.ts'
import type { Seat } from '../state/phone.ts'
import { Empty } from '../ui/empty.tsx'
import { type Arrival, eraseSeat, settle } from './device.ts'
import { JoinScreen } from './join-screen.tsx'

const loadSession = () => import('./session.tsx')
const Session = lazy(() => loadSession().then((module) => ({ default: module.SessionShell })))

export function App({ arrival }: { readonly arrival: Arrival }) {
  const [seat, setSeat] = useState<Seat | null>(arrival.seat)
  useEffect(() => {
    // While the name is being typed the rest comes in.
    const timer = setTimeout(() => void loadSession().catch(() => undefined), 300)
    return () => clearTimeout(timer)
  }, [])
  if (seat === null)
    return (
      <JoinScreen
        code={arrival.code}
        keys={arrival.keys}
        before={rememberedSeat()}
        onSeat={(kept: KeptSeat) => {
          rememberSeat(kept)
          settle(history)
          setSeat(kept)
        }}
        onForget={eraseSeat}
      />
    )
  return (
    <Suspense
      fallback={
        <main>
          <Empty title="Coming in…" state="waiting" />
        </main>
      }
    >
      <Session
        key={seat.person}
        seat={seat}
        onLeave={() => {
          forgetSeat()
          setSeat(null)
        }}
      />
    </Suspense>
  )
}
