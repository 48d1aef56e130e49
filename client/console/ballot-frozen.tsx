// The commitments of a ballot, worded as they were when it opened.

import { dayWords } from '../../shared/day-words.ts'
import type { RoundView } from '../../shared/views.ts'
import styles from './ballot.module.css'
import type { ScreenProps } from './console.ts'

export type FrozenProps = Pick<ScreenProps, 'view'> & { readonly round: RoundView; readonly title: string }

export function Frozen({ view, round, title }: FrozenProps) {
  const ballots = view.commitments.flatMap((one) => one.ballots.filter((ballot) => ballot.round === round.id))
  return (
    <section className={styles.part} aria-labelledby="ballot-frozen">
      <h2 id="ballot-frozen">{title}</h2>
      <ol className={styles.list}>
        {ballots.map(({ id, wording, owner, by, firstStepBy, turn }) => (
          <li key={id} className={styles.frozen}>
            <p className={styles.say}>{wording.what}</p>
            <p className={styles.soft}>
              {[
                owner === null ? 'No owner' : owner.name,
                by === null ? 'no date' : `by ${dayWords(by)}`,
                wording.givingUp === '' ? 'giving up nothing' : `giving up: ${wording.givingUp}`,
                wording.firstStep === ''
                  ? null
                  : `first step: ${wording.firstStep.trim().replace(/\.$/, '')}${firstStepBy === null ? '' : `, by ${dayWords(firstStepBy)}`}`,
                turn > 1 ? `asked for the ${turn === 2 ? 'second' : `${turn}th`} time` : null,
              ]
                .filter((part) => part !== null)
                .join(' · ')}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}
