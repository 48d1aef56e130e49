// What the open check-in asks this seat: its rounds, its screens in their order, and why it may have no part in it.
import type { Question } from '../../shared/agenda.ts'
import type { BallotView, RoundView } from '../../shared/views.ts'
import type { ScreenProps } from './phone-context.ts'

export type CheckInScreen =
  | { readonly kind: 'ballot'; readonly round: RoundView; readonly ballot: BallotView }
  | { readonly kind: 'barriers'; readonly round: RoundView; readonly questions: readonly Question[] }
  | { readonly kind: 'way'; readonly round: RoundView; readonly question: Question }

export type CheckInParts = {
  /** Its rounds, the newest of each step; those in which this seat has a part are `mine`. */
  readonly rounds: readonly RoundView[]
  readonly mine: readonly RoundView[]
  readonly screens: readonly CheckInScreen[]
}

/** Commitments first, then barriers that are said to be gone, then the one sentence: what is most often given comes first. */
export function checkInParts({ view, mine }: ScreenProps): CheckInParts {
  const steps = view.checkin?.steps ?? []
  const rounds = steps.flatMap((step) => view.rounds.findLast((round) => round.step === step.id) ?? [])
  const own = rounds.filter((round) => mine.rounds.includes(round.id))
  const ballots = own.flatMap((round) =>
    round.slots.flatMap((slot): CheckInScreen[] => {
      const ballot = view.commitments.flatMap((one) => one.ballots).find((one) => one.id === slot)
      return ballot === undefined ? [] : [{ kind: 'ballot', round, ballot }]
    }),
  )
  const asked = steps.flatMap((step): CheckInScreen[] => {
    const round = own.find((one) => one.step === step.id)
    if (step.kind !== 'ask' || round === undefined) return []
    const questions = step.settings.questions
    const barriers = questions.filter((one) => one.type !== 'text')
    return [
      ...(barriers.length > 0 ? [{ kind: 'barriers', round, questions: barriers } as const] : []),
      ...questions.filter((one) => one.type === 'text').map((question) => ({ kind: 'way', round, question }) as const),
    ]
  })
  return { rounds, mine: own, screens: [...ballots, ...asked] }
}

/** What the answer to one slot is kept under, and whether everything a screen asks was given. */
export function slotsOf(screen: CheckInScreen): readonly string[] {
  if (screen.kind === 'ballot') return [screen.ballot.id]
  return screen.kind === 'way' ? [screen.question.id] : screen.questions.map((one) => one.id)
}
