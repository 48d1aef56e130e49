// One commitment as it lives on: how it goes, what went well, what is next, what is in the way, and how it came to this.
import type { ReactNode } from 'react'
import type { CommitmentView } from '../../shared/views.ts'
import { BallotResultView } from './ballot-result.tsx'
import styles from './commitment-life.module.css'
import { mayChange, useLife } from './commitment-life.ts'
import { LifeBarriers, standing } from './commitment-life-barriers.tsx'
import { dateWords, shortDay } from './commitment-life-days.ts'
import { LifeDifferent } from './commitment-life-different.tsx'
import { LifeHistory, LifeReopened } from './commitment-life-history.tsx'
import { LifeHandover, LifeOwner } from './commitment-life-owner.tsx'
import { StatusChip, StatusSetter } from './commitment-life-status.tsx'
import { LifeSteps, stepLines } from './commitment-life-steps.tsx'
import { askings, LifeTrend, lastResult, ResultBar } from './commitment-life-trend.tsx'
import frame from './commitment-life-view.module.css'
import { LifeWins } from './commitment-life-wins.tsx'
import { VerdictWord } from './verdict-word.tsx'

export type CommitmentLifeProps = {
  readonly commitment: CommitmentView
  /** Open from the start; otherwise a line or two, and the rest at a tap. */
  readonly open: boolean
  /** Two columns where there is room: a page, not a phone. */
  readonly wide?: boolean
  /** Talked about next. */
  readonly talk?: boolean
  /** Further things to do, at the end. */
  readonly children?: ReactNode
}

export function CommitmentLife({ commitment, open, wide = false, talk = false, children }: CommitmentLifeProps) {
  const life = useLife()
  const { pursuit } = commitment
  const result = lastResult(commitment)
  const mine = commitment.owner !== null && commitment.owner.id === life.me
  const may = mayChange(life, commitment)
  const what = commitment.wording.what === '' ? 'Not worded yet' : commitment.wording.what
  return (
    <article
      className={frame.life}
      data-wide={wide || undefined}
      data-mine={mine || undefined}
      data-talk={talk || undefined}
      aria-label={what}
    >
      <header className={frame.head}>
        <div className={frame.signs}>
          <StatusChip status={pursuit.status} />
          {result?.verdict != null && <VerdictWord verdict={result.verdict} size="s" />}
          {talk && <span className={styles.soft}>Talked about next</span>}
        </div>
        <h3 className={frame.what}>{what}</h3>
        <LifeOwner commitment={commitment} />
        {pursuit.why !== '' && (
          <p className={frame.why}>
            {pursuit.status === 'stuck' ? 'Stuck: ' : 'Dropped: '}
            <span className={styles.say}>{pursuit.why}</span>
          </p>
        )}
        {!open && <Glance commitment={commitment} />}
      </header>
      <Rest open={open}>
        <div className={frame.columns}>
          <div className={frame.column}>
            {may && <StatusSetter commitment={commitment} />}
            <LifeWins commitment={commitment} />
            <LifeSteps commitment={commitment} />
            <LifeBarriers commitment={commitment} />
          </div>
          <div className={frame.column}>
            <Standing commitment={commitment} />
            <LifeTrend commitment={commitment} />
            <LifeDifferent commitment={commitment} />
            <LifeReopened commitment={commitment} />
          </div>
        </div>
        <footer className={frame.foot}>
          <LifeHandover commitment={commitment} />
          {children}
          <LifeHistory commitment={commitment} />
        </footer>
      </Rest>
    </article>
  )
}

function Rest({ open, children }: { readonly open: boolean; readonly children: ReactNode }) {
  if (open) return <div className={frame.rest}>{children}</div>
  return (
    <details className={frame.more} data-paper>
      <summary>Steps, barriers and how it stands</summary>
      <div className={frame.rest}>{children}</div>
    </details>
  )
}

/** Of one that is closed: what is next and how much is in the way. */
function Glance({ commitment }: { readonly commitment: CommitmentView }) {
  const { now } = useLife()
  const next = stepLines(commitment).find((step) => step.done === null)
  const barriers = standing(commitment).length
  const win = commitment.pursuit.wins.at(-1)
  return (
    <ul className={frame.glance}>
      {win !== undefined && (
        <li>
          Win, {dateWords(win.at, now)}: {win.text}
        </li>
      )}
      {next !== undefined && (
        <li>
          Next: {next.text}
          {next.by === null ? '' : ` (by ${shortDay(next.by, now)})`}
        </li>
      )}
      {barriers > 0 && <li>{barriers === 1 ? 'One thing is in the way' : `${barriers} things are in the way`}</li>}
    </ul>
  )
}

function Standing({ commitment }: { readonly commitment: CommitmentView }) {
  const ballot = commitment.ballots.findLast((one) => one.result !== null) ?? commitment.ballots.at(-1)
  const times = askings(commitment)
  const [only] = times
  if (ballot === undefined && only === undefined) return <p className={styles.soft}>Not put to a ballot yet.</p>
  if (ballot === undefined)
    return (
      <div className={styles.part}>
        {times.length === 1 && only !== undefined && (
          <>
            <h4 className={styles.heading}>{only.asked}</h4>
            {only.result.verdict === null || only.result.level === 'none' ? (
              <p className={styles.soft}>Too few answers to show any.</p>
            ) : (
              <ResultBar result={only.result} label={only.asked} />
            )}
          </>
        )}
        <p className={styles.soft}>Last asked before this board was brought here ({times.at(-1)?.asked}).</p>
      </div>
    )
  return (
    <div className={styles.part} data-again={times.length > 1 || undefined}>
      <h4 className={styles.heading}>{ballot.asked}</h4>
      <BallotResultView ballot={ballot} size="s" />
    </div>
  )
}
