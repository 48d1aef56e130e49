// The room's table: drag a card onto another, or tap some and put them together. Everything lives on every phone of the room.
import { useEffect, useState } from 'react'
import { CARD_KINDS, type CardKind } from '../../shared/card-kinds.ts'
import { LIMITS } from '../../shared/limits.ts'
import { randomId } from '../state/random.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { planDrop, type Spot } from './drop-plan.ts'
import { useCommand } from './phone-context.ts'
import { PileCard } from './pile-card.tsx'
import styles from './room-cards.module.css'
import type { RoomTable } from './room-table.ts'
import { useDrag } from './use-drag.ts'

export function CardTable({ table, disabled }: { readonly table: RoomTable; readonly disabled: boolean }) {
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [said, setSaid] = useState('')
  const { send, busy, refusal } = useCommand()
  const known = new Set(table.cards.map((card) => card.id))
  const picked = chosen.filter((id) => known.has(id))
  const put = async (cards: readonly string[], pile: string | null) => {
    if (await send('pile.put', { cards: [...cards], pile })) setChosen([])
  }
  /** A chosen card takes the others along. */
  const carried = (id: string) => (picked.includes(id) ? picked : [id])
  const drop = async (id: string, spot: Spot) => {
    const plan = planDrop(table, carried(id), spot)
    if (plan === null) return
    await put(plan.cards, plan.into === 'new' ? randomId() : plan.into.pile)
    setSaid(SAID[plan.says] ?? '')
  }
  const { table: ground, picture, air, takeBack } = useDrag(!disabled, (card, spot) => void drop(card, spot))
  const gone = air !== null && !known.has(air.card)
  // Its author took it back while it was in the air.
  useEffect(() => {
    if (gone) takeBack()
  }, [gone, takeBack])
  const moving = air === null ? [] : carried(air.card)
  const plan = air?.over == null ? null : planDrop(table, moving, air.over)
  const over = plan === null ? null : air?.over
  const lifted = table.cards.find((card) => card.id === air?.card)
  const card = (id: string) => {
    const one = table.cards.find((each) => each.id === id)
    if (one === undefined) return null
    return (
      <PileCard
        key={id}
        id={id}
        text={one.text}
        kind={Object.hasOwn(CARD_KINDS, one.kind) ? CARD_KINDS[one.kind as CardKind].label : ''}
        chosen={picked.includes(id)}
        heard={table.heard.includes(id)}
        lifted={moving.includes(id)}
        under={over?.over === 'card' && over.id === id && !table.piled.has(id)}
        disabled={disabled}
        onChoose={() => setChosen(picked.includes(id) ? picked.filter((each) => each !== id) : [...picked, id])}
        onHeard={() => void send('heard.mark', { card: id, on: !table.heard.includes(id) })}
      />
    )
  }
  /** A finger over one of a pile's cards is over the pile. */
  const isOver = (pile: { readonly id: string; readonly cards: readonly string[] }) =>
    (over?.over === 'pile' && over.id === pile.id) || (over?.over === 'card' && pile.cards.includes(over.id))
  const single = table.cards.filter((one) => !table.piled.has(one.id))
  return (
    <div ref={ground} className={styles.table} data-dragging={air !== null || undefined}>
      <p className={styles.hint}>
        <strong>Put together what is about the same problem.</strong> Hold a card and drag it onto another, or tap
        several. Everyone in the room sees it. {table.heard.length} of {LIMITS.heardPerRoom} marked “must be heard”.
      </p>
      {refusal !== null && <Notice tone="wrong">{refusal}</Notice>}
      <p className="visually-hidden" role="status">
        {said}
      </p>
      {table.piles.map((pile, at) => (
        <section
          key={pile.id}
          className={styles.pile}
          data-pile={pile.id}
          data-under={isOver(pile) || undefined}
          aria-label={`Pile ${at + 1}, ${pile.cards.length} cards`}
        >
          <p aria-hidden="true">{pile.cards.length === 1 ? 'One card' : `${pile.cards.length} cards together`}</p>
          {pile.cards.map(card)}
          {picked.some((id) => !pile.cards.includes(id)) && (
            <Button size="s" busy={busy} onClick={() => void put(picked, pile.id)}>
              Add to this pile
            </Button>
          )}
        </section>
      ))}
      <div className={styles.singles}>{single.map((one) => card(one.id))}</div>
      {picked.length > 0 && !disabled && air === null && (
        <div className={styles.bar} role="toolbar" aria-label="With the chosen cards">
          <span>{picked.length} chosen</span>
          {picked.length > 1 && (
            <Button kind="primary" size="s" busy={busy} onClick={() => void put(picked, randomId())}>
              Put together
            </Button>
          )}
          {picked.some((id) => table.piled.has(id)) && (
            <Button size="s" busy={busy} onClick={() => void put(picked, null)}>
              Take out
            </Button>
          )}
          <Button kind="quiet" size="s" onClick={() => setChosen([])}>
            Clear
          </Button>
        </div>
      )}
      {moving.some((id) => table.piled.has(id)) && (
        <div className={styles.out} data-ground data-under={over?.over === 'ground' || undefined} aria-hidden="true">
          Let go here to take it out
        </div>
      )}
      {air !== null && lifted !== undefined && (
        <div ref={picture} className={styles.air} style={{ width: air.width }} aria-hidden="true">
          <p className={styles.text} dir="auto">
            {lifted.text}
          </p>
          {(plan !== null || moving.length > 1) && (
            <span className={styles.says}>{plan?.says ?? `${moving.length} cards`}</span>
          )}
        </div>
      )}
    </div>
  )
}

/** For those who listen. */
const SAID: Readonly<Record<string, string>> = {
  'Put together': 'Put together.',
  'Add to this pile': 'Added to the pile.',
  'Take out': 'Taken out of the pile.',
}
