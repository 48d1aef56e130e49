// How a commitment stands after its ballot: the range bar, the verdict, what is missing, and signs worth talking about.
import type { BallotView } from '../../shared/views.ts'
import styles from './ballot-result.module.css'
import { RangeBar } from './range-bar.tsx'
import { VerdictWord } from './verdict-word.tsx'

export type BallotResultViewProps = { readonly ballot: BallotView; readonly size?: 's' | 'm' | 'projector' }

export const GAP_WORDS = {
  what: 'what exactly',
  who: 'who does or decides',
  when: 'by when',
  'giving-up': 'what we give up',
  'people-time': 'people and time',
  other: 'something else',
} as const

export const FIELD_WORDS: Readonly<Record<string, string>> = {
  what: 'what',
  givingUp: 'giving up',
  firstStep: 'first step',
  barrier: 'barrier',
  ifCond: 'if',
  thenDo: 'then',
  owner: 'owner',
  by: 'date',
  firstStepBy: 'first step’s date',
  remover: 'who removes the barrier',
  decider: 'who decides',
}

export function BallotResultView({ ballot, size = 'm' }: BallotResultViewProps) {
  const { result } = ballot
  if (result === null)
    return (
      <p className={styles.soft} data-size={size}>
        {ballot.state === 'open' ? 'The ballot is open.' : 'Collecting everyone’s answers…'}
      </p>
    )
  const bar = size === 'm' ? 'l' : size === 's' ? 'm' : 'projector'
  const word = size === 'm' ? 'l' : size === 's' ? 'm' : 'projector'
  const changed = ballot.changed.map((field) => FIELD_WORDS[field] ?? field)
  return (
    <div className={styles.result} data-size={size} data-verdict={result.verdict ?? 'none'}>
      {result.level === 'none' || result.verdict === null ? (
        <p className={styles.soft}>
          {result.needsOwners
            ? 'For most people this isn’t theirs to act on.'
            : ballot.published?.digest === null
              ? 'The facilitator has asked for more people since, so nothing of this is shown any more. Talk instead.'
              : 'Too few answers to show anything without pointing at somebody. Talk instead.'}
        </p>
      ) : (
        <>
          <VerdictWord
            verdict={result.verdict}
            more={result.more}
            reason={result.reason === 'few' ? 'too-few' : result.reason}
            size={word}
          />
          <RangeBar
            level={result.level}
            verdict={result.verdict}
            of={result.of}
            counted={result.floor?.count ?? null}
            silent={result.silent}
            target={result.target}
            zone={result.nearly === 'everyone' ? 'high' : result.nearly === 'nobody' ? 'low' : result.zone}
            size={bar}
          />
        </>
      )}
      {result.needsOwners && result.verdict !== null && (
        <p className={styles.soft}>
          More than half say it isn’t theirs to act on: does it need an owner rather than a ballot?
        </p>
      )}
      {result.facets.length > 0 && (
        <div className={styles.facets}>
          <p className={styles.heading}>What’s missing</p>
          <ul>
            {(size === 'projector' ? result.facets.slice(0, 3) : result.facets).map((facet) => (
              <li key={facet.gap}>
                <span>{GAP_WORDS[facet.gap]}</span> <strong>{facet.count}</strong>
                <span className={styles.of}> of {result.of}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {size !== 'projector' && (
        <details className={styles.rules}>
          <summary>How this is counted</summary>
          <p>
            Someone counts who is clear enough to act and quite or extremely committed. The solid part is the least it
            can be, the hatched part is those who were silent. It is reached when the solid part alone is at{' '}
            {result.target}%.
          </p>
          {result.firmness !== null && result.wilson !== null && (
            <p>
              If we asked again: {result.wilson.low} to {result.wilson.high}% (
              {result.firmness === 'firm' ? 'firm' : 'thin: a few people changing their mind would change the verdict'}
              ). This never decides.
            </p>
          )}
          {result.level === 'bands' && <p>With so few answers only the word and the zone are shown, never a count.</p>}
          {result.level === 'soft' && (
            <p>Nearly everyone answered alike, so the exact count would say how each person answered.</p>
          )}
        </details>
      )}
      {result.indicators.length > 0 && size !== 'projector' && (
        <div className={styles.signs}>
          <p className={styles.heading}>Worth a conversation</p>
          {result.indicators.map((sign) => (
            <details key={sign.id}>
              <summary>{sign.says}</summary>
              <p>{sign.rule}</p>
              <p>
                <strong>Try:</strong> {sign.move}
              </p>
            </details>
          ))}
          <p className={styles.soft}>These are prompts for a conversation, not findings about people.</p>
        </div>
      )}
      {ballot.turn > 1 && (
        <p className={styles.soft}>
          Asked for the {ordinal(ballot.turn)} time.{' '}
          {changed.length === 0 ? 'The wording is as it was.' : `Changed since: ${changed.join(', ')}.`}
        </p>
      )}
    </div>
  )
}

function ordinal(n: number): string {
  return ['', 'first', 'second', 'third', 'fourth', 'fifth'][n] ?? `${n}th`
}
