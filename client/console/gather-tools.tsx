// Over the themes: how much there is, undo and redo (also by Ctrl+Z), an empty theme, and another proposal.
import { useEffect, useRef, useState } from 'react'
import { sayRefusal } from '../../shared/refusals.ts'
import { randomId } from '../state/random.ts'
import { Button } from '../ui/button.tsx'
import type { ScreenProps } from './console.ts'
import styles from './gather.module.css'
import { useCommand } from './use-command.ts'

export function GatherTools({ console, view, onOpen }: ScreenProps & { readonly onOpen: (theme: string) => void }) {
  const undo = useCommand(console)
  const add = useCommand(console)
  const [proposing, setProposing] = useState<{ readonly busy: boolean; readonly says: string | null }>({
    busy: false,
    says: null,
  })
  const takeBack = (redo: boolean) => {
    if ((redo ? view.redo : view.undo) !== null) void undo.send('theme.undo', { redo, past: view.past })
  }
  useUndoKeys(takeBack)
  const propose = async () => {
    setProposing({ busy: true, says: null })
    const reply = await console.ask('theme.propose', {})
    const says = reply.ok
      ? `The machine proposed anew: ${counted(reply.data?.themes ?? 0, 'theme')} now. What you edited stayed.`
      : sayRefusal(reply.refusal)
    setProposing({ busy: false, says })
  }
  const addEmpty = async () => {
    const theme = randomId()
    if (await add.send('theme.add', { theme, title: 'New theme', cards: [] })) onOpen(theme)
  }
  return (
    <div className={styles.tools}>
      <p className={styles.sums}>
        <strong>{counted(view.themes.length, 'theme')}</strong> from {counted(view.cards, 'card')} in{' '}
        {counted(view.rooms.length, 'room')}
        {view.ungrouped > 0 && `, ${view.ungrouped} not yet grouped`}
      </p>
      <div className={styles.buttons}>
        <Button
          size="s"
          disabled={view.undo === null}
          busy={undo.busy}
          title={view.undo === null ? undefined : `${view.undo} (Ctrl+Z)`}
          onClick={() => takeBack(false)}
        >
          Undo
        </Button>
        <Button
          size="s"
          disabled={view.redo === null}
          busy={undo.busy}
          title={view.redo === null ? undefined : `${view.redo} (Ctrl+Shift+Z)`}
          onClick={() => takeBack(true)}
        >
          Redo
        </Button>
        <Button size="s" busy={add.busy} onClick={() => void addEmpty()}>
          Add an empty theme
        </Button>
        <Button size="s" busy={proposing.busy} onClick={() => void propose()}>
          Propose again
        </Button>
      </div>
      <p className={styles.last} role="status">
        {undo.refusal ??
          add.refusal ??
          proposing.says ??
          [
            view.undo === null ? null : `Undo takes back: ${view.undo}`,
            view.redo === null ? null : `Redo: ${view.redo}`,
          ]
            .filter((part) => part !== null)
            .join(' · ')}
      </p>
    </div>
  )
}

/** Not while typing: there Ctrl+Z belongs to the words. */
function useUndoKeys(takeBack: (redo: boolean) => void): void {
  const latest = useRef(takeBack)
  useEffect(() => {
    latest.current = takeBack
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase()
      if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== 'z' && key !== 'y')) return
      const at = event.target
      if (at instanceof HTMLTextAreaElement || at instanceof HTMLSelectElement) return
      if (at instanceof HTMLInputElement && at.type !== 'checkbox' && at.type !== 'radio') return
      if (document.querySelector('dialog[open]') !== null) return
      event.preventDefault()
      latest.current(event.shiftKey || key === 'y')
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}

export function counted(count: number, what: string): string {
  return `${count} ${count === 1 ? what : `${what}s`}`
}
