// The machine proposes once more: as before, coarser, or finer. What people edited stays, and one undo takes it back.
import { useState } from 'react'
import { GRAIN } from '../../shared/limits.ts'
import { sayRefusal } from '../../shared/refusals.ts'
import type { RequestData } from '../../shared/requests.ts'
import { Button } from '../ui/button.tsx'
import type { ScreenProps } from './console.ts'
import { counted } from './counted.ts'
import styles from './gather.module.css'

type Grain = RequestData<'theme.propose'>['grain']

const NEARLY = 1e-6

const SAYS = { same: '', coarser: ', coarser than before', finer: ', finer than before' } as const

const SAME = {
  same: 'The machine proposes the same themes again: nothing changed.',
  coarser: 'Coarser, but still the same themes: nothing changed yet. Press it again to go further.',
  finer: 'Finer, but still the same themes: nothing changed yet. Press it again to go further.',
} as const

export function GatherPropose({
  console,
  view,
  onSays,
}: ScreenProps & { readonly onSays: (says: string | null, past: number) => void }) {
  const [busy, setBusy] = useState<Grain | null>(null)
  const { tau } = view.found
  const propose = async (grain: Grain) => {
    if (busy !== null) return
    setBusy(grain)
    onSays(null, 0)
    const reply = await console.ask('theme.propose', { grain })
    onSays(
      reply.ok
        ? reply.data?.changed === false
          ? SAME[grain]
          : `The machine proposed anew: ${counted(reply.data?.themes ?? 0, 'theme')} now${SAYS[grain]}. What you edited stayed; Undo takes it back.`
        : sayRefusal(reply.refusal),
      reply.ok ? (reply.data?.past ?? view.past) : view.past,
    )
    setBusy(null)
  }
  return (
    <fieldset className={styles.propose}>
      <legend className="visually-hidden">The machine’s proposal</legend>
      <Button
        size="s"
        busy={busy === 'coarser'}
        disabled={tau === null || tau <= GRAIN.coarsest + NEARLY}
        title="Fewer, broader themes"
        onClick={() => void propose('coarser')}
      >
        Coarser
      </Button>
      <Button size="s" busy={busy === 'same'} onClick={() => void propose('same')}>
        Propose again
      </Button>
      <Button
        size="s"
        busy={busy === 'finer'}
        disabled={tau === null || tau >= GRAIN.finest - NEARLY}
        title="More, narrower themes"
        onClick={() => void propose('finer')}
      >
        Finer
      </Button>
    </fieldset>
  )
}
