// A button that opens a list of things to do: arrow keys, Home, End, Escape; closes when focus or a tap goes elsewhere.
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Button, type ButtonProps } from './button.tsx'
import styles from './menu.module.css'

export type MenuItem = {
  readonly label: ReactNode
  readonly note?: ReactNode
  readonly onPick: () => void
  readonly danger?: boolean
  readonly disabled?: boolean
}

export type MenuProps = {
  readonly label: ReactNode
  /** When the label is only a picture, or not unique on the page. */
  readonly name?: string
  readonly items: readonly MenuItem[]
  readonly kind?: ButtonProps['kind']
  readonly size?: ButtonProps['size']
  /** The edge of the button that the list keeps to. */
  readonly align?: 'start' | 'end'
}

export function Menu({ label, name, items, kind = 'quiet', size = 'm', align = 'start' }: MenuProps) {
  const [open, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const id = useId()

  useEffect(() => {
    if (!open) return
    choices(root.current)[0]?.focus()
    const outside = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false)
    }
    document.addEventListener('pointerdown', outside)
    return () => document.removeEventListener('pointerdown', outside)
  }, [open])

  const close = () => {
    setOpen(false)
    root.current?.querySelector('button')?.focus()
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (!open && event.key !== 'ArrowDown') return
    if (event.key === 'Tab') return setOpen(false)
    const at = choices(root.current)
    const now = at.indexOf(document.activeElement as HTMLButtonElement)
    if (event.key === 'Escape') close()
    else if (event.key === 'ArrowDown') open ? at[(now + 1) % at.length]?.focus() : setOpen(true)
    else if (event.key === 'ArrowUp') at.at(now <= 0 ? -1 : now - 1)?.focus()
    else if (event.key === 'Home') at[0]?.focus()
    else if (event.key === 'End') at.at(-1)?.focus()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the button and its list are handled where both live
    <div className={styles.menu} ref={root} onKeyDown={onKeyDown}>
      <Button
        kind={kind}
        size={size}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={name}
        onClick={() => setOpen(!open)}
      >
        {label}
      </Button>
      {open && (
        <div className={styles.list} id={id} role="menu" aria-label={name ?? 'Choices'} data-align={align}>
          {items.map((item, index) => (
            <button
              // biome-ignore lint/suspicious/noArrayIndexKey: the list lives as long as it is open
              key={index}
              type="button"
              role="menuitem"
              tabIndex={-1}
              className={styles.item}
              data-danger={item.danger || undefined}
              disabled={item.disabled}
              onClick={() => {
                close()
                item.onPick()
              }}
            >
              {item.label}
              {item.note !== undefined && <span className={styles.note}>{item.note}</span>}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}

function choices(root: HTMLElement | null): HTMLButtonElement[] {
  return [...(root?.querySelectorAll<HTMLButtonElement>('[role=menuitem]:not(:disabled)') ?? [])]
}
