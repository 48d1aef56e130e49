// Before a ballot: which commitments go on it, what the others still lack, and what 80% will mean.

import { useState } from 'react'
import { goesOn } from '../../shared/board-lines.ts'
import type { CommitmentView } from '../../shared/views.ts'
import { Button } from '../ui/button.tsx'
import { CommitmentCard, MISSING_WORDS } from '../ui/commitment-card.tsx'
import { isDecided, lastResult } from '../ui/commitment-life-trend.tsx'
import { Empty } from '../ui/empty.tsx'
import { VerdictWord } from '../ui/verdict-word.tsx'
import styles from './ballot.module.css'
import { changedSince } from './ballot-changed.ts'
import { GoToStep } from './board-loop.tsx'
import { BoardReopen } from './board-reopen.tsx'
import type { ScreenProps } from './console.ts'
import { counted } from './counted.ts'
import { nameOf } from './draft-name.ts'
import { useCommand } from './use-command.ts'

export type BallotChooseProps = ScreenProps & {
  /** Ballots this step has held already. */
  readonly asked: number
  /** Back to the results of the ballot before, when there was one. */
  readonly onBack?: () => void
  readonly onOpened: () => void
}

/** What the step's settings ask for; only a ballot step has a target. */
export function targetOf(view: ScreenProps['view']): number {
  return view.step.kind === 'ballot' ? view.step.settings.target : 80
}

export function BallotChoose({ console, view, asked, onBack, onOpened }: BallotChooseProps) {
  const [changed, setChanged] = useState<Readonly<Record<string, boolean>>>({})
  const { send, busy, refusal } = useCommand(console)
  // At a live check-in everything is asked again as it stands, once.
  const asksAll = view.liveCheckin !== null && asked === 0
  const ready = view.commitments.filter((one) => view.ready.includes(one.id))
  const decided = view.commitments.filter((one) => !view.ready.includes(one.id) && isDecided(one))
  const unready = view.commitments.filter((one) => !view.ready.includes(one.id) && !decided.includes(one))
  const on = ready.filter((one) => changed[one.id] ?? (goesOn(one) && (asksAll || worthAsking(one))))
  const target = targetOf(view)
  const open = async () => {
    const round = `${view.step.id}.${view.rounds.filter((one) => one.step === view.step.id).length + 1}`
    if (await send('ballot.open', { round, commitments: on.map((one) => one.id) })) onOpened()
  }
  if (view.commitments.length === 0)
    return (
      <Empty
        title="Nothing to put on a ballot yet"
        action={
          <GoToStep console={console} view={view} kind="draft" look="primary">
            Go to the draft
          </GoToStep>
        }
      >
        A ballot asks about commitments: who does what by when, giving up what.
      </Empty>
    )
  return (
    <div className={styles.ballot}>
      <section className={styles.part} aria-labelledby="ballot-choose">
        <h2 id="ballot-choose">{asked === 0 ? 'What goes on the ballot?' : 'What is asked again?'}</h2>
        <p className={styles.soft}>
          Reached means: at least <strong>{target}%</strong> of the people it concerns are clear enough to act and
          committed, even if everyone silent were not.{' '}
          {counted(view.people.length, 'person').replace('persons', 'people')} can answer.
        </p>
        {ready.length > 0 && (
          <ul className={styles.list}>
            {ready.map((one) => (
              <li key={one.id} className={styles.choice} data-on={on.includes(one) || undefined}>
                <label>
                  <input
                    type="checkbox"
                    checked={on.includes(one)}
                    onChange={(event) => setChanged({ ...changed, [one.id]: event.currentTarget.checked })}
                  />
                  <span className="visually-hidden">Put on the ballot: {nameOf(one)}</span>
                </label>
                <div className={styles.about}>
                  <CommitmentCard commitment={one} size="s" />
                  <Before commitment={one} />
                </div>
              </li>
            ))}
          </ul>
        )}
      </section>
      {decided.length > 0 && (
        <section className={styles.part} aria-labelledby="ballot-decided">
          <h2 id="ballot-decided">Decided</h2>
          <p className={styles.soft}>They stand. Ask again only when something is new since then.</p>
          <ul className={styles.list}>
            {decided.map((one) => (
              <li key={one.id} className={styles.unready}>
                <p className={styles.say}>{nameOf(one)}</p>
                <BoardReopen console={console} commitment={one} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {unready.length > 0 && (
        <section className={styles.part} aria-labelledby="ballot-unready">
          <h2 id="ballot-unready">Not ready</h2>
          <ul className={styles.list}>
            {unready.map((one) => (
              <li key={one.id} className={styles.unready}>
                <p className={styles.say}>{nameOf(one)}</p>
                <p className={styles.missing}>
                  {one.missing.length === 0
                    ? 'It is being asked already.'
                    : `Missing: ${one.missing.map((field) => MISSING_WORDS[field]).join(', ')}`}
                </p>
              </li>
            ))}
          </ul>
          <div>
            <GoToStep console={console} view={view} kind="draft">
              Fill it in, or waive it aloud
            </GoToStep>
          </div>
        </section>
      )}
      <div className={styles.foot}>
        <Button
          kind="primary"
          size="l"
          disabled={on.length === 0}
          busy={busy}
          refusal={refusal}
          onClick={() => void open()}
        >
          {on.length === 0 ? 'Open the ballot' : `Open the ballot on ${counted(on.length, 'commitment')}`}
        </Button>
        {onBack !== undefined && (
          <Button kind="quiet" size="l" onClick={onBack}>
            Back to the results
          </Button>
        )}
        <p className={styles.soft}>
          The wording is frozen while it is open. Nobody sees an answer before it closes, you included.
        </p>
      </div>
    </div>
  )
}

/** Everything is ticked at first, except what stands already and was not touched since. */
function worthAsking(commitment: CommitmentView): boolean {
  return commitment.ballots.at(-1)?.result?.verdict !== 'reached' || changedSince(commitment).length > 0
}

function Before({ commitment }: { readonly commitment: CommitmentView }) {
  const verdict =
    (commitment.ballots.length > 0 ? commitment.ballots.at(-1)?.result : lastResult(commitment))?.verdict ?? null
  if (commitment.ballots.length + commitment.pursuit.earlier.length === 0) return null
  const changed = changedSince(commitment)
  return (
    <p className={styles.before}>
      {verdict !== null && <VerdictWord verdict={verdict} size="s" />}
      <span>{changed.length === 0 ? 'Unchanged since the last ballot.' : `Changed since: ${changed.join(', ')}.`}</span>
    </p>
  )
}
