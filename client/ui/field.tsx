// A labelled line or area of text with a hint, an error and an honest counter; it never cuts what was typed.
import { type InputHTMLAttributes, type KeyboardEventHandler, type ReactNode, type Ref, useId } from 'react'
import { graphemes } from '../../shared/text.ts'
import { Counter } from './counter.tsx'
import styles from './field.module.css'

export type FieldProps = {
  readonly label: ReactNode
  readonly value: string
  readonly onChange: (value: string) => void
  /** The label is only for screen readers. */
  readonly bare?: boolean
  readonly hint?: ReactNode
  readonly error?: string | null | undefined
  /** Said after the label. Fields are required unless they say this. */
  readonly optional?: boolean
  /** Graphemes that fit; the counter shows near the end and beyond it. */
  readonly max?: number
  /** Lines to begin with; the area grows with its text. Without it the field is one line. */
  readonly rows?: number
  /** Set in the voice of what people say. */
  readonly say?: boolean
  readonly type?: 'text' | 'date' | 'number' | 'email' | 'search'
  readonly ref?: Ref<HTMLInputElement & HTMLTextAreaElement>
  readonly onBlur?: () => void
  readonly onKeyDown?: KeyboardEventHandler<HTMLElement>
} & Pick<
  InputHTMLAttributes<HTMLInputElement>,
  | 'autoCapitalize'
  | 'autoComplete'
  | 'autoFocus'
  | 'disabled'
  | 'enterKeyHint'
  | 'id'
  | 'inputMode'
  | 'max'
  | 'min'
  | 'name'
  | 'placeholder'
  | 'readOnly'
  | 'spellCheck'
>

export function Field({
  label,
  value,
  onChange,
  bare,
  hint,
  error,
  optional,
  max,
  rows,
  say,
  type = 'text',
  id,
  ref,
  ...rest
}: FieldProps) {
  const own = useId()
  const field = id ?? own
  const over = max !== undefined && graphemes(value) > max
  const shared = {
    ...rest,
    id: field,
    value,
    className: say ? `${styles.box} ${styles.say}` : styles.box,
    'aria-invalid': error || over ? true : undefined,
    'aria-describedby': `${field}-hint ${field}-error`,
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  } as const
  return (
    <div className={styles.field}>
      <label className={bare ? 'visually-hidden' : styles.label} htmlFor={field}>
        {label}
        {optional && <span className={styles.optional}> (optional)</span>}
      </label>
      {hint !== undefined && (
        <p className={styles.hint} id={`${field}-hint`}>
          {hint}
        </p>
      )}
      {rows === undefined ? (
        <input {...shared} ref={ref} type={type} />
      ) : (
        <span className={styles.grow} data-say={say || undefined} data-text={`${value}\n`}>
          <textarea {...shared} ref={ref} rows={rows} />
        </span>
      )}
      <p className={styles.foot} id={`${field}-error`}>
        {error && (
          <span className={styles.error} role="alert">
            {error}
          </span>
        )}
        {max !== undefined && <Counter text={value} max={max} />}
      </p>
    </div>
  )
}
