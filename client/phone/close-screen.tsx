// The end: what came of it, where the board is, and thanks.

import { BallotResultView } from '../ui/ballot-result.tsx'
import { goingLine } from '../ui/board-headline.ts'
import { BoardLink } from './board-link.tsx'
import type { ScreenProps } from './phone-context.ts'
import styles from './shell.module.css'
import { UnsentCards } from './unsent-cards.tsx'

export function CloseScreen({ view, mine }: ScreenProps) {
  const asked = view.commitments.filter((one) => one.ballots.at(-1)?.result)
  const reached = asked.filter((one) => one.ballots.at(-1)?.result?.verdict === 'reached').length
  const later = view.liveCheckin !== null
  const going = goingLine(view.commitments)
  return (
    <div className={styles.stack}>
      <p className={styles.say}>{later ? `Thank you. ${going}` : 'Thank you. What was hard to say has been said.'}</p>
      <ul className={styles.figures}>
        {!later && (
          <>
            <li>
              <strong>{view.cards}</strong> {view.cards === 1 ? 'card' : 'cards'}
            </li>
            <li>
              <strong>{view.themes.length}</strong> {view.themes.length === 1 ? 'theme' : 'themes'}
            </li>
          </>
        )}
        <li>
          <strong>
            {reached} of {asked.length}
          </strong>{' '}
          reached 80%
        </li>
      </ul>
      <UnsentCards />
      <BoardLink view={view} />
      {asked.length > 0 && (
        <ul className={styles.list}>
          {asked.map((commitment) => {
            const ballot = commitment.ballots.at(-1)
            return (
              <li
                key={commitment.id}
                className={styles.panel}
                data-strong={commitment.owner?.id === mine.id || undefined}
              >
                <h2 className={styles.quote}>{commitment.wording.what}</h2>
                <p className={styles.small}>{commitment.owner?.id === mine.id ? 'Yours' : commitment.owner?.name}</p>
                {ballot !== undefined && <BallotResultView ballot={ballot} size="s" />}
              </li>
            )
          })}
        </ul>
      )}
    </div>
  )
}
