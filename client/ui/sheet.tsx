// A native dialog: a sheet from below on a phone, a panel in the middle elsewhere.
import { type ReactNode, useEffect, useId, useRef } from 'react'
import styles from './sheet.module.css'

export type SheetProps = {
  readonly open: boolean
  /** Escape, the close button, a tap beside it. */
  readonly onClose: () => void
  readonly title: ReactNode
  readonly children: ReactNode
  /** Buttons, at the end of reading order. */
  readonly footer?: ReactNode
  /** `side`: a tall panel at the right edge (console). */
  readonly place?: 'middle' | 'side'
  readonly size?: 'm' | 'l'
  /** Where typing or reading begins: the title, or the first field of a form. */
  readonly focus?: 'title' | 'field'
  /** A text to read, with little or nothing to tap: the keyboard scrolls it. */
  readonly text?: boolean
}

export function Sheet({
  open,
  onClose,
  title,
  children,
  footer,
  place = 'middle',
  size = 'm',
  focus = 'title',
  text = false,
}: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    const element = dialog.current
    if (!open || element === null || element.open) return
    // Browsers from before <dialog> still show it, only not as a modal.
    if (element.showModal) element.showModal()
    else element.setAttribute('open', '')
    // A dialog would begin at its close button.
    element.querySelector<HTMLElement>(focus === 'field' ? 'input, textarea, select' : 'h2')?.focus()
    return () => {
      if (element.close) element.close()
      else element.removeAttribute('open')
    }
  }, [open, focus])
  if (!open) return null
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a tap beside the dialog closes it; the keyboard has Escape
    <dialog
      ref={dialog}
      className={styles.dialog}
      data-place={place}
      data-size={size}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
    >
      <div className={styles.sheet}>
        <header className={styles.head}>
          <h2 id={heading} tabIndex={-1} className={styles.title}>
            {title}
          </h2>
          <button type="button" className={styles.close} aria-label="Close" onClick={onClose}>
            <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
              <path d="m3 3 10 10M13 3 3 13" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" />
            </svg>
          </button>
        </header>
        {text ? (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          <section className={styles.body} aria-labelledby={heading} tabIndex={0}>
            {children}
          </section>
        ) : (
          <div className={styles.body}>{children}</div>
        )}
        {footer !== undefined && <footer className={styles.foot}>{footer}</footer>}
      </div>
    </dialog>
  )
}
