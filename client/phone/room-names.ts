// Names of the rooms this phone has been in: after a move its cards may still belong to the one before.
import type { PhoneMine } from '../../shared/views.ts'
import type { Keep } from '../state/keep.ts'

type Names = Readonly<Record<string, string>>

export function rememberRoom(keep: Keep, room: PhoneMine['room']): void {
  const before = keep.get<Names>('rooms') ?? {}
  if (room !== null && before[room.id] !== room.name) keep.set('rooms', { ...before, [room.id]: room.name })
}

export function roomName(keep: Keep, room: string): string | null {
  return keep.get<Names>('rooms')?.[room] ?? null
}
