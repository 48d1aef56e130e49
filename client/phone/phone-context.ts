// The one context of the phone: its connection, for the screens and the controls deep inside them.
import { createContext, useContext, useState } from 'react'
import type { CommandData, CommandName } from '../../shared/commands.ts'
import type { Refusal } from '../../shared/refusals.ts'
import { sayRefusal } from '../../shared/refusals.ts'
import type { PhoneMine, PhoneView, RoundView } from '../../shared/views.ts'
import type { Keep } from '../state/keep.ts'
import type { Phone } from '../state/phone.ts'
import { useReadable } from '../ui/use-readable.ts'

export type Seated = { readonly phone: Phone; readonly keep: Keep }

const Context = createContext<Seated | null>(null)
export const PhoneProvider = Context.Provider

export function usePhone(): Seated {
  const seated = useContext(Context)
  if (seated === null) throw new Error('no phone above this component')
  return seated
}

/** What every screen is a function of. */
export type ScreenProps = { readonly view: PhoneView; readonly mine: PhoneMine }

/** The current step's newest round, of one purpose or of any, in which this seat holds tokens; null when there is none for it. */
export function myRound({ view, mine }: ScreenProps, purpose?: RoundView['purpose']): RoundView | null {
  const here = view.rounds.filter((round) => round.step === view.step.id && mine.rounds.includes(round.id))
  return here.findLast((round) => purpose === undefined || round.purpose === purpose) ?? null
}

/** Why this phone, unlike its seat, has no part in a round, as a sentence; null when it has. */
export function useBarred(round: RoundView | null): string | null {
  const barred = useReadable(usePhone().phone.barred)
  const code = round === null ? undefined : barred[round.id]
  return code === undefined ? null : sayRefusal({ code })
}

/** Sends a command and keeps its refusal's sentence for the control it came from. */
export function useCommand(): {
  readonly send: <N extends CommandName>(name: N, data: CommandData<N>) => Promise<boolean>
  readonly busy: boolean
  readonly refusal: string | null
} {
  const { phone } = usePhone()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const send = async <N extends CommandName>(name: N, data: CommandData<N>) => {
    setBusy(true)
    const reply = await phone.send(name, data)
    setBusy(false)
    setRefusal(reply.ok ? null : reply.refusal)
    return reply.ok
  }
  return { send, busy, refusal: refusal === null ? null : sayRefusal(refusal) }
}
