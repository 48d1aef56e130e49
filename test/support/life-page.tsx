// A page with the living parts of one commitment, as somebody sees it: for tests of what it says and what is sent.
import { type Life, LifeProvider } from '../../client/ui/commitment-life.ts'
import { CommitmentLife } from '../../client/ui/commitment-life-view.tsx'
import type { Reply } from '../../shared/protocol.ts'
import type { CommitmentView } from '../../shared/views.ts'
import { aCommitment, aPursuit } from './commitments.ts'
import { page, show } from './console-page.tsx'

export const DAY = 86_400_000
export const NOW = Date.UTC(2026, 5, 15, 12)
export const MARA = { id: 'p1', name: 'Mara' }
export const JON = { id: 'p2', name: 'Jon' }

/** Mara's phone, unless said otherwise, and what it sent; every command gets this reply. */
export function aLife(over: Partial<Life> = {}, reply: Reply = { ok: true }) {
  const sent: { name: string; data: unknown }[] = []
  const life: Life = {
    send: async (name, data) => {
      sent.push({ name, data })
      return reply
    },
    role: 'participant',
    me: 'p1',
    now: NOW,
    names: [MARA, JON],
    ...over,
  }
  return { life, sent }
}

export const live = (life: Life, commitment: CommitmentView) =>
  show(
    <LifeProvider value={life}>
      <CommitmentLife commitment={commitment} open />
    </LifeProvider>,
  )
export const text = () => page().textContent ?? ''
/** Mara's commitment. */
export const mine = (over: Partial<CommitmentView['pursuit']> = {}, more: Partial<CommitmentView> = {}) =>
  aCommitment('c1', 'One rota', { owner: MARA, accepted: true, pursuit: aPursuit(over), ...more })
