// All places in a ranked list: themes, cards not yet grouped, hidden themes; a place takes what is dropped on it.
import { type DragEvent, type ReactNode, useState } from 'react'
import type { ThemeView } from '../../shared/views.ts'
import { Button } from '../ui/button.tsx'
import type { ScreenProps } from './console.ts'
import styles from './gather.module.css'
import { focusNext } from './gather-focus.ts'
import { type Drag, FRESH, LOOSE, landing } from './gather-places.ts'
import { counted } from './gather-tools.tsx'
import { useCommand } from './use-command.ts'

export type GatherListProps = ScreenProps & {
  readonly open: string
  readonly drag: Drag | null
  readonly onOpen: (place: string) => void
  readonly onDrag: (drag: Drag | null) => void
  readonly onDrop: (place: string) => void
}

export function GatherList({ console, view, open, drag, onOpen, onDrag, onDrop }: GatherListProps) {
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [over, setOver] = useState<string | null>(null)
  const { send, busy, refusal } = useCommand(console)
  const shown = view.themes.filter((theme) => theme.hidden === null)
  const hidden = view.themes.filter((theme) => theme.hidden !== null)
  // In the order of the list, so that the strongest theme takes the others in.
  const merging = view.themes.filter((theme) => chosen.includes(theme.id))
  const into = merging[0]
  const merge = async () => {
    for (const from of merging.slice(1))
      if (into === undefined || !(await send('theme.merge', { into: into.id, from: from.id }))) return
    setChosen([])
    if (into !== undefined) onOpen(into.id)
  }
  const target = (place: string) => ({
    'data-over': (over === place && drag !== null) || undefined,
    onDragOver: (event: DragEvent) => {
      if (drag === null || landing(drag, place, '', '') === null) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'move'
      if (over !== place) setOver(place)
    },
    onDragLeave: (event: DragEvent) => {
      if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setOver(null)
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault()
      setOver(null)
      onDrop(place)
    },
  })
  const row = (theme: ThemeView, rank: number | null) => (
    <li
      key={theme.id}
      className={styles.row}
      data-open={theme.id === open || undefined}
      data-hidden={theme.hidden !== null || undefined}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('text/plain', theme.title)
        onDrag({ kind: 'theme', theme: theme.id })
      }}
      onDragEnd={() => onDrag(null)}
      {...target(theme.id)}
    >
      <label className={styles.tick}>
        <input
          type="checkbox"
          checked={chosen.includes(theme.id)}
          onChange={() =>
            setChosen(chosen.includes(theme.id) ? chosen.filter((id) => id !== theme.id) : [...chosen, theme.id])
          }
        />
        <span className="visually-hidden">Tick “{theme.title}” to merge it</span>
      </label>
      <Place open={theme.id === open} onOpen={() => onOpen(theme.id)}>
        <span className={styles.title}>
          {rank !== null && <span className={styles.rank}>{rank}</span>}
          <span>{theme.title}</span>
        </span>
        <Concentration rooms={theme.rooms} of={view.rooms.length} cards={theme.count} />
        {theme.hidden !== null && <span className={styles.reason}>Hidden: {theme.hidden || 'no reason given'}</span>}
      </Place>
    </li>
  )
  return (
    <nav className={styles.places} aria-label="Themes" onKeyDown={(event) => focusNext(event, '[data-place]')}>
      {merging.length > 0 && (
        <div className={styles.merging} role="status">
          <span>
            {merging.length === 1
              ? 'Tick another theme to merge it with this one.'
              : `${merging.length} themes ticked.`}
          </span>
          {into !== undefined && merging.length > 1 && (
            <Button size="s" kind="primary" busy={busy} refusal={refusal} onClick={() => void merge()}>
              Merge into “{into.title}”
            </Button>
          )}
          <Button size="s" kind="quiet" onClick={() => setChosen([])}>
            Untick
          </Button>
        </div>
      )}
      <ol className={styles.list}>{shown.map((theme, at) => row(theme, at + 1))}</ol>
      <ul className={styles.list}>
        <li className={styles.row} data-open={open === LOOSE || undefined} data-loose {...target(LOOSE)}>
          <Place open={open === LOOSE} onOpen={() => onOpen(LOOSE)}>
            <span className={styles.title}>Not yet grouped</span>
            <span className={styles.cards}>{counted(view.ungrouped, 'card')}</span>
          </Place>
        </li>
      </ul>
      {hidden.length > 0 && (
        <details className={styles.hidden}>
          <summary>{counted(hidden.length, 'hidden theme')}</summary>
          <ul className={styles.list}>{hidden.map((theme) => row(theme, null))}</ul>
        </details>
      )}
      {drag?.kind === 'cards' && (
        <div className={styles.fresh} {...target(FRESH)}>
          Drop here to begin a new theme
        </div>
      )}
    </nav>
  )
}

function Place({
  open,
  onOpen,
  children,
}: {
  readonly open: boolean
  readonly onOpen: () => void
  readonly children: ReactNode
}) {
  return (
    <button type="button" className={styles.place} data-place aria-current={open ? 'true' : undefined} onClick={onOpen}>
      {children}
    </button>
  )
}

/** How widely something was said: distinct rooms first, the number of cards second. */
export function Concentration({
  rooms,
  of,
  cards,
}: {
  readonly rooms: number
  readonly of: number
  readonly cards: number
}) {
  return (
    <span className={styles.concentration}>
      <span className={styles.share} aria-hidden="true">
        <span style={{ width: `${of > 0 ? Math.min(100, (rooms * 100) / of) : 0}%` }} />
      </span>
      <strong>
        {rooms} of {counted(of, 'room')}
      </strong>
      <span className={styles.cards}>{counted(cards, 'card')}</span>
    </span>
  )
}
