// Over the themes: how much there is, undo and redo (also by Ctrl+Z), another proposal, and what the last one changed.
import { useEffect, useRef, useState } from 'react'
import type { ShownCard } from '../../shared/requests.ts'
import { Button } from '../ui/button.tsx'
import type { ScreenProps } from './console.ts'
import { counted } from './counted.ts'
import styles from './gather.module.css'
import { GatherChanges } from './gather-changes.tsx'
import { GatherPropose } from './gather-propose.tsx'
import { useCommand } from './use-command.ts'

export function GatherTools({
  console,
  view,
  texts,
}: ScreenProps & { readonly texts: ReadonlyMap<string, ShownCard> }) {
  const undo = useCommand(console)
  const [said, setSaid] = useState<{ readonly words: string; readonly past: number } | null>(null)
  // Until the next edit: from then on Undo takes that back.
  const says = said === null || view.past > said.past ? null : said.words
  const [comparing, setComparing] = useState(false)
  const takeBack = (redo: boolean) => {
    if ((redo ? view.redo : view.undo) === null) return
    setSaid(null)
    void undo.send('theme.undo', { redo, past: view.past })
  }
  useUndoKeys(takeBack)
  const hidden = view.themes.filter((theme) => theme.hidden !== null).length
  return (
    <div className={styles.tools}>
      <p className={styles.sums}>
        <strong>{counted(view.themes.length - hidden, 'theme')}</strong>
        {hidden > 0 && ` and ${hidden} hidden`} from {counted(view.cards, 'card')} in{' '}
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
        <GatherPropose
          console={console}
          view={view}
          onSays={(words, past) => setSaid(words === null ? null : { words, past })}
        />
        {view.undo !== null && (
          <Button size="s" kind="quiet" onClick={() => setComparing(true)}>
            What changed
          </Button>
        )}
      </div>
      <p className={styles.last} role="status">
        {undo.refusal ??
          says ??
          [
            view.undo === null ? null : `Undo takes back: ${view.undo}`,
            view.redo === null ? null : `Redo: ${view.redo}`,
          ]
            .filter((part) => part !== null)
            .join(' · ')}
      </p>
      {comparing && <GatherChanges console={console} view={view} texts={texts} onClose={() => setComparing(false)} />}
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
