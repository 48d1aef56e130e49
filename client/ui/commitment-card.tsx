// A commitment as people read it: who does what by when, giving up what; and what is still missing.

import { dayWords } from '../../shared/day-words.ts'
import type { CommitmentView } from '../../shared/views.ts'
import styles from './commitment-card.module.css'

export type CommitmentCardProps = {
  readonly commitment: CommitmentView
  readonly mine?: boolean
  readonly size?: 's' | 'm' | 'projector'
}

export const MISSING_WORDS = {
  what: 'what exactly',
  owner: 'an owner',
  by: 'a date',
  givingUp: 'what we give up',
} as const

export function CommitmentCard({ commitment, mine = false, size = 'm' }: CommitmentCardProps) {
  const { wording } = commitment
  const owner =
    commitment.owner === null
      ? null
      : `${commitment.owner.name}${mine ? ' (you)' : ''}${commitment.accepted ? '' : ', not accepted yet'}`
  const step = [wording.firstStep, commitment.firstStepBy === null ? '' : `by ${dayWords(commitment.firstStepBy)}`]
    .filter((part) => part !== '')
    .map(open)
    .join(', ')
  const barrier = [wording.barrier, commitment.remover === null ? '' : `${commitment.remover.name} removes it`]
    .filter((part) => part !== '')
    .map(open)
    .join('; ')
  const plan =
    wording.ifCond === '' && wording.thenDo === '' ? '' : `If ${wording.ifCond || '…'}, then ${wording.thenDo || '…'}`
  const facts: readonly (readonly [string, string | null])[] = [
    ['Owner', owner],
    ['By', commitment.by === null ? null : dayWords(commitment.by)],
    ['Giving up', wording.givingUp],
    ['First step', step],
    ['In the way', barrier],
    ['Decides', commitment.decider?.name ?? null],
    ['If-then', plan],
  ]
  return (
    <div className={styles.commitment} data-size={size}>
      <p className={styles.what}>{wording.what === '' ? 'Not worded yet' : wording.what}</p>
      <dl className={styles.facts}>
        {facts.map(
          ([name, value]) =>
            value !== null &&
            value !== '' && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      {commitment.missing.length > 0 && (
        <p className={styles.missing}>
          Still missing: {commitment.missing.map((field) => MISSING_WORDS[field]).join(', ')}
        </p>
      )}
      {commitment.waived.length > 0 && (
        <p className={styles.soft}>Waived aloud: {commitment.waived.map((field) => MISSING_WORDS[field]).join(', ')}</p>
      )}
    </div>
  )
}

/** More follows in the same sentence, so a full stop that somebody typed goes; the last part keeps its own. */
function open(part: string, at: number, parts: readonly string[]): string {
  return at < parts.length - 1 ? part.trim().replace(/\.$/, '') : part
}
