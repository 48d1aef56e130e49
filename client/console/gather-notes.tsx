// What a facilitator should know before reading the themes: whose proposal it is, what is still under way, and who was silent.
import type { ConsoleView } from '../../shared/views.ts'
import { Notice } from '../ui/notice.tsx'
import { counted } from './counted.ts'
import styles from './gather.module.css'

export type GatherNotesProps = { readonly view: ConsoleView; readonly collecting: boolean }

export function GatherNotes({ view, collecting }: GatherNotesProps) {
  const { reading } = view.found
  return (
    <>
      {collecting && <Notice>More cards are being collected; they will stand under “Not yet grouped”.</Notice>}
      {view.sorting?.state === 'open' && view.themes.length > 0 && (
        <p className={styles.hint}>
          The machine’s first proposal; the room is still sorting. What you edit now stays when its answers are in.
        </p>
      )}
      {reading > 0 && (
        <Notice>
          {counted(reading, 'card')} {reading === 1 ? 'is' : 'are'} still being read; until then shared words propose.
        </Notice>
      )}
      {view.silent.length > 0 && (
        <Notice still>
          {listed(view.silent.map((room) => room.name))} wrote no card. Ask what they see differently.
        </Notice>
      )}
    </>
  )
}

/** "Oak", "Oak and Elm", "Oak, Elm and Ash". */
function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
