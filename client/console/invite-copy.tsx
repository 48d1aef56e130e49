// A button that copies a text and says whether it did; where copying is impossible it shows the text to select.
import { type ReactNode, useState } from 'react'
import { Button, type ButtonProps } from '../ui/button.tsx'
import { copyText } from '../ui/copy.ts'
import styles from './invite.module.css'

export function CopyButton({
  text,
  children,
  kind = 'secondary',
}: {
  readonly text: string
  readonly children: ReactNode
  readonly kind?: ButtonProps['kind']
}) {
  const [copied, setCopied] = useState<boolean | null>(null)
  return (
    <span className={styles.copy}>
      <Button kind={kind} onClick={() => void copyText(text).then(setCopied)}>
        {children}
      </Button>
      <span role="status" className={styles.copied}>
        {copied === true && 'Copied.'}
        {copied === false && (
          <>
            Copying is not possible here; select it: <code>{text}</code>
          </>
        )}
      </span>
    </span>
  )
}
