// The invitation on paper: what the printer gets when the console is printed, and nothing on the screen.
import { lazy, Suspense } from 'react'
import { formatCode } from '../../shared/room-code.ts'
import type { ConsoleView } from '../../shared/views.ts'
import { KeysFingerprint } from '../ui/fingerprint.tsx'
import { joinLink } from '../ui/join-link.ts'
import styles from './invite.module.css'

const Qr = lazy(() => import('../ui/qr.tsx').then((module) => ({ default: module.Qr })))

export function InvitePaper({ view, origin }: { readonly view: ConsoleView; readonly origin: string | null }) {
  if (view.code === null) return null
  const { link, address } = joinLink(location, origin, view.code, view.keys)
  return (
    <section className={styles.paper} aria-label="Invitation on paper">
      <p className={styles.paperTitle}>{view.title}</p>
      <p className={styles.paperCode}>{formatCode(view.code)}</p>
      <Suspense fallback={null}>
        <Qr text={link} label="QR code to join" size="9cm" />
      </Suspense>
      <ol>
        <li>Join the wifi of this room.</li>
        <li>
          Point your camera at the square, or open <strong>{address}</strong>.
        </li>
        <li>
          Type <strong>{formatCode(view.code)}</strong>. No account, no app.
        </li>
      </ol>
      <p className={styles.paperKeys}>
        Your phone shows the same eight characters: <KeysFingerprint keys={view.keys} />
      </p>
    </section>
  )
}
