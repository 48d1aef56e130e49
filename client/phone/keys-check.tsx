// The session's eight characters on this phone: checked by the camera, or to be compared once by eye with the big screen.
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Fingerprint } from '../ui/fingerprint.tsx'
import { useReadable } from '../ui/use-readable.ts'
import styles from './keys-check.module.css'
import { usePhone } from './phone-context.ts'

export function KeysCheck() {
  const { phone, keep } = usePhone()
  const trust = useReadable(phone.trust)
  // What was compared, so that other characters are never taken for compared.
  const [compared, setCompared] = useState(() => keep.get<string>('compared'))
  if (trust.fingerprint === null || trust.is === 'refused') return null
  if (trust.is === 'qr')
    return (
      <section className={styles.keys} data-checked aria-label="Keys of this session">
        <p>Keys checked by your camera:</p>
        <Fingerprint text={trust.fingerprint} size="l" />
        <p className={styles.soft}>They came with the QR code or link that you opened.</p>
      </section>
    )
  const same = compared === trust.fingerprint
  const say = (next: string | null) => {
    setCompared(next)
    if (next === null) keep.remove('compared')
    else keep.set('compared', next)
  }
  return (
    <section className={styles.keys} data-checked={same || undefined} aria-label="Keys of this session">
      <p role="status">
        {same ? 'Keys compared with the big screen, by you:' : 'Compare these eight characters with the big screen:'}
      </p>
      <Fingerprint text={trust.fingerprint} size="l" />
      {same ? (
        <Button kind="quiet" size="s" onClick={() => say(null)}>
          Compare again
        </Button>
      ) : (
        <>
          <Button size="s" onClick={() => say(trust.fingerprint)}>
            They are the same
          </Button>
          <details className={styles.soft}>
            <summary>They are different</summary>
            <p>
              Then do not write anything yet. Tell the facilitator, aloud, and scan the QR code on the big screen: your
              camera then checks the keys by itself.
            </p>
          </details>
        </>
      )}
    </section>
  )
}
