// The check-in: a minute on the phone, one question a screen, everything sealed and changeable until its last day.
import { useEffect, useRef, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { shortDay } from '../ui/commitment-life-days.ts'
import { Notice } from '../ui/notice.tsx'
import { useReadable } from '../ui/use-readable.ts'
import { BallotForm } from './ballot-form.tsx'
import { isComplete, type Sheet, sheetOf } from './ballot-sheet.ts'
import styles from './board.module.css'
import { type CheckInParts, type CheckInScreen, checkInParts, slotsOf } from './board-checkin-parts.ts'
import { CheckInSent } from './board-checkin-sent.tsx'
import { KeysCheck } from './keys-check.tsx'
import { type ScreenProps, useBarred, usePhone } from './phone-context.ts'
import shell from './shell.module.css'
import { TextAnswer } from './text-answer.tsx'
import { WAY_SHOWN } from './way-shown.ts'

export function CheckIn({ view, mine, onClose }: ScreenProps & { readonly onClose: () => void }) {
  const { phone } = usePhone()
  const trust = useReadable(phone.trust)
  const offset = useReadable(phone.offset)
  const [at, setAt] = useState(0)
  const { checkin } = view
  const parts = checkInParts({ view, mine })
  const barred = useBarred(parts.mine[0] ?? null)
  const top = useRef<HTMLHeadingElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the screen's change is exactly when focus moves
  useEffect(() => top.current?.focus(), [at])
  if (checkin === null) return null
  const until = shortDay(checkin.until, Date.now() + offset)
  const now = parts.screens[at]
  const go = (to: number) => {
    setAt(to)
    scrollTo(0, 0)
  }
  return (
    <section className={styles.checkin} aria-label={checkin.title}>
      <header className={styles.checkinHead}>
        <div>
          <p className={shell.place}>{checkin.title}</p>
          <h1 ref={top} tabIndex={-1}>
            {now === undefined ? 'Look it over' : `${at + 1} of ${parts.screens.length}`}
          </h1>
        </div>
        <Button size="s" kind="quiet" onClick={onClose}>
          To the board
        </Button>
      </header>
      <Bar at={at} of={parts.screens.length} />
      {at === 0 && trust.is === 'seen' && (
        <details className={shell.check}>
          <summary>Sealed with the keys {trust.fingerprint}</summary>
          <KeysCheck />
        </details>
      )}
      {barred !== null ? (
        <Notice still>{barred}</Notice>
      ) : now === undefined ? (
        <CheckInSent parts={parts} until={until} onChange={go} onClose={onClose} />
      ) : (
        <>
          {now.kind === 'ballot' && <Ballot key={now.ballot.id} screen={now} />}
          {now.kind === 'barriers' && <Barriers screen={now} />}
          {now.kind === 'way' && <Way screen={now} />}
          <Foot parts={parts} at={at} screen={now} onGo={go} />
        </>
      )}
    </section>
  )
}

function Bar({ at, of }: { readonly at: number; readonly of: number }) {
  return (
    <span className={styles.bar} aria-hidden="true">
      <span style={{ width: `${of === 0 ? 100 : (at * 100) / of}%` }} />
    </span>
  )
}

/** Partly tapped it is kept by the page alone; an answer is kept by the outbox from the second tap on. */
function Ballot({ screen }: { readonly screen: Extract<CheckInScreen, { kind: 'ballot' }> }) {
  const { phone } = usePhone()
  const { round, ballot } = screen
  const [sheet, setSheet] = useState<Sheet>(() => sheetOf(phone.outbox.answerOf(round.id, ballot.id)?.answer))
  return (
    <BallotForm
      ballot={ballot}
      sheet={sheet}
      short
      onChange={(next) => {
        setSheet(next)
        phone.outbox.answer(round.id, ballot.id, isComplete(next) ? next : null)
      }}
    />
  )
}

type Option = { readonly option?: number }

function Barriers({ screen }: { readonly screen: Extract<CheckInScreen, { kind: 'barriers' }> }) {
  const { phone } = usePhone()
  useReadable(phone.outbox.answers)
  const { round, questions } = screen
  return (
    <div className={shell.wide}>
      <p className={shell.soft}>
        Whoever removed these says they are gone. They are closed when those they concern agree.
      </p>
      {questions.map((question) => (
        <Choice
          key={question.id}
          legend={question.text}
          options={question.options.map((label, value) => ({ value, label }))}
          value={(phone.outbox.answerOf(round.id, question.id)?.answer as Option | undefined)?.option ?? null}
          onChange={(option) => phone.outbox.answer(round.id, question.id, { option })}
        />
      ))}
    </div>
  )
}

function Way({ screen }: { readonly screen: Extract<CheckInScreen, { kind: 'way' }> }) {
  const { phone } = usePhone()
  useReadable(phone.outbox.answers)
  const { round, question } = screen
  const kept = phone.outbox.answerOf(round.id, question.id)?.answer as { readonly text?: string } | undefined
  return (
    <div className={shell.stack}>
      <TextAnswer
        question={question}
        round={round.id}
        value={kept?.text ?? ''}
        onChange={(text) => phone.outbox.answer(round.id, question.id, text === null ? null : { text })}
      />
      <p className={shell.promise}>{WAY_SHOWN}</p>
    </div>
  )
}

function Foot({
  parts,
  at,
  screen,
  onGo,
}: {
  readonly parts: CheckInParts
  readonly at: number
  readonly screen: CheckInScreen
  readonly onGo: (to: number) => void
}) {
  const { phone } = usePhone()
  useReadable(phone.outbox.answers)
  const given = slotsOf(screen).every((slot) => phone.outbox.answerOf(screen.round.id, slot) !== null)
  const last = at + 1 === parts.screens.length
  return (
    <div className={shell.foot} data-inner data-two={at > 0 || undefined}>
      {at > 0 && (
        <Button size="l" onClick={() => onGo(at - 1)}>
          Back
        </Button>
      )}
      <Button kind={given ? 'primary' : 'secondary'} size="l" wide onClick={() => onGo(at + 1)}>
        {given ? (last ? 'Go on to send' : 'Next') : 'Leave it open'}
      </Button>
    </div>
  )
}
