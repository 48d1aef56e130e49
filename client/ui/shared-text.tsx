// A text field that several people type into at once: a plain textarea bound to a Y.Text, its caret kept where it belongs.
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type * as Y from 'yjs'
import { applyChange, applyDelta, keepSelection, type Selection, textChange } from '../state/text-binding.ts'
import { Counter } from './counter.tsx'
import styles from './shared-text.module.css'

export type SharedTextProps = {
  readonly label: string
  readonly text: Y.Text
  readonly rows?: number
  readonly readOnly?: boolean
  readonly placeholder?: string
  readonly hint?: string
  /** Graphemes of it that are taken over onto the board. */
  readonly max?: number
}

/** Marks our own transactions, so that they do not come back as somebody else's. */
const OWN = Symbol('own')

export function SharedText({ label, text, rows = 2, readOnly = false, placeholder, hint, max }: SharedTextProps) {
  const id = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const caret = useRef<Selection | null>(null)
  const [value, setValue] = useState(() => text.toString())
  useEffect(() => {
    setValue(text.toString())
    const changed = (event: Y.YTextEvent, transaction: Y.Transaction) => {
      if (transaction.origin === OWN) return
      const field = area.current
      if (field !== null && document.activeElement === field)
        caret.current = keepSelection({ start: field.selectionStart, end: field.selectionEnd }, event.delta)
      // At once: a key pressed before the field shows this change would be read as taking the change back.
      flushSync(() => setValue((before) => applyDelta(before, event.delta)))
    }
    text.observe(changed)
    return () => text.unobserve(changed)
  }, [text])
  useLayoutEffect(() => {
    if (caret.current === null) return
    area.current?.setSelectionRange(caret.current.start, caret.current.end)
    caret.current = null
  })
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      <textarea
        ref={area}
        id={id}
        rows={rows}
        style={{ minHeight: `${rows * 1.5 + 1}em` }}
        value={value}
        readOnly={readOnly}
        placeholder={placeholder}
        aria-describedby={`${id}-hint ${id}-foot`}
        onChange={(event) => {
          const next = event.target.value
          const change = textChange(text.toString(), next, event.target.selectionStart)
          if (change !== null) applyChange(text, change, OWN)
          setValue(next)
        }}
      />
      <p id={`${id}-foot`} className={styles.foot}>
        {max !== undefined && <Counter text={value} max={max} beyond="the end is not on the board" />}
      </p>
    </div>
  )
}
