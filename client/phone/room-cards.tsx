// The room's cards: tap some, put them together; tap a pile to add to it. Everything lives on every phone of the room.
import { useMemo, useState, useSyncExternalStore } from 'react'
import { CARD_KINDS, type CardKind } from '../../shared/card-kinds.ts'
import { LIMITS } from '../../shared/limits.ts'
import { randomId } from '../state/random.ts'
import type { Replica } from '../state/replica.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Notice } from '../ui/notice.tsx'
import { useReadable } from '../ui/use-readable.ts'
import { useCommand, usePhone } from './phone-context.ts'
import { PileCard } from './pile-card.tsx'
import styles from './room-cards.module.css'
import type { RoomTable } from './room-table.ts'
import { EMPTY_TABLE, tableOf } from './room-table.ts'
import { useReplica } from './use-replica.ts'

export function RoomCards({ room, disabled }: { readonly room: string; readonly disabled: boolean }) {
  const replica = useReplica(`cards/${room}`)
  if (replica === null) return <Empty title="Fetching the room’s cards…" state="waiting" />
  return <Table replica={replica} disabled={disabled} />
}

function Table({ replica, disabled }: { readonly replica: Replica; readonly disabled: boolean }) {
  const { phone } = usePhone()
  const synced = useReadable(replica.synced)
  const source = useMemo(() => tableOf(replica.doc, phone.seat.person), [replica, phone])
  const table: RoomTable = useSyncExternalStore(source.subscribe, source.get)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const { send, busy, refusal } = useCommand()
  const known = new Set(table.cards.map((card) => card.id))
  const picked = chosen.filter((id) => known.has(id))
  const put = async (cards: readonly string[], pile: string | null) => {
    if (await send('pile.put', { cards: [...cards], pile })) setChosen([])
  }
  if (table === EMPTY_TABLE || table.cards.length === 0)
    return (
      <Empty title={synced ? 'No cards in this room yet' : 'Fetching the room’s cards…'} state="waiting">
        {synced ? 'They appear together, shuffled, when the round is collected.' : undefined}
      </Empty>
    )
  const single = table.cards.filter((card) => !table.piled.has(card.id))
  const card = (id: string) => {
    const one = table.cards.find((each) => each.id === id)
    if (one === undefined) return null
    return (
      <PileCard
        key={id}
        text={one.text}
        kind={Object.hasOwn(CARD_KINDS, one.kind) ? CARD_KINDS[one.kind as CardKind].label : ''}
        chosen={picked.includes(id)}
        heard={table.heard.includes(id)}
        disabled={disabled}
        onChoose={() => setChosen(picked.includes(id) ? picked.filter((each) => each !== id) : [...picked, id])}
        onHeard={() => void send('heard.mark', { card: id, on: !table.heard.includes(id) })}
      />
    )
  }
  return (
    <div className={styles.table}>
      <p className={styles.hint}>
        Tap cards that are about the same problem, then “Put together”. Everyone in the room sees it.{' '}
        {table.heard.length} of {LIMITS.heardPerRoom} marked “must be heard”.
      </p>
      {refusal !== null && <Notice tone="wrong">{refusal}</Notice>}
      {table.piles.map((pile, at) => (
        <section key={pile.id} className={styles.pile} aria-label={`Pile ${at + 1}, ${pile.cards.length} cards`}>
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
      {picked.length > 0 && !disabled && (
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
    </div>
  )
}
