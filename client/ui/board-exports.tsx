// Take it home: the board in every form, the minutes by one tap, its dates in a calendar that keeps itself up to date.
import { useState } from 'react'
import { calendarPath, EXPORTS, type ExportKind } from '../../shared/export-kinds.ts'
import { sayRefusal } from '../../shared/refusals.ts'
import type { BoardView } from '../../shared/views.ts'
import { type ExportProof, fetchExport } from '../state/export-file.ts'
import styles from './board-exports.module.css'
import { Button } from './button.tsx'
import { copyText } from './copy.ts'
import { saveFile } from './save-file.ts'

const FIRST: readonly ExportKind[] = ['pdf', 'markdown', 'json']
const TABLES: readonly ExportKind[] = ['commitments', 'steps', 'barriers', 'wins', 'ballots', 'themes']
const TRACKERS: readonly ExportKind[] = ['tracker', 'jira']

export type BoardExportsProps = {
  readonly proof: ExportProof
  readonly board: Pick<BoardView, 'title' | 'statement' | 'commitments'>
  /** The key of the board's link, by which a calendar asks again and again; null before there is one. */
  readonly boardKey: string | null
  /** Scheme and host at which other devices reach this server, without a slash at its end. */
  readonly base: string
  /** What to say beside a file that holds less for whoever asks with this proof. */
  readonly notes?: Partial<Readonly<Record<ExportKind, string>>>
}

type Busy = ExportKind | 'copy' | 'picture'

export function BoardExports({ proof, board, boardKey, base, notes = {} }: BoardExportsProps) {
  const [busy, setBusy] = useState<Busy | null>(null)
  const [says, setSays] = useState('')
  const run = async (what: Busy, task: () => Promise<string>) => {
    if (busy !== null) return
    setBusy(what)
    setSays('')
    setSays(await task().catch(() => 'That did not work here. Try another form.'))
    setBusy(null)
  }
  const save = (kind: ExportKind) =>
    run(kind, async () => {
      const file = await fetchExport(proof, kind)
      if (!file.ok) return sayRefusal(file.refusal)
      saveFile(file.data.blob, file.data.name)
      return `Saved: ${file.data.name}`
    })
  const copy = () =>
    run('copy', async () => {
      const file = await fetchExport(proof, 'markdown')
      if (!file.ok) return sayRefusal(file.refusal)
      return (await copyText(await file.data.blob.text()))
        ? 'The minutes are copied.'
        : 'Copying is not possible here; save the minutes instead.'
    })
  const picture = () =>
    run('picture', async () => {
      const { boardPicture } = await import('./board-picture.ts')
      saveFile(await boardPicture(board), 'board.png')
      return 'Saved: board.png'
    })
  const button = (kind: ExportKind) => (
    <li key={kind}>
      <Button size="s" busy={busy === kind} onClick={() => void save(kind)}>
        {EXPORTS[kind].says}
      </Button>
      <small>{notes[kind] ?? EXPORTS[kind].note}</small>
    </li>
  )
  return (
    <section className={`${styles.exports} no-print`} aria-labelledby="take-home">
      <h2 id="take-home">Take it home</h2>
      <ul className={styles.list}>
        <li>
          <Button size="s" kind="primary" busy={busy === 'copy'} onClick={() => void copy()}>
            Copy the minutes
          </Button>
          <small>Markdown, to paste where your team reads</small>
        </li>
        {FIRST.map(button)}
        <li>
          <Button size="s" busy={busy === 'picture'} onClick={() => void picture()}>
            Picture
          </Button>
          <small>PNG, for a slide or a chat</small>
        </li>
        {button('ics')}
        {boardKey !== null && (
          <li>
            <a className={styles.subscribe} href={webcal(base, proof.session, boardKey)}>
              Subscribe
            </a>
            <small>A calendar that keeps itself up to date</small>
          </li>
        )}
      </ul>
      <p role="status">{says}</p>
      <details>
        <summary>Tables, and tasks for a tracker</summary>
        <ul className={styles.list}>{[...TABLES, ...TRACKERS].map(button)}</ul>
      </details>
    </section>
  )
}

function webcal(base: string, session: string, key: string): string {
  return `${base.replace(/^https?:/, 'webcal:')}${calendarPath(session, key)}`
}
