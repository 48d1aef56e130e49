// Leaving a session on this phone: asked about when something has not left, then everything this seat keeps is erased.
import { type ReactNode, useState } from 'react'
import type { Phone } from '../state/phone.ts'
import { useReadable } from '../ui/use-readable.ts'
import { LeaveSheet } from './leave-sheet.tsx'
import { unsentOf } from './unsent.ts'

export type Leaving = { readonly begin: () => void; readonly sheet: ReactNode }

export function useLeaving(phone: Pick<Phone, 'outbox' | 'erase'>, onLeft: () => void): Leaving {
  const unsent = unsentOf(useReadable(phone.outbox.cards), useReadable(phone.outbox.answers))
  const [asking, setAsking] = useState(false)
  const leave = () => {
    phone.erase()
    onLeft()
  }
  return {
    begin: () => (unsent.cards + unsent.answers > 0 ? setAsking(true) : leave()),
    sheet: <LeaveSheet open={asking} unsent={unsent} onLeave={leave} onStay={() => setAsking(false)} />,
  }
}
