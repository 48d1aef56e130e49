// After a ballot: how each commitment stands, and the two ways on, to fix the wording or to ask again.

import { dayWords } from '../../shared/day-words.ts'
import type { RoundView } from '../../shared/views.ts'
import { BallotResultView } from '../ui/ballot-result.tsx'
import { Button } from '../ui/button.tsx'
import { PublishedList } from '../ui/published-list.tsx'
import styles from './ballot.module.css'
import { GoToStep } from './board-loop.tsx'
import { headline } from './board-next.ts'
import type { ScreenProps } from './console.ts'

export type BallotResultsProps = ScreenProps & { readonly round: RoundView; readonly onAgain: () => void }

export function BallotResults({ console, view, round, onAgain }: BallotResultsProps) {
  const asked = view.commitments.flatMap((commitment) => {
    const ballot = commitment.ballots.find((one) => one.round === round.id)
    return ballot === undefined ? [] : [{ commitment, ballot }]
  })
  const open = asked.filter(({ ballot }) => ballot.result?.verdict !== 'reached').length
  return (
    <div className={styles.ballot}>
      <section className={styles.part} aria-labelledby="ballot-results">
        <h2 id="ballot-results">{headline(asked.map(({ ballot }) => ballot))}</h2>
        {round.phones !== null && (
          <p className={styles.soft}>
            {round.phones === 1 ? 'One phone' : `${round.phones} phones`} sent their packets, of {view.people.length}{' '}
            people.
          </p>
        )}
        <ul className={styles.list}>
          {asked.map(({ commitment, ballot }) => (
            <li key={ballot.id} className={styles.result}>
              <h3 className={styles.say}>{ballot.wording.what}</h3>
              <p className={styles.soft}>
                {[
                  commitment.owner?.name,
                  ballot.by === null ? null : `by ${dayWords(ballot.by)}`,
                  ballot.wording.givingUp === '' ? null : `giving up: ${ballot.wording.givingUp}`,
                ]
                  .filter((part) => part != null)
                  .join(' · ')}
              </p>
              <BallotResultView ballot={ballot} />
              <PublishedList ballot={ballot} />
            </li>
          ))}
        </ul>
      </section>
      <div className={styles.foot}>
        {open > 0 && (
          <GoToStep console={console} view={view} kind="draft">
            Fix the wording
          </GoToStep>
        )}
        <Button onClick={onAgain}>Ask again</Button>
        <p className={styles.soft}>
          {open > 0
            ? 'Talk about what is missing, change the wording in the draft, then ask again. Earlier ballots stay on the board.'
            : 'Everything that was asked stands. On to the board.'}
        </p>
      </div>
    </div>
  )
}
