// The eight characters of a session's keys, in even widths, so that two people can compare them by eye or read them aloud.
import { useMemo } from 'react'
import { fingerprint, keyHash, type PublicKeys } from '../../shared/anon/fingerprint.ts'
import styles from './fingerprint.module.css'

type Size = 's' | 'm' | 'l' | 'projector'

/** `text` as XXXX-XXXX. */
export function Fingerprint({ text, size = 'm' }: { readonly text: string; readonly size?: Size }) {
  const [first = '', second = ''] = text.split('-')
  return (
    <span
      className={styles.print}
      data-size={size}
      role="img"
      aria-label={`Key characters ${[...first].join(' ')}, ${[...second].join(' ')}`}
    >
      {text}
    </span>
  )
}

/** Computed here from the keys themselves, never taken from the wire. */
export function KeysFingerprint({ keys, size }: { readonly keys: PublicKeys; readonly size?: Size }) {
  const { issue, sign } = keys
  const text = useMemo(() => fingerprint(keyHash({ issue, sign })), [issue, sign])
  return <Fingerprint text={text} {...(size === undefined ? {} : { size })} />
}
