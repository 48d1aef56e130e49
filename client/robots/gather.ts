// What a robot does when all gather: it answers small questions, echoes themes, and sometimes finds out what nobody knew.
import type { RefusalCode } from '../../shared/refusals.ts'
import { REFUSALS } from '../../shared/refusals.ts'
import type { Asked } from '../../shared/requests.ts'
import { type Acting, type Doing, sayDone, stillOpen } from './doing.ts'
import type { Question } from './sorter.ts'

const ECHOES = 0.45
const TAKES = 0.1
/** Until it asks again when there was no question for it, or no connection (ms). */
const AGAIN = { nothing: 5000, refused: 1500 } as const
/** The question is another one by now. */
const OUTDATED: ReadonlySet<RefusalCode> = new Set(['not-found', 'moved-on', 'stale-step'])

export const gather: Acting = (doing, view, mine) => {
  const { phone, mind, soon } = doing
  const echo = view.rounds.find(
    (round) => round.purpose === 'echo' && round.state === 'open' && mine.rounds.includes(round.id),
  )
  if (echo !== undefined) {
    for (const theme of echo.slots)
      if (mind.often(ECHOES))
        soon(1200, () => {
          if (stillOpen(doing, echo)) phone().outbox.echo(echo.id, theme, true)
        })
    return sayDone(doing, view, mine)
  }
  if (view.sorting?.state === 'open') {
    if (doing.sorter.takesPart) soon(800, () => look(doing, view.step.id))
    return
  }
  const question = view.openQuestions.find(({ owner }) => owner === null)
  if (question !== undefined && mind.often(TAKES))
    soon(3000, () => void doing.timed(() => phone().send('question.take', { card: question.card, on: true })))
  sayDone(doing, view, mine)
}

const isOpen = (doing: Doing, step: string) => {
  const now = doing.phone().common.get()
  return now?.step.id === step && now.sorting?.state === 'open'
}

/** A phone that was put away asks nothing before it is back. */
const isAway = (doing: Doing) => doing.phone().link.get() !== 'live'

function look(doing: Doing, step: string): void {
  if (!isOpen(doing, step)) return
  if (isAway(doing)) {
    doing.soon(AGAIN.refused, () => look(doing, step))
    return
  }
  void doing
    .phone()
    .ask('sort.next', {})
    .then((reply) => {
      if (reply.ok) goOn(doing, step, reply.data)
      else if (REFUSALS[reply.refusal.code].again) doing.soon(AGAIN.refused, () => look(doing, step))
    })
}

function goOn(doing: Doing, step: string, asked: Asked | undefined): void {
  const question = asked?.question ?? null
  if (question !== null) {
    const seconds = doing.sorter.seconds(question)
    doing.think(seconds, () => answer(doing, step, question, seconds))
  } else if (asked !== undefined && asked.done < asked.of) doing.soon(AGAIN.nothing, () => look(doing, step))
}

function answer(doing: Doing, step: string, question: Question, seconds: number): void {
  const choice = doing.sorter.answer(question)
  const send = (): void => {
    if (isAway(doing)) {
      doing.soon(AGAIN.refused, send)
      return
    }
    void doing
      .phone()
      .ask('sort.answer', { card: question.card.id, choice })
      .then((reply) => {
        if (reply.ok) {
          doing.sorted(seconds, choice === 'skip' ? 0 : 1)
          goOn(doing, step, reply.data)
        } else if (OUTDATED.has(reply.refusal.code)) doing.soon(AGAIN.refused, () => look(doing, step))
        else if (REFUSALS[reply.refusal.code].again && isOpen(doing, step)) doing.soon(AGAIN.refused, send)
      })
  }
  send()
}
