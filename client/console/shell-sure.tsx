// A button for what cannot be taken back: the first press says what ends, the second does it.
import { type ReactNode, useState } from 'react'
import { Button, type ButtonProps } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'

export type SureButtonProps = {
  readonly label: string
  readonly kind?: ButtonProps['kind']
  readonly size?: ButtonProps['size']
  /** What ends. */
  readonly warning: ReactNode
  /** The words of the second press, and of leaving it. */
  readonly yes: string
  readonly no: string
  readonly busy: boolean
  readonly refusal: string | null
  /** Whether it was done. */
  readonly onSure: () => Promise<boolean>
}

export function SureButton({
  label,
  kind = 'quiet',
  size = 'm',
  warning,
  yes,
  no,
  busy,
  refusal,
  onSure,
}: SureButtonProps) {
  const [asking, setAsking] = useState(false)
  if (!asking)
    return (
      <Button kind={kind} size={size} onClick={() => setAsking(true)}>
        {label}
      </Button>
    )
  return (
    <Notice tone="warn">
      <span className="stack" data-gap="3">
        <span>{warning}</span>
        <span className="row" data-gap="2">
          <Button
            size="s"
            kind={kind === 'primary' ? 'primary' : 'danger'}
            busy={busy}
            refusal={refusal}
            autoFocus
            onClick={() => void onSure().then((done) => done && setAsking(false))}
          >
            {yes}
          </Button>
          <Button size="s" kind="quiet" onClick={() => setAsking(false)}>
            {no}
          </Button>
        </span>
      </span>
    </Notice>
  )
}
