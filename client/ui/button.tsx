// A button that can be busy and that says, right under itself, why it was refused.
import { type ButtonHTMLAttributes, type ReactNode, type Ref, useId } from 'react'
import styles from './button.module.css'

export type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> & {
  readonly kind?: 'primary' | 'secondary' | 'quiet' | 'danger'
  readonly size?: 's' | 'm' | 'l'
  /** As wide as its column. */
  readonly wide?: boolean
  readonly disabled?: boolean | undefined
  /** Under way: keeps its place and its focus, and ignores further taps. */
  readonly busy?: boolean | undefined
  /** The sentence of a refusal, read out when it appears. */
  readonly refusal?: string | null | undefined
  readonly icon?: ReactNode
  readonly ref?: Ref<HTMLButtonElement>
}

export function Button({
  kind = 'secondary',
  size = 'm',
  wide,
  busy,
  refusal,
  icon,
  children,
  onClick,
  className,
  type = 'button',
  ...rest
}: ButtonProps) {
  const why = useId()
  const button = (
    <button
      {...rest}
      type={type}
      className={className === undefined ? styles.button : `${styles.button} ${className}`}
      data-kind={kind}
      data-size={size}
      data-wide={wide || undefined}
      data-busy={busy || undefined}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      aria-describedby={refusal ? why : rest['aria-describedby']}
      onClick={(event) => {
        if (busy) event.preventDefault()
        else onClick?.(event)
      }}
    >
      {icon}
      {children}
    </button>
  )
  if (refusal === undefined) return button
  return (
    <span className={styles.slot} data-wide={wide || undefined}>
      {button}
      <span className={styles.refusal} id={why} role="status">
        {refusal}
      </span>
    </span>
  )
}
