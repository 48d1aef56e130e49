// "How this stays anonymous", from the console's menu; its words come when it is opened.
import { lazy, Suspense } from 'react'
import { Empty } from '../ui/empty.tsx'
import { KeysFingerprint } from '../ui/fingerprint.tsx'
import { Sheet } from '../ui/sheet.tsx'
import type { ScreenProps } from './console.ts'

const HowAnonymous = lazy(() =>
  import('../ui/anonymity/how-anonymous.tsx').then((module) => ({ default: module.HowAnonymous })),
)

export type AnonymitySheetProps = Pick<ScreenProps, 'view'> & { readonly open: boolean; readonly onClose: () => void }

export function AnonymitySheet({ open, onClose, view }: AnonymitySheetProps) {
  return (
    <Sheet open={open} onClose={onClose} title="How this stays anonymous" text place="side" size="l">
      {open && (
        <Suspense fallback={<Empty title="One moment…" state="waiting" />}>
          <HowAnonymous
            heading="h3"
            floors={view.floors}
            keys={
              <p>
                Keys of this session: <KeysFingerprint keys={view.keys} />.{' '}
                <a href="/anonymity" target="_blank" rel="noreferrer">
                  As a page to print
                </a>
              </p>
            }
          />
        </Suspense>
      )}
    </Sheet>
  )
}
