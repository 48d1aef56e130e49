// The secret ballot: one commitment a screen, three taps, changeable until the round ends.
import { useState } from 'react'
import type { BallotView, CommitmentView } from '../../shared/views.ts'
import { BallotResultView } from '../ui/ballot-result.tsx'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Notice } from '../ui/notice.tsx'
import { useReadable } from '../ui/use-readable.ts'
import { AnswerCheck } from './answer-check.tsx'
import { BallotForm, sayAnswer } from './ballot-form.tsx'
import { isComplete, type Sheet, sheetOf } from './ballot-sheet.ts'
import { DoneButton } from './done-button.tsx'
import { myRound, type ScreenProps, useBarred, usePhone } from './phone-context.ts'
import { AnswerState } from './round-state.tsx'
import styles from './shell.module.css'

export function BallotScreen(props: ScreenProps) {
  const { view } = props
  const round = myRound(props)
  const barred = useBarred(round)
  const newest = view.rounds.filter((one) => one.step === view.step.id).at(-1)
  if (newest === undefined)
    return (
      <Empty title="The ballot is not open yet" state="waiting">
        The facilitator reads out what is asked. Then each of us answers alone.
      </Empty>
    )
  const asked = view.commitments.flatMap((commitment) => {
    const ballot = commitment.ballots.find((one) => one.round === newest.id)
    return ballot === undefined ? [] : [{ commitment, ballot }]
  })
  if (newest.state === 'written')
    return (
      <div className={styles.stack}>
        {asked.map(({ ballot }) => (
          <section key={ballot.id} className={styles.panel}>
            <h2 className={styles.quote}>{ballot.wording.what}</h2>
            <BallotResultView ballot={ballot} size="s" />
            {round?.id !== newest.id ? (
              <p className={styles.small}>You joined after this opened: you can watch.</p>
            ) : barred !== null ? (
              <p className={styles.small}>Your other device answered here, or nobody did.</p>
            ) : (
              <MyAnswer round={round} ballot={ballot} />
            )}
            <AnswerCheck ballot={ballot} mine={round?.id === newest.id && barred === null} />
          </section>
        ))}
      </div>
    )
  if (round === null || round.id !== newest.id || barred !== null)
    return (
      <div className={styles.stack}>
        <Notice still>
          {barred ?? 'You joined after this ballot opened. You can watch it; the next one is yours too.'}
        </Notice>
        <p className={styles.label}>Being asked now</p>
        <ul className={styles.list}>
          {asked.map(({ ballot }) => (
            <li key={ballot.id} className={styles.panel}>
              <p className={styles.quote}>{ballot.wording.what}</p>
            </li>
          ))}
        </ul>
      </div>
    )
  if (newest.state === 'collecting') return <Empty title="Collecting everyone’s answers…" state="waiting" />
  return <Questions {...props} asked={asked} round={round} />
}

function MyAnswer({
  round,
  ballot,
}: {
  readonly round: NonNullable<ReturnType<typeof myRound>>
  readonly ballot: BallotView
}) {
  const { phone } = usePhone()
  useReadable(phone.outbox.answers)
  return <AnswerState round={round} state={phone.outbox.answerOf(round.id, ballot.id)?.state ?? null} />
}

type Asked = readonly { readonly commitment: CommitmentView; readonly ballot: BallotView }[]

function Questions({
  view,
  mine,
  asked,
  round,
}: ScreenProps & { readonly asked: Asked; readonly round: NonNullable<ReturnType<typeof myRound>> }) {
  const { phone, keep } = usePhone()
  useReadable(phone.outbox.answers)
  const [at, setAt] = useState(0)
  const [sheets, setSheets] = useState<Readonly<Record<string, Sheet>>>(() => keep.get(`ballot.${round.id}`) ?? {})
  const now = asked[at]
  const change = (ballot: string, sheet: Sheet) => {
    const next = { ...sheets, [ballot]: sheet }
    setSheets(next)
    keep.set(`ballot.${round.id}`, next)
    phone.outbox.answer(round.id, ballot, isComplete(sheet) ? sheet : null)
  }
  const go = (to: number) => {
    setAt(to)
    scrollTo(0, 0)
  }
  const given = asked.filter(({ ballot }) => isComplete(sheets[ballot.id])).length
  if (now === undefined)
    return (
      <>
        <div className={styles.stack}>
          <Notice tone={given === asked.length ? 'good' : 'info'} still>
            {given === asked.length
              ? 'All answered. Kept on your phone until the ballot closes.'
              : `${given} of ${asked.length} answered. What you leave open counts as silent.`}
          </Notice>
          <ul className={styles.list}>
            {asked.map(({ ballot }, place) => (
              <li key={ballot.id} className={styles.panel}>
                <p className={styles.quote}>{ballot.wording.what}</p>
                <p className={styles.small}>{sayAnswer(sheets[ballot.id])}</p>
                <Button size="s" onClick={() => go(place)}>
                  {isComplete(sheets[ballot.id]) ? 'Change my answer' : 'Answer'}
                </Button>
              </li>
            ))}
          </ul>
        </div>
        <div className={styles.foot} data-inner>
          <DoneButton view={view} mine={mine} />
        </div>
      </>
    )
  const sheet = sheets[now.ballot.id] ?? sheetOf(phone.outbox.answerOf(round.id, now.ballot.id)?.answer)
  return (
    <>
      <div className={styles.stack}>
        {asked.length > 1 && (
          <p className={styles.small}>
            Commitment {at + 1} of {asked.length}
          </p>
        )}
        <BallotForm
          key={now.ballot.id}
          ballot={now.ballot}
          sheet={sheet}
          onChange={(next) => change(now.ballot.id, next)}
        />
      </div>
      <div className={styles.foot} data-inner data-two={at > 0 || undefined}>
        {at > 0 && (
          <Button size="l" onClick={() => go(at - 1)}>
            Back
          </Button>
        )}
        <Button kind={isComplete(sheet) ? 'primary' : 'secondary'} size="l" wide onClick={() => go(at + 1)}>
          {at + 1 < asked.length ? (isComplete(sheet) ? 'Next commitment' : 'Skip for now') : 'See my answers'}
        </Button>
      </div>
    </>
  )
}
