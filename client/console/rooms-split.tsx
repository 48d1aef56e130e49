// Splitting everyone into rooms: by size or number, mixed or kept together; again gives other neighbours.
import { useState } from 'react'
import { LIMITS } from '../../shared/limits.ts'
import { randomBelow } from '../state/random.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Segmented } from '../ui/segmented.tsx'
import type { ScreenProps } from './console.ts'
import { within } from './rail-insert.tsx'
import styles from './rooms.module.css'
import { useCommand } from './use-command.ts'

export function RoomsSplit({ console, view }: ScreenProps) {
  const { send, busy, refusal } = useCommand(console)
  const [by, setBy] = useState<'size' | 'count'>('size')
  const [mix, setMix] = useState<'spread' | 'group'>('spread')
  const [typed, setTyped] = useState<string | null>(null)
  const usual =
    by === 'size' ? view.roomSize : Math.max(1, view.rooms.length || Math.round(view.people.length / view.roomSize))
  const n = within(typed ?? String(usual), 1, LIMITS.rooms, usual)
  const placed = view.rooms.some((room) => room.people > 0)
  return (
    <div className={styles.split}>
      <Segmented
        legend="Split by"
        options={[
          { value: 'size', label: 'People a room' },
          { value: 'count', label: 'Rooms' },
        ]}
        value={by}
        onChange={(value) => {
          setBy(value)
          setTyped(null)
        }}
      />
      <div className={styles.number}>
        <Field
          label={by === 'size' ? 'People a room' : 'Number of rooms'}
          bare
          type="number"
          inputMode="numeric"
          min={1}
          value={typed ?? String(usual)}
          onChange={setTyped}
        />
      </div>
      <Segmented
        legend="Functions"
        options={[
          { value: 'spread', label: 'Mixed' },
          { value: 'group', label: 'Alike together' },
        ]}
        value={mix}
        onChange={setMix}
      />
      <Button
        kind={placed ? 'secondary' : 'primary'}
        busy={busy}
        refusal={refusal}
        onClick={() => void send('rooms.split', { by, n, mix, seed: randomBelow(0x1_0000_0000) })}
      >
        {placed ? 'Reshuffle' : 'Split'}
      </Button>
    </div>
  )
}
