// One place opened: its name, what can be done with it as a whole, and its cards to tick, drag, move and split.
import { useState } from 'react'
import { CARD_KINDS, type CardKind } from '../../shared/card-kinds.ts'
import type { ShownCard } from '../../shared/requests.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Menu } from '../ui/menu.tsx'
import type { ScreenProps } from './console.ts'
import { focusNext } from './gather-focus.ts'
import styles from './gather-place.module.css'
import { type Drag, FRESH, LOOSE } from './gather-places.ts'
import { GatherTheme } from './gather-theme.tsx'

export type GatherPlaceProps = ScreenProps & {
  readonly place: string
  readonly cards: readonly string[]
  readonly texts: ReadonlyMap<string, ShownCard>
  readonly fetching: boolean
  readonly ticked: readonly string[]
  readonly onTick: (cards: readonly string[]) => void
  readonly onDrag: (drag: Drag | null) => void
  readonly onMove: (place: string) => void
  readonly onMerge: (place: string) => void
}

export function GatherPlace(props: GatherPlaceProps) {
  const { view, place, cards, texts, fetching, ticked, onTick } = props
  const theme = view.themes.find((one) => one.id === place)
  const all = cards.length > 0 && ticked.length === cards.length
  return (
    <section className={styles.opened} aria-labelledby="gather-place">
      {theme === undefined ? (
        <header className={styles.about}>
          <h2 id="gather-place" tabIndex={-1}>
            Not yet grouped
          </h2>
          <p className={styles.soft}>A normal place to be: what only one person said can matter most.</p>
        </header>
      ) : (
        <GatherTheme console={props.console} view={view} theme={theme} onMerge={props.onMerge} />
      )}
      {cards.length > 0 && (
        <div className={styles.bar} data-ticked={ticked.length > 0 || undefined}>
          <label className={styles.all}>
            <input
              type="checkbox"
              checked={all}
              ref={(box) => {
                if (box !== null) box.indeterminate = ticked.length > 0 && !all
              }}
              onChange={() => onTick(all ? [] : cards)}
            />
            <span>{ticked.length === 0 ? 'Tick all' : `${ticked.length} of ${cards.length} ticked`}</span>
          </label>
          {ticked.length > 0 && (
            <>
              <Menu
                label="Move to…"
                kind="secondary"
                size="s"
                align="end"
                items={[
                  ...view.themes
                    .filter((one) => one.id !== place)
                    .map((one) => ({ label: one.title, onPick: () => props.onMove(one.id) })),
                  ...(place === LOOSE ? [] : [{ label: 'Not yet grouped', onPick: () => props.onMove(LOOSE) }]),
                ]}
              />
              <Button size="s" onClick={() => props.onMove(FRESH)}>
                {place === LOOSE ? 'Begin a theme with these' : 'Split into a new theme'}
              </Button>
            </>
          )}
        </div>
      )}
      {fetching ? (
        <Empty title="Fetching the cards…" state="waiting" />
      ) : cards.length === 0 ? (
        <Empty title={theme === undefined ? 'Every card is in a theme' : 'No card here yet'}>
          {theme === undefined ? undefined : 'Drag cards onto its name, or tick them elsewhere and choose “Move to…”.'}
        </Empty>
      ) : (
        <Cards cards={cards} texts={texts} ticked={ticked} onTick={onTick} place={place} onDrag={props.onDrag} />
      )}
    </section>
  )
}

type CardsProps = Pick<GatherPlaceProps, 'cards' | 'texts' | 'ticked' | 'onTick' | 'place' | 'onDrag'>

/** One stop for Tab; arrow keys walk inside. */
function Cards({ cards, texts, ticked, onTick, place, onDrag }: CardsProps) {
  const [at, setAt] = useState<string | null>(null)
  const stop = at !== null && cards.includes(at) ? at : cards[0]
  const marked = new Set(ticked)
  const toggle = (id: string) =>
    onTick(marked.has(id) ? ticked.filter((one) => one !== id) : cards.filter((one) => marked.has(one) || one === id))
  return (
    <ul className={styles.deck} aria-label="Cards" onKeyDown={(event) => focusNext(event, 'input')}>
      {cards.map((id) => {
        const card = texts.get(id)
        return (
          <li
            key={id}
            className={styles.card}
            data-ticked={marked.has(id) || undefined}
            draggable
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move'
              event.dataTransfer.setData('text/plain', card?.text ?? '')
              onDrag({ kind: 'cards', from: place, cards: marked.has(id) ? ticked : [id] })
            }}
            onDragEnd={() => onDrag(null)}
          >
            <label>
              <input
                type="checkbox"
                checked={marked.has(id)}
                tabIndex={id === stop ? 0 : -1}
                onFocus={() => setAt(id)}
                onChange={() => toggle(id)}
              />
              <span className={styles.words}>
                <span className={styles.text}>{card?.text ?? 'Fetching…'}</span>
                {card !== undefined && <span className={styles.kind}>{kindLabel(card.kind)}</span>}
              </span>
            </label>
          </li>
        )
      })}
    </ul>
  )
}

function kindLabel(kind: string): string {
  return kind in CARD_KINDS ? CARD_KINDS[kind as CardKind].label : ''
}
