// Take it home, from the console: the same files as on the board, with the cards that only the facilitator may have.

import { baseAddress } from '../ui/base-address.ts'
import { BoardExports } from '../ui/board-exports.tsx'
import { useReadable } from '../ui/use-readable.ts'
import { proofOf } from './app-proof.ts'
import type { ScreenProps } from './console.ts'
import styles from './screen.module.css'

/** Nothing on a laptop that keeps no secret: then the board's own page has it. */
export function AfterwardsExports({ console, view }: ScreenProps) {
  const base = baseAddress(location, useReadable(console.origin))
  const proof = proofOf(view.session)
  if (proof === null || view.commitments.length === 0) return null
  return (
    <div className={styles.panel}>
      <BoardExports proof={{ ...proof, role: 'console' }} board={view} boardKey={view.boardKey} base={base} />
    </div>
  )
}
