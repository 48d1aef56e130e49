// "How this stays anonymous", reachable from the menu at any time; its words come when it is opened.
import { lazy, Suspense } from 'react'
import type { PhoneView } from '../../shared/views.ts'
import { Empty } from '../ui/empty.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { KeysCheck } from './keys-check.tsx'

const HowAnonymous = lazy(() =>
  import('../ui/anonymity/how-anonymous.tsx').then((module) => ({ default: module.HowAnonymous })),
)

export type AnonymitySheetProps = {
  readonly open: boolean
  readonly onClose: () => void
  readonly floors: PhoneView['floors']
}

export function AnonymitySheet({ open, onClose, floors }: AnonymitySheetProps) {
  return (
    <Sheet open={open} onClose={onClose} title="How this stays anonymous" text size="l">
      {open && (
        <Suspense fallback={<Empty title="One moment…" state="waiting" />}>
          <HowAnonymous heading="h3" floors={floors} keys={<KeysCheck />} />
        </Suspense>
      )}
    </Sheet>
  )
}
