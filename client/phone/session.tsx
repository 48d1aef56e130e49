// The phone inside a session: opens the connection, shows the screen of the current step, or why there is none.
import { useEffect, useState } from 'react'
import type { PhoneView } from '../../shared/views.ts'
import { rememberedSeat, rememberSeat } from '../state/kept-seat.ts'
import type { Seat } from '../state/phone.ts'
import { openPhone } from '../state/phone.ts'
import { Empty } from '../ui/empty.tsx'
import { useReadable } from '../ui/use-readable.ts'
import { BoardShell } from './board-shell.tsx'
import { keepOf } from './device.ts'
import { Mistrust } from './mistrust.tsx'
import { NoEntry } from './no-entry.tsx'
import { PhoneProvider, type Seated } from './phone-context.ts'
import { rememberRoom } from './room-names.ts'
import { Shell } from './shell.tsx'
import { useLeaving } from './use-leaving.tsx'

export function SessionShell({ seat, onLeave }: { readonly seat: Seat; readonly onLeave: () => void }) {
  const [seated, setSeated] = useState<Seated | null>(null)
  useEffect(() => {
    const keep = keepOf(seat)
    const phone = openPhone({ url: '', seat, keep, fetch: (...request) => fetch(...request) })
    setSeated({ phone, keep })
    return () => phone.close()
  }, [seat])
  return seated === null ? <Waiting /> : <Inside seated={seated} onLeave={onLeave} />
}

function Inside({ seated, onLeave }: { readonly seated: Seated; readonly onLeave: () => void }) {
  const { phone } = seated
  const link = useReadable(phone.link)
  const refusal = useReadable(phone.refusal)
  const view = useReadable(phone.common)
  const mine = useReadable(phone.mine)
  const trust = useReadable(phone.trust)
  const title = view?.title
  const name = mine?.name
  useEffect(() => {
    const kept = rememberedSeat()
    if (title !== undefined && name !== undefined && (kept?.title !== title || kept.name !== name))
      rememberSeat({ ...phone.seat, title, name })
  }, [phone, title, name])
  const removed = refusal?.code === 'removed'
  useEffect(() => {
    // Tokens name nobody, so the server cannot tell a removed seat's from others': its phone itself sends no more.
    if (removed) phone.close()
  }, [removed, phone])
  const room = mine?.room ?? null
  useEffect(() => rememberRoom(seated.keep, room), [seated, room])
  const leaving = useLeaving(phone, onLeave)
  if (link === 'refused' && refusal !== null)
    return (
      <>
        <NoEntry refusal={refusal} title={view?.title ?? ''} onUseHere={phone.retry} onLeave={leaving.begin} />
        {leaving.sheet}
      </>
    )
  if (view === null || mine === null) return <Waiting offline={link === 'offline'} />
  return (
    <PhoneProvider value={seated}>
      {trust.is === 'refused' ? (
        <Mistrust trust={trust} view={view} onLeave={leaving.begin} />
      ) : livesOn(view) ? (
        <BoardShell view={view} mine={mine} link={link} onLeave={leaving.begin} />
      ) : (
        <Shell view={view} mine={mine} link={link} onLeave={leaving.begin} />
      )}
      {leaving.sheet}
    </PhoneProvider>
  )
}

/** Ended before anything was on the board, there is only what the step showed. */
function livesOn({ status, step, checkin, commitments }: PhoneView): boolean {
  return status === 'ended' && (step.kind === 'close' || checkin !== null || commitments.length > 0)
}

function Waiting({ offline = false }: { readonly offline?: boolean }) {
  return (
    <main>
      <Empty title={offline ? 'Looking for the session…' : 'Coming in…'} state="waiting">
        {offline
          ? 'The wifi or the laptop is away for a moment. This page tries again by itself; your seat is kept.'
          : undefined}
      </Empty>
    </main>
  )
}
