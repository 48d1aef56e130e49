// Single keys that drive, and the list of them. They are silent while somebody types or a sheet is open.
import { useEffect, useRef } from 'react'
import { Sheet } from '../ui/sheet.tsx'
import styles from './shell.module.css'

export function useShortcuts(keys: Readonly<Record<string, () => void>>): void {
  const now = useRef(keys)
  useEffect(() => {
    now.current = keys
  })
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented) return
      if (isTyping(event.target) || document.querySelector('dialog[open]') !== null) return
      const act = Object.hasOwn(now.current, event.key) ? now.current[event.key] : undefined
      if (act === undefined) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  }, [])
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest('input:not([type=checkbox], [type=radio]), textarea, select, [role=menu]') !== null)
  )
}

const LIST: readonly (readonly [string, string])[] = [
  ['n', 'Next step'],
  ['b', 'Projector black, and back'],
  ['↑ ↓', 'Along the agenda; Enter goes there'],
  ['Home End', 'First and last step of the agenda'],
  ['1 … 9', 'Ticked cards go to the theme of that number; 0 out of their theme'],
  ['Ctrl Z', 'Undo the last edit of themes'],
  ['Esc', 'Closes what is open'],
  ['?', 'This list'],
]

export function ShellShortcuts({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Sheet open={open} onClose={onClose} title="Keys">
      <dl className={styles.keys}>
        {LIST.map(([keys, does]) => (
          <div key={keys}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet">Single keys do nothing while you type.</p>
    </Sheet>
  )
}
