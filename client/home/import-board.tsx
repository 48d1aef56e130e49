// A board from a file: it says what is in it, and a new session goes on with it when that is wanted.
import { type ChangeEvent, useEffect, useRef, useState } from 'react'
import { dayWords } from '../../shared/day-words.ts'
import { IMPORT_BYTES } from '../../shared/export-kinds.ts'
import type { Created } from '../../shared/protocol.ts'
import { type RefusalCode, sayRefusal } from '../../shared/refusals.ts'
import { importBoardFile } from '../state/export-file.ts'
import { Button } from '../ui/button.tsx'
import { type BoardFile, readBoardFile } from './board-file.ts'
import styles from './home.module.css'

export function ImportBoard({ onCreated }: { readonly onCreated: (created: Created, title: string) => void }) {
  const input = useRef<HTMLInputElement>(null)
  const [found, setFound] = useState<BoardFile | null>(null)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<RefusalCode | null>(null)
  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    // The same file may be chosen again after it was refused.
    event.target.value = ''
    if (file === undefined) return
    const board = file.size > IMPORT_BYTES ? 'no-board' : readBoardFile(await file.text())
    setFound(typeof board === 'string' ? null : board)
    setRefusal(typeof board === 'string' ? board : null)
  }
  const bring = async ({ text, title }: BoardFile) => {
    setBusy(true)
    setRefusal(null)
    const result = await importBoardFile(text)
    setBusy(false)
    if (result.ok) onCreated(result.data, title)
    else setRefusal(result.refusal.code)
  }
  const says = refusal === null ? null : sayRefusal({ code: refusal })
  const choose = () => input.current?.click()
  return (
    <>
      <input ref={input} type="file" accept="application/json,.json" hidden onChange={(event) => void read(event)} />
      {found === null ? (
        <Button kind="quiet" refusal={says} onClick={choose} title="A board that was taken home as JSON">
          Import a board
        </Button>
      ) : (
        <Found found={found}>
          <div className={styles.actions}>
            <Button busy={busy} aria-describedby="found-no" onClick={() => void bring(found)}>
              Bring it in
            </Button>
            <Button kind="quiet" onClick={() => busy || choose()}>
              Another file
            </Button>
          </div>
          <p id="found-no" className={styles.missing} role="status">
            {says}
          </p>
        </Found>
      )}
    </>
  )
}

function Found({ found, children }: { readonly found: BoardFile; readonly children: React.ReactNode }) {
  const place = useRef<HTMLElement>(null)
  // The button that was tapped is gone: whoever reads by ear goes on here.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another file is read anew
  useEffect(() => place.current?.focus(), [found])
  const { title, commitments, day } = found
  return (
    <section ref={place} className={styles.found} aria-labelledby="found" tabIndex={-1}>
      <p id="found">
        <strong>{title}</strong>
        {`${commitments} ${commitments === 1 ? 'commitment' : 'commitments'}${day === null ? '' : `, from ${dayWords(day)}`}. It becomes a session of its own here.`}
      </p>
      {children}
    </section>
  )
}
