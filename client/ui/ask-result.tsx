// What a question's answers came to, as far as it may be shown; an open show of hands as it is.
import type { CSSProperties } from 'react'
import type { Question } from '../../shared/agenda.ts'
import type { AskView } from '../../shared/views.ts'
import styles from './ask-result.module.css'

export type AskResultViewProps = {
  readonly ask: AskView
  readonly question: Question
  readonly size?: 's' | 'm' | 'projector' /** Of written answers, show at most so many. */
  readonly most?: number
}

export function AskResultView({ ask, question, size = 'm', most = Number.POSITIVE_INFINITY }: AskResultViewProps) {
  return (
    <div className={styles.result} data-size={size}>
      {ask.hands !== null && (
        <Bars
          rows={question.options.map((label, at) => ({
            label,
            count: ask.hands?.[at] ?? 0,
            words: String(ask.hands?.[at] ?? 0),
          }))}
        />
      )}
      {ask.shown !== null && <Shown shown={ask.shown} question={question} most={most} />}
      {ask.prediction !== null && (ask.shown !== null || ask.hands !== null) && (
        <p className={styles.soft}>
          The sponsor’s prediction:{' '}
          <strong>
            {question.type === 'number' ? `${ask.prediction} ${question.unit}` : question.options[ask.prediction]}
          </strong>
        </p>
      )}
    </div>
  )
}

const LEADER = { most: 'most of us', few: 'a few or none', some: 'some or none' } as const

function Shown({
  shown,
  question,
  most,
}: {
  readonly shown: NonNullable<AskView['shown']>
  readonly question: Question
  readonly most: number
}) {
  if (shown.level === 'none')
    return <p className={styles.soft}>Too few answers to show anything without pointing at somebody.</p>
  if (shown.type === 'texts')
    return (
      <ul className={styles.texts}>
        {shown.texts.slice(0, most).map((text, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two people may say the same, and the list never changes
          <li key={at}>{text}</li>
        ))}
        {shown.texts.length > most && (
          <li className={styles.more}>and {shown.texts.length - most} more on your phone</li>
        )}
      </ul>
    )
  if (shown.type === 'numbers')
    return shown.level === 'counts' && shown.median !== null && shown.quartiles !== null ? (
      <p className={styles.number}>
        <strong>{shown.median}</strong> {question.unit} in the middle; half of us between {shown.quartiles.low} and{' '}
        {shown.quartiles.high}
      </p>
    ) : (
      <p className={styles.number}>
        {shown.around === null
          ? ''
          : `Somewhere around ${shown.around.from} to ${shown.around.to} ${question.unit} in the middle`}
      </p>
    )
  return (
    <Bars
      rows={shown.cells.map((cell) => ({
        label: cell.options.map((option) => question.options[option]).join(' or '),
        count: cell.count,
        words: cell.count === null ? LEADER[cell.word ?? 'some'] : String(cell.count),
      }))}
    />
  )
}

function Bars({
  rows,
}: {
  readonly rows: readonly { readonly label: string; readonly count: number | null; readonly words: string }[]
}) {
  const most = Math.max(1, ...rows.map((row) => row.count ?? 0))
  return (
    <dl className={styles.bars}>
      {rows.map((row) => (
        <div key={row.label} className={styles.row}>
          <dt>{row.label}</dt>
          <dd>
            {row.count !== null && (
              <span
                className={styles.bar}
                style={{ '--share': row.count / most } as CSSProperties}
                aria-hidden="true"
              />
            )}
            <span>{row.words}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
