// One place opened: its name, what can be done with it as a whole, and its cards to tick, drag, move and split.
import { useMemo } from 'react'
import type { ShownCard } from '../../shared/requests.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Menu } from '../ui/menu.tsx'
import type { ScreenProps } from './console.ts'
import { GatherCards } from './gather-cards.tsx'
import { byDoubt, weakestOf } from './gather-doubt.ts'
import { useKept } from './gather-kept.ts'
import styles from './gather-place.module.css'
import { type Drag, FRESH, LOOSE } from './gather-places.ts'
import { useReasons } from './gather-reasons.ts'
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
  const reasons = useReasons(props.console, theme === undefined || cards.length === 0 ? null : theme.id, cards)
  const [order, setOrder] = useKept('gather.order', 'doubt', ['doubt', 'typical'])
  const [under, setUnder] = useKept('gather.reasons', 'off', ['off', 'on'])
  const doubtful = weakestOf(view.found, place, cards)
  const sorted = order === 'doubt' && theme !== undefined && cards.length > 2 ? byDoubt(cards, doubtful) : cards
  const why = useMemo(() => new Map(reasons.why?.cards.map(({ card, says }) => [card, says])), [reasons.why])
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
        <GatherTheme
          console={props.console}
          view={view}
          theme={theme}
          reasons={reasons}
          texts={texts}
          onMerge={props.onMerge}
        />
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
          {ticked.length === 0 && theme !== undefined && (
            <>
              {cards.length > 2 && (
                <Menu
                  label={order === 'doubt' ? 'Doubtful first' : 'Typical first'}
                  name={`Order of the cards: ${order === 'doubt' ? 'doubtful first' : 'typical first'}`}
                  size="s"
                  align="end"
                  items={[
                    { label: 'Doubtful first', note: 'What may belong elsewhere', onPick: () => setOrder('doubt') },
                    { label: 'Typical first', note: 'What stands for the theme', onPick: () => setOrder('typical') },
                  ]}
                />
              )}
              <Button
                size="s"
                kind="quiet"
                aria-pressed={under === 'on'}
                onClick={() => setUnder(under === 'on' ? 'off' : 'on')}
              >
                Show reasons
              </Button>
            </>
          )}
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
        <GatherCards
          place={place}
          cards={sorted}
          texts={texts}
          ticked={ticked}
          reasons={under === 'on' ? why : NO_REASONS}
          doubtful={new Set(doubtful)}
          representative={reasons.why?.representative ?? null}
          onTick={onTick}
          onDrag={props.onDrag}
        />
      )}
    </section>
  )
}

const NO_REASONS: ReadonlyMap<string, string> = new Map()
