// The end of a check-in: what was answered, sending it, and where it is now, said honestly.
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { useReadable } from '../ui/use-readable.ts'
import { sayAnswer } from './ballot-form.tsx'
import { sheetOf } from './ballot-sheet.ts'
import styles from './board.module.css'
import { type CheckInParts, type CheckInScreen, slotsOf } from './board-checkin-parts.ts'
import { usePhone } from './phone-context.ts'
import shell from './shell.module.css'

export type CheckInSentProps = {
  readonly parts: CheckInParts
  readonly until: string
  readonly onChange: (screen: number) => void
  readonly onClose: () => void
}

export function CheckInSent({ parts, until, onChange, onClose }: CheckInSentProps) {
  const { phone } = usePhone()
  const answers = useReadable(phone.outbox.answers)
  const link = useReadable(phone.link)
  const state = useCheckInState(parts)
  const [busy, setBusy] = useState(false)
  const [asked, setAsked] = useState(false)
  const given = parts.screens.filter((screen) =>
    slotsOf(screen).some((slot) =>
      answers.some((one) => one.round === screen.round.id && one.slot === slot && one.answer !== null),
    ),
  ).length
  const send = async () => {
    setBusy(true)
    await phone.flush()
    setBusy(false)
    setAsked(true)
  }
  return (
    <>
      <div className={shell.stack}>
        {state === 'sent' ? (
          <Notice tone="good">
            Sent. It is opened with everyone’s on {until}. Until then you may change it; only the last one counts.
          </Notice>
        ) : link === 'live' && asked ? (
          <Notice>On its way. It says so here as soon as it is with the others’.</Notice>
        ) : link === 'live' ? (
          <Notice>
            {given === 0
              ? 'Nothing is answered yet. An empty envelope goes out like everybody’s.'
              : `${given} of ${parts.screens.length} answered. What you leave open counts as silent.`}
          </Notice>
        ) : (
          <Notice tone="offline">
            Kept on this phone. It is sent when you are back in reach, if this page is open or you come back before{' '}
            {until}.
          </Notice>
        )}
        <ul className={styles.answers}>
          {parts.screens.map((screen, at) => (
            <li key={slotsOf(screen).join()}>
              <span>
                <span className={styles.asked}>{askedOf(screen)}</span>
                <span className={shell.small}>{givenTo(screen, phone.outbox.answerOf)}</span>
              </span>
              <Button size="s" kind="quiet" aria-label={`Change: ${askedOf(screen)}`} onClick={() => onChange(at)}>
                Change
              </Button>
            </li>
          ))}
        </ul>
      </div>
      <div className={shell.foot} data-inner>
        {state === 'sent' ? (
          <Button kind="primary" size="l" wide onClick={onClose}>
            To the board
          </Button>
        ) : (
          <Button kind="primary" size="l" wide busy={busy} onClick={() => void send()}>
            Send
          </Button>
        )}
      </div>
    </>
  )
}

/** `sent`: everything is with the server as it is now. */
export function useCheckInState(parts: CheckInParts): 'sent' | 'kept' | 'nothing' {
  const { phone } = usePhone()
  const arrived = useReadable(phone.arrived)
  const answers = useReadable(phone.outbox.answers)
  const own = answers.filter((one) => one.answer !== null && parts.mine.some((round) => round.id === one.round))
  if (own.length === 0) return 'nothing'
  return parts.mine.every((round) => arrived.has(round.id)) ? 'sent' : 'kept'
}

function askedOf(screen: CheckInScreen): string {
  if (screen.kind === 'ballot') return screen.ballot.wording.what
  if (screen.kind === 'way') return screen.question.text
  return screen.questions.length === 1 ? 'A barrier that is said to be gone' : 'Barriers that are said to be gone'
}

type AnswerOf = (round: string, slot: string) => { readonly answer: unknown } | null

function givenTo(screen: CheckInScreen, answerOf: AnswerOf): string {
  if (screen.kind === 'ballot') return sayAnswer(sheetOf(answerOf(screen.round.id, screen.ballot.id)?.answer))
  if (screen.kind === 'way') {
    const given = answerOf(screen.round.id, screen.question.id)?.answer as { readonly text?: string } | undefined
    return given?.text ?? 'Nothing written.'
  }
  const given = screen.questions.flatMap((question) => {
    const answer = answerOf(screen.round.id, question.id)?.answer as { readonly option?: number } | undefined
    return answer?.option === undefined ? [] : [question.options[answer.option] ?? '']
  })
  return given.length === 0 ? 'Not answered yet.' : given.join(' · ')
}
