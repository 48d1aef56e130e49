// Among how many people a card of this round is hidden, said before the first word is typed.
import type { RoundView } from '../../shared/views.ts'
import { Notice } from '../ui/notice.tsx'
import { type ScreenProps, usePhone } from './phone-context.ts'
import { roomName } from './room-names.ts'
import styles from './shell.module.css'

/** Below this a room is told how few it is (ANONYMITY 8). */
const FEW = 5

export function RoomLine({ mine, round }: ScreenProps & { readonly round: RoundView | null }) {
  const { phone, keep } = usePhone()
  const { room } = mine
  const given = round === null ? null : phone.roomOf(round)
  if (given !== null && given !== room?.id)
    return (
      <Notice still>
        Your cards of this round go to {roomName(keep, given) ?? 'the room'}, where you were when it opened.
      </Notice>
    )
  if (room === null) return <Notice still>You are in no room: what you write goes to everyone’s pool.</Notice>
  if (room.pool)
    return (
      <Notice still>
        {room.hidden === 1 ? 'Only you write' : `Only ${room.hidden} people write`} in this room. That is too few to be
        hidden among, so what you write goes to everyone’s pool, with the cards of all rooms.
      </Notice>
    )
  if (room.hidden < FEW)
    return (
      <Notice still>
        Only {room.hidden} people write in this room: each of the others has {room.hidden - 1} people to think of.
      </Notice>
    )
  return <p className={styles.small}>{room.hidden} people write in this room.</p>
}
