// Barriers that were said to be gone, after those they concern were asked.
import type { Question } from '../../shared/agenda.ts'
import type { Barrier } from '../../shared/board.ts'
import { GONE_ID, isAboutBarrier } from '../../shared/board-lines.ts'
import { TARGET } from '../../shared/clarity.ts'
import { LIMITS } from '../../shared/limits.ts'
import type { AskResult, Round, Session } from '../../shared/model.ts'
import { clip } from '../../shared/text.ts'
import { stepOfRound } from './agenda.ts'
import { withLine } from './pursuit-history.ts'
import { mapSame, withFields } from './session-with.ts'

/** In whose name the history says what came of it. */
const ASKED = 'Check-in'

/** What is said to be gone and not yet closed, by the id of the question that asks about it; each question asks about one. */
export function barriersAsked({ commitments }: Pick<Session, 'commitments'>): ReadonlyMap<string, Barrier> {
  const said = commitments.flatMap(({ pursuit }) =>
    pursuit.barriers.filter(({ asked, closed }) => asked !== null && closed === null),
  )
  const asked = new Map<string, Barrier>()
  for (const barrier of said) if (!asked.has(questionOf(barrier.id))) asked.set(questionOf(barrier.id), barrier)
  return asked
}

/** The answers are in: what those it concerns agree is gone, is closed (K3); the rest is in the way as before. */
export function settleBarriers(session: Session, results: readonly AskResult[], now: number): Session {
  const asked = barriersAsked(session)
  const settled = new Map<Barrier, Barrier>()
  for (const result of results) {
    const barrier = asked.get(result.question)
    const question = questionIn(session, result)
    // Its words may have changed since, and a facilitator may call a question of their own like one about a barrier.
    if (barrier === undefined || question === undefined || !isAbout(question, barrier)) continue
    const closed = agreed(result, session) ? { at: now, how: 'agreed' as const } : null
    settled.set(barrier, closed === null ? { ...barrier, asked: null } : { ...barrier, closed })
  }
  return withFields(session, {
    commitments: mapSame(session.commitments, (one) => {
      const barriers = mapSame(one.pursuit.barriers, (barrier) => settled.get(barrier) ?? barrier)
      const pursuit = one.pursuit.barriers
        .flatMap((barrier) => settled.get(barrier) ?? [])
        .reduce((so, barrier) => withLine(so, { at: now, by: ASKED, says: saysOf(barrier) }), one.pursuit)
      return withFields(one, { pursuit: withFields(pursuit, { barriers }) })
    }),
  })
}

/** That enough people say so, or that they do not: who was for it and how many stays under the seal. */
function saysOf({ text, closed }: Barrier): string {
  return closed === null ? `not agreed to be out of the way: ${text}` : `agreed to be out of the way: ${text}`
}

function agreed(result: AskResult, { floors }: Session): boolean {
  const [gone = 0] = result.counts
  return concerned(result) >= floors.show && gone * 100 >= TARGET * concerned(result)
}

/** How many said either that it is gone or that it is not; never shown. */
function concerned({ counts: [gone = 0, still = 0] }: AskResult): number {
  return gone + still
}

/** Answers about it are being given, or collected: nobody knows yet what they say. */
export function isBeingAsked(session: Pick<Session, 'rounds'>, barrier: Barrier): boolean {
  const round = lastAsking(session, barrier)
  return round !== undefined && round.state !== 'written'
}

/**
 * Whether it was asked about as it is worded, and that is over: `few` when fewer of those it concerns answered than it takes to show
 * anything, as the floors were when the answers came, so that raising them reopens nothing that enough people said.
 */
export function answersAbout(session: Session, barrier: Barrier): 'none' | 'few' | 'enough' {
  const round = lastAsking(session, barrier)
  const result = session.results.find((one) => one.round === round?.id && one.question === questionOf(barrier.id))
  if (round?.state !== 'written' || result === undefined) return 'none'
  const question = questionIn(session, result)
  if (question === undefined || !isAbout(question, barrier)) return 'none'
  return concerned(result) < (result.floors ?? session.floors).show ? 'few' : 'enough'
}

/** The question as it was put. */
function questionIn(session: Session, { round: id, question }: AskResult): Question | undefined {
  const round = session.rounds.find((one) => one.id === id)
  const step = round === undefined ? null : stepOfRound(session, round.step)
  return step?.kind === 'ask' ? step.settings.questions.find((one) => one.id === question) : undefined
}

const isAbout = (question: Question, barrier: Barrier) =>
  isAboutBarrier(question) && question.type === 'choice' && question.text === askedAs(barrier)

function lastAsking({ rounds }: Pick<Session, 'rounds'>, { id }: Barrier): Round | undefined {
  return rounds.findLast(({ purpose, slots }) => purpose === 'answer' && slots.includes(questionOf(id)))
}

/** The question about it. */
export const askedAs = ({ text }: Barrier): string => clip(`Is this still in the way? ${text}`, LIMITS.prompt)

/** A name that every schema takes, whatever the barrier is called. */
export const questionOf = (barrier: string): string => `${GONE_ID}${barrier.replaceAll('.', '_')}`.slice(0, 40)
