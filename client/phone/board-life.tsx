// What the board's commitments live through, for one person: theirs first, then wins, then everybody's.
import { type ReactNode, useId } from 'react'
import type { CommitmentView } from '../../shared/views.ts'
import { BoardWins } from '../ui/board-wins.tsx'
import { Button } from '../ui/button.tsx'
import { type Life, LifeProvider } from '../ui/commitment-life.ts'
import { CommitmentLife } from '../ui/commitment-life-view.tsx'
import { useReadable } from '../ui/use-readable.ts'
import { type ScreenProps, useCommand, usePhone } from './phone-context.ts'
import shell from './shell.module.css'

export type BoardLifeProps = ScreenProps & {
  /** What comes before the commitments and after them. */
  readonly before?: ReactNode
  readonly after?: ReactNode
}

export function useParticipantLife({ view, mine }: ScreenProps): Life {
  const { phone } = usePhone()
  const offset = useReadable(phone.offset)
  return { send: phone.send, role: 'participant', me: mine.id, now: Date.now() + offset, names: view.names }
}

export function BoardLife({ view, mine, before, after }: BoardLifeProps) {
  const life = useParticipantLife({ view, mine })
  const worded = worthShowing(view.commitments)
  const own = worded.filter((one) => one.owner?.id === mine.id)
  const removes = (one: CommitmentView) =>
    one.pursuit.barriers.some((barrier) => barrier.closed === null && barrier.remover?.id === mine.id)
  const others = worded
    .filter((one) => one.owner?.id !== mine.id)
    .sort((a, b) => Number(removes(b)) - Number(removes(a)))
  return (
    <LifeProvider value={life}>
      {before}
      {own.length > 0 && (
        <section className={shell.stack} aria-labelledby="own">
          <h2 id="own">{own.length === 1 ? 'Yours' : 'Yours first'}</h2>
          {own.map((one) => (
            <CommitmentLife key={one.id} commitment={one} open={own.length < 3} talk={view.talk === one.id} />
          ))}
        </section>
      )}
      <BoardWins commitments={worded} most={3} />
      {others.length > 0 && (
        <section className={shell.stack} aria-labelledby="others">
          <h2 id="others">{own.length > 0 ? 'The others' : 'Commitments'}</h2>
          {others.map((one) => (
            <CommitmentLife key={one.id} commitment={one} open={false} talk={view.talk === one.id}>
              <TooBig commitment={one} on={mine.tooBig.includes(one.id)} />
            </CommitmentLife>
          ))}
        </section>
      )}
      {after}
    </LifeProvider>
  )
}

/** One without words was begun and left. */
export function worthShowing(commitments: readonly CommitmentView[]): CommitmentView[] {
  return commitments.filter((one) => one.wording.what !== '')
}

/** A name is not asked for, and only the number is shown. */
function TooBig({ commitment, on }: { readonly commitment: CommitmentView; readonly on: boolean }) {
  const { send, busy, refusal } = useCommand()
  const seen = useId()
  return (
    <div className={shell.tight}>
      <Button
        size="s"
        kind="quiet"
        busy={busy}
        refusal={refusal}
        aria-pressed={on}
        aria-describedby={on ? undefined : seen}
        onClick={() => void send('split.ask', { commitment: commitment.id, on: !on })}
      >
        {on ? 'You asked for a split. Take it back' : 'Too big? Ask for a split'}
      </Button>
      {!on && (
        <p className={shell.small} id={seen}>
          How many ask is seen by everybody at once; whoever is watching may guess that it was you.
        </p>
      )}
    </div>
  )
}
