// The cards of one place: tick them one by one, with Shift a run of them, drag them; each says where it stands in its theme.
import { type KeyboardEvent, type MouseEvent, useLayoutEffect, useRef, useState } from 'react'
import { CARD_KINDS, type CardKind } from '../../shared/card-kinds.ts'
import type { ShownCard } from '../../shared/requests.ts'
import { focusNext } from './gather-focus.ts'
import styles from './gather-place.module.css'
import type { Drag } from './gather-places.ts'

export type GatherCardsProps = {
  readonly place: string
  /** In the order to show. */
  readonly cards: readonly string[]
  readonly texts: ReadonlyMap<string, ShownCard>
  readonly ticked: readonly string[]
  /** What stands under each card while reasons are shown. */
  readonly reasons: ReadonlyMap<string, string>
  /** Cards that fit least. */
  readonly doubtful: ReadonlySet<string>
  /** The card that stands for all. */
  readonly representative: string | null
  readonly onTick: (cards: readonly string[]) => void
  readonly onDrag: (drag: Drag | null) => void
}

/** One stop for Tab; arrow keys walk inside, and tick on their way while Shift is held. */
export function GatherCards(props: GatherCardsProps) {
  const { cards, texts, ticked, place, onTick, onDrag } = props
  const [at, setAt] = useState<string | null>(null)
  const last = useRef<string | null>(null)
  const list = useFocusStays(cards)
  const stop = at !== null && cards.includes(at) ? at : cards[0]
  const marked = new Set(ticked)
  const set = (ids: readonly string[], on: boolean) => {
    const some = new Set(ids)
    onTick(cards.filter((one) => (some.has(one) ? on : marked.has(one))))
  }
  const toggle = (id: string, run: boolean) => {
    const from = run && last.current !== null ? cards.indexOf(last.current) : -1
    const to = cards.indexOf(id)
    last.current = id
    set(from < 0 ? [id] : cards.slice(Math.min(from, to), Math.max(from, to) + 1), !marked.has(id))
  }
  const walk = (event: KeyboardEvent<HTMLElement>) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const here = stop === undefined ? -1 : cards.indexOf(stop)
    const next = cards[here + step]
    if (event.shiftKey && step !== 0 && stop !== undefined && next !== undefined) {
      last.current = next
      set([stop, next], true)
    }
    focusNext(event, 'input')
  }
  return (
    <ul ref={list} className={styles.deck} aria-label="Cards" onKeyDown={walk}>
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
            <label onMouseDown={keepSelection}>
              <input
                type="checkbox"
                checked={marked.has(id)}
                tabIndex={id === stop ? 0 : -1}
                onFocus={() => setAt(id)}
                onChange={(event) =>
                  toggle(id, (event.nativeEvent as Event & { shiftKey?: boolean }).shiftKey === true)
                }
              />
              <span className={styles.words}>
                <span className={styles.text} dir="auto">
                  {card?.text ?? 'Fetching…'}
                </span>
                <Facts {...props} id={id} card={card} />
              </span>
            </label>
          </li>
        )
      })}
    </ul>
  )
}

function Facts({
  id,
  card,
  reasons,
  doubtful,
  representative,
}: GatherCardsProps & { readonly id: string; readonly card: ShownCard | undefined }) {
  const reason = reasons.get(id)
  return (
    <>
      {reason !== undefined && <span className={styles.reason}>{reason}</span>}
      <span className={styles.facts}>
        {card !== undefined && <span>{kindLabel(card.kind)}</span>}
        {doubtful.has(id) && <span className={styles.least}>Fits least</span>}
        {id === representative && <span className={styles.stands}>Stands for all</span>}
      </span>
    </>
  )
}

/** A click with Shift would mark the words between. */
function keepSelection(event: MouseEvent): void {
  if (event.shiftKey) event.preventDefault()
}

/** When the card under the focus went to another place, the next one has it: the keyboard goes on where it was. */
function useFocusStays(cards: readonly string[]) {
  const list = useRef<HTMLUListElement>(null)
  const before = useRef({ card: '', at: -1 })
  useLayoutEffect(() => {
    const inputs = [...(list.current?.querySelectorAll<HTMLInputElement>('input') ?? [])]
    const { card, at } = before.current
    if (at >= 0 && !cards.includes(card) && document.activeElement === document.body)
      inputs[Math.min(at, inputs.length - 1)]?.focus()
    const now = inputs.indexOf(document.activeElement as HTMLInputElement)
    before.current = { card: cards[now] ?? '', at: now }
  })
  return list
}

function kindLabel(kind: string): string {
  return kind in CARD_KINDS ? CARD_KINDS[kind as CardKind].label : ''
}
