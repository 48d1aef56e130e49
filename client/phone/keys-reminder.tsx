// For those who came after the lobby, or passed over it: the characters to compare, in one closed line, before something sealed is given.
import { useState } from 'react'
import type { StepKind } from '../../shared/agenda.ts'
import { useReadable } from '../ui/use-readable.ts'
import { KeysCheck } from './keys-check.tsx'
import { usePhone } from './phone-context.ts'
import styles from './shell.module.css'

const SEALED: ReadonlySet<StepKind> = new Set(['ask', 'write', 'ballot'])

export function KeysReminder({ kind }: { readonly kind: StepKind }) {
  const { phone, keep } = usePhone()
  const trust = useReadable(phone.trust)
  // As it was when the step began: what is being compared right now does not vanish under the thumb.
  const [before] = useState(() => keep.get<string>('compared'))
  if (!SEALED.has(kind) || trust.is !== 'seen' || before === trust.fingerprint) return null
  return (
    <details className={styles.check}>
      <summary>Compare the keys: {trust.fingerprint}</summary>
      <KeysCheck />
    </details>
  )
}
