// All places in a ranked list: themes, cards not yet grouped, hidden themes; a place takes what is dropped on it.
import { type DragEvent, type ReactNode, useState } from 'react'
import type { ThemeView } from '../../shared/views.ts'
import { randomId } from '../state/random.ts'
import { Button } from '../ui/button.tsx'
import type { ScreenProps } from './console.ts'
import { counted } from './counted.ts'
import styles from './gather.module.css'
import { focusNext } from './gather-focus.ts'
import { type Drag, FRESH, LOOSE, landing } from './gather-places.ts'
import { GatherReach } from './gather-reach.tsx'
import { useShortcuts } from './shell-shortcuts.tsx'
import { useCommand } from './use-command.ts'

export type GatherListProps = ScreenProps & {
  readonly open: string
  readonly drag: Drag | null
  /** Cards that wait for a place: then a tap on a place moves them. */
  readonly ticked: number
  readonly onOpen: (place: string) => void
  readonly onDrag: (drag: Drag | null) => void
  readonly onDrop: (place: string) => void
  readonly onMove: (place: string) => void
  readonly onUntick: () => void
}

export function GatherList(props: GatherListProps) {
  const { console, view, open, drag, ticked, onOpen, onDrag, onDrop, onMove } = props
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [over, setOver] = useState<string | null>(null)
  const { send, busy, refusal } = useCommand(console)
  const add = useCommand(console)
  const shown = view.themes.filter((theme) => theme.hidden === null)
  const hidden = view.themes.filter((theme) => theme.hidden !== null)
  const ranked = view.themes.some((theme) => theme.reach !== null)
  const takes = (place: string) => ticked > 0 && place !== open
  const pick = (place: string) => (takes(place) ? onMove(place) : onOpen(place))
  useMoveKeys(shown, ticked > 0, pick, props.onUntick)
  const addEmpty = async () => {
    const theme = randomId()
    if (await add.send('theme.add', { theme, title: 'New theme', cards: [] })) onOpen(theme)
  }
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
      <Place open={theme.id === open} takes={takes(theme.id)} onOpen={() => pick(theme.id)}>
        <span className={styles.title}>
          {rank !== null && ticked > 0 && rank < 10 ? (
            <kbd className={styles.key}>{rank}</kbd>
          ) : (
            rank !== null && ranked && <span className={styles.rank}>{rank}</span>
          )}
          <span>{theme.title}</span>
        </span>
        <GatherReach theme={theme} of={view.rooms.length} />
        {theme.hidden !== null && <span className={styles.reason}>Hidden: {theme.hidden || 'no reason given'}</span>}
      </Place>
    </li>
  )
  return (
    <nav className={styles.places} aria-label="Themes" onKeyDown={(event) => focusNext(event, '[data-place]')}>
      {ticked > 0 && (
        <div className={styles.merging} data-moving role="status">
          <span>
            {counted(ticked, 'card')} ticked. Tap where {ticked === 1 ? 'it belongs' : 'they belong'}, or press its
            number.
          </span>
          <Button size="s" kind="quiet" onClick={props.onUntick}>
            Untick
          </Button>
        </div>
      )}
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
          <Place open={open === LOOSE} takes={takes(LOOSE)} onOpen={() => pick(LOOSE)}>
            <span className={styles.title}>
              {ticked > 0 && <kbd className={styles.key}>0</kbd>}
              <span>Not yet grouped</span>
            </span>
            <span className={styles.cards}>{counted(view.ungrouped, 'card')}</span>
          </Place>
        </li>
      </ul>
      {!ranked && shown.length > 0 && (
        <p className={styles.hint}>Too few cards to rank: the order of these themes says nothing yet.</p>
      )}
      {hidden.length > 0 && (
        <details className={styles.hidden}>
          <summary>{counted(hidden.length, 'hidden theme')}</summary>
          <p className={styles.hint}>Phones and projector say how many are hidden and why, not which.</p>
          <ul className={styles.list}>{hidden.map((theme) => row(theme, null))}</ul>
        </details>
      )}
      <div>
        <Button size="s" kind="quiet" busy={add.busy} refusal={add.refusal} onClick={() => void addEmpty()}>
          Add an empty theme
        </Button>
      </div>
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
  takes,
  onOpen,
  children,
}: {
  readonly open: boolean
  readonly takes: boolean
  readonly onOpen: () => void
  readonly children: ReactNode
}) {
  return (
    <button
      type="button"
      className={styles.place}
      data-place
      data-takes={takes || undefined}
      aria-current={open ? 'true' : undefined}
      onClick={onOpen}
    >
      {takes && <span className="visually-hidden">Move to: </span>}
      {children}
    </button>
  )
}

/** While cards are ticked: 1 to 9 move them to the theme of that number, 0 to no theme, Escape unticks them. */
function useMoveKeys(
  shown: readonly ThemeView[],
  active: boolean,
  onMove: (place: string) => void,
  onUntick: () => void,
): void {
  const keys: [string, () => void][] = shown.slice(0, 9).map((theme, at) => [String(at + 1), () => onMove(theme.id)])
  useShortcuts(active ? Object.fromEntries([...keys, ['0', () => onMove(LOOSE)], ['Escape', onUntick]]) : NO_KEYS)
}

const NO_KEYS = {}
