// The personal way back: a link and its QR code, for another phone when this one dies.
import { lazy, Suspense, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { copyText } from '../ui/copy.ts'
import { Sheet } from '../ui/sheet.tsx'
import { useReadable } from '../ui/use-readable.ts'
import { returnLink } from './device.ts'
import { usePhone } from './phone-context.ts'
import styles from './shell.module.css'

const Qr = lazy(() => import('../ui/qr.tsx').then((module) => ({ default: module.Qr })))

export function ReturnSheet({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { phone } = usePhone()
  const ended = useReadable(phone.common)?.status === 'ended'
  const [copied, setCopied] = useState<boolean | null>(null)
  const link = returnLink(phone.seat, location.origin, phone.keysHash())
  return (
    <Sheet open={open} onClose={onClose} title="Your way back">
      <div className={styles.stack}>
        <p>
          Battery low? Scan this with another phone, or keep the link. It is your seat: whoever has it answers as you.
        </p>
        {open && (
          <Suspense fallback={null}>
            <Qr text={link} label="QR code of your personal return link" size="14rem" />
          </Suspense>
        )}
        {ended ? (
          <p>It opens the board and its check-ins. In a check-in that is open now, only the first phone can answer.</p>
        ) : (
          <p>
            Cards that are still kept on this phone stay on this phone. In a round that is open now, only the first
            phone can answer.
          </p>
        )}
        <Button kind="primary" wide onClick={() => void Promise.resolve(copyText(link)).then(setCopied)}>
          Copy the link
        </Button>
        <p role="status">
          {copied === null ? '' : copied ? 'Copied.' : 'Copying is not possible here; use the QR code.'}
        </p>
      </div>
    </Sheet>
  )
}
