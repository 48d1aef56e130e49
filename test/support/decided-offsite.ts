// Twelve people who decided two things at an offsite, and their check-ins in the weeks after.
import type { BallotAnswer } from '../../shared/clarity.ts'
import type { Session } from '../../shared/model.ts'
import { trendOf } from '../../shared/record.ts'
import type { CommitmentView } from '../../shared/views.ts'
import { purseOf } from '../hostile/arena.ts'
import { answerAll, CLEAR, UNCLEAR } from './answers.ts'
import { at, type Over, offsiteOver } from './offsite-over.ts'
import type { Participant } from './people.ts'
import { sees } from './waiting.ts'
import type { Workshop } from './workshop.ts'

/** Seats by name: Ana owns what was decided. */
export const ANA = 0
export const BEN = 1
export const CY = 2
export const PEOPLE = 12
export const HIRE = 'Every region names one owner for hiring'
export const CALLS = 'Operations runs every onboarding call'

/** `hire` and `calls` are on the board, asked once: 11 of 12 are clear about both. `more` happens while the ballot's step is open. */
export function decidedOffsite(more: (w: Workshop) => Promise<void> = async () => undefined): Promise<Over> {
  return offsiteOver(PEOPLE, [], {
    before: async (w) => {
      const { facilitator } = w
      const owner = w.phones[ANA]
      if (owner === undefined) throw new Error('nobody is here')
      for (const [commitment, what] of [
        ['hire', HIRE],
        ['calls', CALLS],
      ] as const) {
        await facilitator.does('commitment.add', { commitment, theme: null, what })
        await facilitator.does('commitment.set', { commitment, field: 'owner', person: owner.seat.person })
        await owner.sees(({ commitments }) => commitments.some(({ id }) => id === commitment), what)
        await owner.does('owner.answer', { commitment, accept: true })
        await facilitator.does('commitment.date', { commitment, field: 'by', day: '2026-06-30' })
        await facilitator.does('commitment.waive', { commitment, field: 'givingUp', waived: true })
      }
      await facilitator.goTo('ballot')
      await facilitator.does('ballot.open', { round: 'ballot.1', commitments: ['hire', 'calls'] })
      await answerAll(w.phones, 'ballot.1', (person) => person > 0)
      // On a busy machine tokens may come after the bell.
      for (const phone of w.phones) await purseOf(phone, 'ballot.1')
      await facilitator.ring()
      await more(w)
    },
  })
}

/** What one person says at a check-in. */
export type Says = {
  /** What is in the way. */
  readonly way?: string
  readonly clear: boolean
  /** Of every barrier that is said to be gone: 0 it is, 1 it is not, 2 it never was one. */
  readonly gone?: 0 | 1 | 2
}

/** From its first morning until its batch is written; `says` has one entry for each seat that comes, from 0. */
export async function heldCheckin(o: Over, id: string, says: readonly Says[]): Promise<Session> {
  const checkin = (session: Session) => session.afterwards.checkins.find((one) => one.id === id)
  const planned = checkin(await o.saved())
  if (planned === undefined) throw new Error('no such check-in')
  o.clock.leapTo(at(`${planned.opens}T06:00:01`))
  await o.until((session) => checkin(session)?.state === 'open', `${id} open`)
  for (const [seat, said] of says.entries()) {
    const phone = await o.comes(seat)
    await answersCheckin(phone, said)
    leaves(o, phone)
  }
  o.clock.leapTo(at(`${planned.until}T23:59:59`) + 2000)
  await o.until(({ rounds }) => rounds.some(({ state }) => state === 'collecting'), `${id} over`)
  o.clock.leapTo(o.clock.now() + 10_000)
  return o.until(({ rounds }) => rounds.every(({ state }) => state === 'written'), `the batches of ${id}`)
}

/** Everything that an open check-in asks, on one phone; until the server has it. */
export async function answersCheckin(phone: Participant, { way, clear, gone }: Says): Promise<void> {
  const view = await phone.sees(({ checkin }) => checkin !== null, 'a check-in')
  const given: BallotAnswer = clear ? CLEAR : UNCLEAR
  const rounds = view.rounds.filter(({ state }) => state === 'open').map(({ id }) => id)
  for (const round of rounds) await purseOf(phone, round)
  for (const step of view.checkin?.steps ?? []) {
    const round = view.rounds.find((one) => one.step === step.id)
    if (round === undefined) throw new Error('a step without its round')
    if (step.kind === 'ask')
      for (const { id, type } of step.settings.questions) {
        const answer = type === 'text' ? { text: way } : { option: gone }
        if (Object.values(answer)[0] !== undefined) phone.phone.outbox.answer(round.id, id, answer)
      }
    else for (const ballot of round.slots) phone.phone.outbox.answer(round.id, ballot, given)
  }
  await phone.phone.flush()
  await sees(phone.phone.arrived, (arrived) => rounds.every((round) => arrived.has(round)), 'everything taken')
}

export function leaves(o: Over, phone: Participant): void {
  phone.close()
  o.now().phones.splice(o.now().phones.indexOf(phone), 1)
}

/** Every asking in one line: "Offsite 11/12"; where no number may be shown, how much is. */
export const trend = (commitment: CommitmentView): string[] =>
  trendOf(commitment).map(({ asked, result }) =>
    result.floor === null ? `${asked} ${result.level}` : `${asked} ${result.floor.count}/${result.floor.of}`,
  )

export function commitmentIn({ commitments }: { readonly commitments: readonly CommitmentView[] }, id: string) {
  const found = commitments.find((one) => one.id === id)
  if (found === undefined) throw new Error('no such commitment')
  return found
}
