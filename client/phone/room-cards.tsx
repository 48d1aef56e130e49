// The room's cards, as they lie on every phone of the room: fetched with Yjs, then shown on the table.
import { useMemo, useSyncExternalStore } from 'react'
import type { Replica } from '../state/replica.ts'
import { Empty } from '../ui/empty.tsx'
import { useReadable } from '../ui/use-readable.ts'
import { CardTable } from './card-table.tsx'
import { usePhone } from './phone-context.ts'
import { EMPTY_TABLE, type RoomTable, tableOf } from './room-table.ts'
import { useReplica } from './use-replica.ts'

export function RoomCards({ room, disabled }: { readonly room: string; readonly disabled: boolean }) {
  const replica = useReplica(`cards/${room}`)
  if (replica === null) return <Empty title="Fetching the room’s cards…" state="waiting" />
  return <Fetched replica={replica} disabled={disabled} />
}

function Fetched({ replica, disabled }: { readonly replica: Replica; readonly disabled: boolean }) {
  const { phone } = usePhone()
  const synced = useReadable(replica.synced)
  const source = useMemo(() => tableOf(replica.doc, phone.seat.person), [replica, phone])
  const table: RoomTable = useSyncExternalStore(source.subscribe, source.get)
  if (table === EMPTY_TABLE || table.cards.length === 0)
    return (
      <Empty title={synced ? 'No cards in this room yet' : 'Fetching the room’s cards…'} state="waiting">
        {synced ? 'They appear together, shuffled, when the round is collected.' : undefined}
      </Empty>
    )
  return <CardTable table={table} disabled={disabled} />
}
