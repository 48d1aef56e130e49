// How much is shown: how many people it takes before answers, counts or a room's cards appear. Up only, once a round has opened.
import { type FormEvent, useState } from 'react'
import { FLOORS, FLOORS_MOST } from '../../shared/limits.ts'
import { Button } from '../ui/button.tsx'
import { Sheet } from '../ui/sheet.tsx'
import type { ScreenProps } from './console.ts'
import styles from './floors.module.css'
import { FloorsStepper, fitted } from './floors-stepper.tsx'
import { useCommand } from './use-command.ts'

export type FloorsSheetProps = ScreenProps & { readonly open: boolean; readonly onClose: () => void }

export function FloorsSheet({ open, onClose, ...props }: FloorsSheetProps) {
  return (
    <Sheet open={open} onClose={onClose} title="How much is shown" place="side">
      {props.view.status === 'live' ? <FloorsForm {...props} onSaved={onClose} /> : <FloorsNow {...props} />}
    </Sheet>
  )
}

/** What was typed, by field; what was not touched follows the session. */
type Typed = { readonly show?: string; readonly counts?: string; readonly room?: string }

export function FloorsForm({ console, view, onSaved }: ScreenProps & { readonly onSaved: () => void }) {
  const { send, busy, refusal } = useCommand(console)
  const [typed, setTyped] = useState<Typed>({})
  const opened = view.rounds.length > 0
  const least = opened ? view.floors : FLOORS
  const show = fitted(typed.show ?? String(view.floors.show), least.show, FLOORS_MOST)
  // Counts tell more than words do, so they never come earlier.
  const leastCounts = Math.max(least.counts, show)
  const counts = fitted(typed.counts ?? String(view.floors.counts), leastCounts, FLOORS_MOST)
  const room = fitted(typed.room ?? String(view.floors.room), least.room, FLOORS_MOST)
  const same = show === view.floors.show && counts === view.floors.counts && room === view.floors.room
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (same || (await send('floors.raise', { show, counts, room }))) onSaved()
  }
  return (
    <form className={styles.form} onSubmit={(event) => void save(event)} noValidate>
      <p>
        So that nobody can be found out by counting, nothing is shown of too few answers. The projector, phones, this
        console and the board all keep to these numbers.
      </p>
      <FloorsStepper
        label="Answers before anything is shown"
        says="With fewer, a ballot or question shows nothing at all. From here on: the verdict in words, never a count."
        value={typed.show ?? String(view.floors.show)}
        least={least.show}
        most={FLOORS_MOST}
        onChange={(value) => setTyped({ ...typed, show: value })}
      />
      <FloorsStepper
        label="Answers before counts are shown"
        says="From here on: exact counts. All, or all but one, stay one word below twelve, and below this number."
        value={typed.counts === undefined ? String(counts) : typed.counts}
        least={leastCounts}
        most={FLOORS_MOST}
        onChange={(value) => setTyped({ ...typed, counts: value })}
      />
      <FloorsStepper
        label="Phones for a room to keep its cards"
        says="What is written in a smaller room goes into a pool with other rooms’ cards, and phones say so before anybody writes. It holds from the next bell on; cards that are in a room stay there."
        value={typed.room ?? String(view.floors.room)}
        least={least.room}
        most={FLOORS_MOST}
        onChange={(value) => setTyped({ ...typed, room: value })}
      />
      <p className={styles.rule}>
        These can be raised, never lowered, once a round has opened.
        {opened && (
          <small className={styles.says}>
            What is shown now with fewer answers is hidden again at once. The first number, raised, hides every result
            that had words only: else it would tell how many answered.
          </small>
        )}
      </p>
      <Button kind="primary" type="submit" busy={busy} refusal={refusal}>
        {same ? 'Keep it so' : opened ? 'Raise' : 'Save'}
      </Button>
    </form>
  )
}

function FloorsNow({ view }: ScreenProps) {
  return (
    <dl className={styles.now}>
      <dt>Answers before anything is shown</dt>
      <dd>{view.floors.show}</dd>
      <dt>Answers before counts are shown</dt>
      <dd>{view.floors.counts}</dd>
      <dt>Phones for a room to keep its cards</dt>
      <dd>{view.floors.room}</dd>
    </dl>
  )
}
