// A board from a file: a new session goes on with it.
import { type ChangeEvent, useRef, useState } from 'react'
import { IMPORT_BYTES } from '../../shared/export-kinds.ts'
import type { Created } from '../../shared/protocol.ts'
import { REFUSALS, sayRefusal } from '../../shared/refusals.ts'
import { importBoardFile } from '../state/export-file.ts'
import { Button } from '../ui/button.tsx'

export function ImportBoard({ onCreated }: { readonly onCreated: (created: Created, title: string) => void }) {
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const bring = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    // The same file may be chosen again after it was refused.
    event.target.value = ''
    if (file === undefined) return
    if (file.size > IMPORT_BYTES) return setRefusal(REFUSALS['no-board'].say)
    setBusy(true)
    setRefusal(null)
    const text = await file.text()
    const result = await importBoardFile(text)
    setBusy(false)
    if (result.ok) onCreated(result.data, titleIn(text))
    else setRefusal(sayRefusal(result.refusal))
  }
  return (
    <>
      <input ref={input} type="file" accept="application/json,.json" hidden onChange={(event) => void bring(event)} />
      <Button
        kind="quiet"
        busy={busy}
        refusal={refusal}
        onClick={() => input.current?.click()}
        title="A board that was taken home as JSON"
      >
        Import a board
      </Button>
    </>
  )
}

/** Of a file that the server took. */
function titleIn(text: string): string {
  const { board } = JSON.parse(text) as { board: { title: string } }
  return board.title
}
