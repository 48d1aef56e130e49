// The mark of Eighty: a solid floor, the hatched silent part, the rest, and the tick at the target.
import type { CSSProperties } from 'react'
import styles from './range-bar.module.css'

export type RangeBarProps = {
  /** How much may be shown: nothing, one of three zones, a softened zone ("nearly everyone"), or the counts. */
  readonly level: 'none' | 'bands' | 'soft' | 'counts'
  readonly verdict: 'reached' | 'not-reached' | 'open' | null
  /** People it concerns. Null where hidden, like the next two. */
  readonly of: number | null
  /** People who are clear and committed: the floor. */
  readonly counted: number | null
  readonly silent: number | null
  /** Whole percents. */
  readonly target: number
  /** Below half, between half and the target, from the target on. Of a softened bar `low` is hardly anyone and `high` nearly everyone. */
  readonly zone: 'low' | 'middle' | 'high' | null
  /** `s` is the bar alone; the others have words under it. */
  readonly size?: 's' | 'm' | 'l' | 'projector'
  /** Names the bar for screen readers, when its surroundings do not. */
  readonly label?: string
}

const PARTS = ['low', 'middle', 'high'] as const

export function RangeBar(props: RangeBarProps) {
  const { level, verdict, of, counted, silent, target, zone, size = 'm' } = props
  const exact = level === 'counts' && of !== null && of > 0 && counted !== null && silent !== null
  const words = rangeWords(props)
  const percent = (people: number) => `${of ? (people * 100) / of : 0}%`
  return (
    <div
      className={styles.range}
      data-size={size}
      data-level={level}
      data-verdict={verdict ?? undefined}
      style={{ '--target': `${target}%` } as CSSProperties}
    >
      <div
        className={styles.bar}
        role="img"
        aria-label={props.label ? `${props.label}: ${rangeText(props)}` : rangeText(props)}
      >
        {size !== 's' && <span className={styles.figure}>{target}%</span>}
        <span className={styles.track}>
          {exact && (
            <>
              <span className={styles.floor} style={{ width: percent(counted) }} />
              <span className={styles.silent} style={{ left: percent(counted), width: percent(silent) }} />
            </>
          )}
          {level === 'bands' &&
            PARTS.map((part) => (
              <span
                key={part}
                className={styles.zone}
                data-part={part}
                data-fill={
                  zone === null
                    ? undefined
                    : part === zone
                      ? 'in'
                      : PARTS.indexOf(part) < PARTS.indexOf(zone)
                        ? 'below'
                        : undefined
                }
              />
            ))}
          {level === 'soft' && <span className={styles.soft} data-part={zone} />}
        </span>
        <span className={styles.tick} />
      </div>
      {size !== 's' && (
        <p className={styles.words} aria-hidden="true">
          {words.map(([key, text]) => (
            <span key={key} className={styles.word} data-key={key}>
              {text}
            </span>
          ))}
        </p>
      )}
    </div>
  )
}

type Word = readonly [key: 'floor' | 'silent' | 'rest' | 'plain', text: string]

/** What the bar shows, as the words under it. */
export function rangeWords({ level, of, counted, silent, zone }: RangeBarProps): readonly Word[] {
  if (level === 'counts' && of !== null && counted !== null && silent !== null) {
    const rest = of - counted - silent
    return [
      ['floor', `${counted} of ${of} clear and committed`],
      ...(silent > 0 ? [['silent', `${silent} silent`] as const] : []),
      ...(rest > 0 ? [['rest', `${rest} not yet`] as const] : []),
    ]
  }
  if (level === 'soft' && zone === 'high') return [['floor', 'Nearly everyone clear and committed']]
  if (level === 'soft' && zone === 'low') return [['floor', 'Hardly anyone clear and committed yet']]
  if (level === 'bands' && zone === 'high') return [['floor', 'Most are clear and committed']]
  if (level === 'bands' && zone === 'middle') return [['floor', 'More than half are clear and committed']]
  if (level === 'bands' && zone === 'low') return [['floor', 'Less than half are clear and committed']]
  return [['plain', 'Too few answers to show any']]
}

/** The whole bar as one sentence, for those who hear it. */
export function rangeText(props: RangeBarProps): string {
  const words = rangeWords(props).map(([, text]) => text)
  const target = `the mark is at ${props.target}%`
  return props.level === 'none' ? `${words.join(', ')}.` : `${words.join(', ')}; ${target}.`
}
