// Among how many people a card of this round is hidden, said before the first word is typed.
import { ROOM_STRICT } from '../../shared/limits.ts'
import type { RoundView } from '../../shared/views.ts'
import { Notice } from '../ui/notice.tsx'
import { type ScreenProps, usePhone } from './phone-context.ts'
import { roomName } from './room-names.ts'
import styles from './shell.module.css'

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
  if (room === null) return <Notice still>You are in no room, so your cards go with those of other rooms.</Notice>
  if (room.pool)
    return <Notice still>Too few people are in this room, so your cards go with those of other rooms.</Notice>
  if (room.hidden < ROOM_STRICT)
    return (
      <Notice still>
        Only {room.hidden} people write in this room, so each of the others guesses between {room.hidden - 1}.
      </Notice>
    )
  return <p className={styles.small}>{room.hidden} people write in this room.</p>
}
