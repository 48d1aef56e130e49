// Everything that brings people in: code, QR, link, a text to send, paper; and the door itself.
import { lazy, Suspense } from 'react'
import { formatCode } from '../../shared/room-code.ts'
import { Button } from '../ui/button.tsx'
import { CodeDisplay } from '../ui/code-display.tsx'
import { KeysFingerprint } from '../ui/fingerprint.tsx'
import { joinLink } from '../ui/join-link.ts'
import { Notice } from '../ui/notice.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { useReadable } from '../ui/use-readable.ts'
import type { ScreenProps } from './console.ts'
import styles from './invite.module.css'
import { CopyButton } from './invite-copy.tsx'
import { useAsk } from './shell-devices.tsx'
import { SureButton } from './shell-sure.tsx'
import { useCommand } from './use-command.ts'

const Qr = lazy(() => import('../ui/qr.tsx').then((module) => ({ default: module.Qr })))

export type InviteSheetProps = ScreenProps & { readonly open: boolean; readonly onClose: () => void }

export function InviteSheet({ open, onClose, console, view }: InviteSheetProps) {
  return (
    <Sheet open={open} onClose={onClose} title="Invite people" place="side">
      {view.code === null ? (
        <p>This session has ended and takes nobody in any more.</p>
      ) : (
        <div className={styles.parts}>
          <Invitation console={console} view={view} code={view.code} />
          <Door console={console} view={view} />
        </div>
      )}
    </Sheet>
  )
}

/** The code, the QR and the ways to pass them on; also the empty lobby. */
export function Invitation({ console, view, code }: ScreenProps & { readonly code: string }) {
  const origin = useReadable(console.origin)
  const { link, plain, address } = joinLink(location, origin, code, view.keys)
  const invitation = `${view.title}\nJoin with your phone: ${link}\nOr open ${address} and type ${formatCode(code)}. No account, no app.`
  return (
    <section className={styles.part} aria-label="Invitation">
      <div className={styles.face}>
        <Suspense fallback={<span className={styles.blank} />}>
          <Qr text={link} label={`QR code to join: ${plain}`} size="11rem" />
        </Suspense>
        <div className={styles.spell}>
          <CodeDisplay code={code} size="l" />
          <p className={styles.address}>{address}</p>
        </div>
      </div>
      <p>
        Keys of this session: <KeysFingerprint keys={view.keys} />. The QR code and the link carry them; who types the
        code compares them with the projector.
      </p>
      {reachesOnlyHere(link) && (
        <Notice tone="warn" still>
          Phones need this laptop’s address. Open this page by the address that npm start printed, such as
          http://192.168.1.20:8080, so that the QR works for phones.
        </Notice>
      )}
      <div className="row" data-gap="2">
        <CopyButton text={link}>Copy the link</CopyButton>
        <CopyButton text={invitation}>Copy an invitation</CopyButton>
        <Button onClick={() => print()}>Print</Button>
      </div>
    </section>
  )
}

export function reachesOnlyHere(link: string): boolean {
  return /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|\/)/.test(link)
}

function Door({ console, view }: ScreenProps) {
  const lock = useCommand(console)
  const { ask, busy, refusal, answer } = useAsk(console, 'code.new')
  return (
    <section className={styles.part}>
      <h3>The door</h3>
      <p>
        {view.locked
          ? 'The door is locked: nobody new comes in. Whoever is in stays in.'
          : 'Open: whoever has the code comes in.'}
      </p>
      <Button
        busy={lock.busy}
        refusal={lock.refusal}
        aria-pressed={view.locked}
        onClick={() => void lock.send('session.lock', { locked: !view.locked })}
      >
        {view.locked ? 'Unlock the door' : 'Lock the door'}
      </Button>
      <SureButton
        label="New code…"
        warning="The code, the QR and every printed invitation stop working. People who are in stay in."
        yes="Draw a new code"
        no="Keep this one"
        busy={busy}
        refusal={refusal}
        onSure={ask}
      />
      <p role="status">{answer !== null ? `The new code is ${formatCode(answer.code)}.` : ''}</p>
    </section>
  )
}
