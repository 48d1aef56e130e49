// What commitments live through: status, small steps, wins, barriers, what is different, a new owner. Every change is named.
//
// P1  Facilitators, and whoever holds the link to take part, may change every commitment; a participant their own, and add wins
//     and barriers to any.
// P2  What is in the way: barriers.ts.
// P3  What was decided is opened again only with something new, and what stood before stays on record.
import type { Pursuit } from '../../shared/board.ts'
import { LIMITS } from '../../shared/limits.ts'
import type { Commitment, Session } from '../../shared/model.ts'
import { fits, plainLine } from '../../shared/text.ts'
import { barrierHandlers } from './barriers.ts'
import { isDay } from './calendar.ts'
import type { By, Handler } from './command-handler.ts'
import { refuse } from './command-handler.ts'
import { lastDecision } from './decided.ts'
import { seatedPerson } from './people.ts'
import { change, nameOf, nameOfActor, noted, owned } from './pursuit-change.ts'
import { ANEW } from './pursuit-history.ts'
import { mapSame, toggled, withFields } from './session-with.ts'

const SAID: Readonly<Record<Pursuit['status'], string>> = {
  open: 'set it back to open',
  moving: 'says it is moving',
  stuck: 'says it is stuck',
  done: 'says it is done',
  dropped: 'dropped it',
}

const status: Handler<'status.set'> = (session, { commitment: id, status: next, why }, by) => {
  const reason = plainLine(why)
  if (!fits(reason, LIMITS.reason)) return refuse('too-long')
  if (next === 'dropped' && reason === '') return refuse('empty', 'why it is dropped')
  const told = next === 'stuck' || next === 'dropped' ? reason : ''
  return owned(session, id, by, ({ pursuit }) =>
    pursuit.status === next && pursuit.why === told
      ? pursuit
      : noted(
          withFields(pursuit, { status: next, why: told }),
          by,
          session,
          told === '' ? SAID[next] : `${SAID[next]}: ${told}`,
        ),
  )
}

const putStep: Handler<'smallstep.put'> = (session, { commitment: id, step, text, by: day }, by) => {
  const words = plainLine(text)
  if (words === '') return refuse('empty')
  if (!fits(words, LIMITS.field)) return refuse('too-long')
  if (day !== null && !isDay(day)) return refuse('bad-request')
  return owned(session, id, by, ({ pursuit }) => {
    const before = pursuit.steps.find((one) => one.id === step)
    if (before?.text === words && before.by === day) return pursuit
    if (before === undefined && pursuit.steps.length >= LIMITS.pursuit) return 'too-many'
    const next = { id: step, text: words, by: day, done: before?.done ?? null }
    const steps =
      before === undefined ? [...pursuit.steps, next] : pursuit.steps.map((one) => (one === before ? next : one))
    return noted(
      { ...pursuit, steps },
      by,
      session,
      before === undefined ? `next step: ${words}` : `${ANEW.step}${words}`,
    )
  })
}

const stepDone: Handler<'smallstep.done'> = (session, { commitment: id, step, done }, by) =>
  owned(session, id, by, ({ pursuit, firstStep }) => {
    const at = done ? by.now : null
    const says = (text: string) => `${done ? 'did' : 'has not done'}: ${text}`
    if (step === null) {
      if ((pursuit.firstStepDone !== null) === done) return pursuit
      return noted(withFields(pursuit, { firstStepDone: at }), by, session, says(firstStep || 'the first step'))
    }
    const before = pursuit.steps.find((one) => one.id === step)
    if (before === undefined) return 'not-found'
    if ((before.done !== null) === done) return pursuit
    const steps = pursuit.steps.map((one) => (one === before ? { ...one, done: at } : one))
    return noted({ ...pursuit, steps }, by, session, says(before.text))
  })

const removeStep: Handler<'smallstep.remove'> = (session, { commitment: id, step }, by) =>
  owned(session, id, by, ({ pursuit }) => {
    const before = pursuit.steps.find((one) => one.id === step)
    if (before === undefined) return pursuit
    const steps = pursuit.steps.filter((one) => one !== before)
    return noted({ ...pursuit, steps }, by, session, `took a step away: ${before.text}`)
  })

const putWin: Handler<'win.put'> = (session, { commitment: id, win, text }, by) => {
  const words = plainLine(text)
  if (words === '') return refuse('empty')
  if (!fits(words, LIMITS.field)) return refuse('too-long')
  return change(session, id, ({ pursuit }) => {
    if (pursuit.wins.some((one) => one.id === win)) return pursuit
    if (pursuit.wins.length >= LIMITS.pursuit) return 'too-many'
    return noted(
      { ...pursuit, wins: [...pursuit.wins, { id: win, text: words, at: by.now }] },
      by,
      session,
      `a win: ${words}`,
    )
  })
}

const removeWin: Handler<'win.remove'> = (session, { commitment: id, win }, by) =>
  owned(session, id, by, ({ pursuit }) => {
    const before = pursuit.wins.find((one) => one.id === win)
    if (before === undefined) return pursuit
    const wins = pursuit.wins.filter((one) => one !== before)
    return noted({ ...pursuit, wins }, by, session, `took a win back: ${before.text}`)
  })

const different: Handler<'different.set'> = (session, { commitment: id, text }, by) => {
  const words = plainLine(text)
  if (!fits(words, LIMITS.field)) return refuse('too-long')
  return owned(session, id, by, ({ pursuit }) =>
    pursuit.different === words
      ? pursuit
      : noted(
          { ...pursuit, different: words, seen: null },
          by,
          session,
          words === '' ? 'took away what will be different' : `${ANEW.different}${words}`,
        ),
  )
}

const seen: Handler<'different.seen'> = (session, { commitment: id, yes }, by) =>
  owned(session, id, by, ({ pursuit }) => {
    if (pursuit.different === '') return 'empty'
    if (pursuit.seen?.yes === yes) return pursuit
    const says = yes ? `it is different now: ${pursuit.different}` : `not different yet: ${pursuit.different}`
    return noted({ ...pursuit, seen: { at: by.now, yes } }, by, session, says)
  })

/** The owner stays until the other one says yes (`owner.answer`). */
const hand: Handler<'owner.hand'> = (session, { commitment: id, person }, by) => {
  if (person !== null && seatedPerson(session, person) === null) return refuse('not-found')
  return owned(session, id, by, ({ pursuit, owner }) => {
    const next = person === owner ? null : person
    if (pursuit.handover === next) return pursuit
    const says = next === null ? 'no longer hands it over' : `asks ${nameOf(session, next)} to own it from now on`
    return noted({ ...pursuit, handover: next }, by, session, says)
  })
}

/** Asked for by anyone, and shown as a count. */
const tooBig: Handler<'split.ask'> = (session, { commitment: id, on }, by) =>
  change(session, id, ({ pursuit }) =>
    by.actor.role === 'participant'
      ? withFields(pursuit, { tooBig: toggled(pursuit.tooBig, by.actor.person, on) })
      : pursuit,
  )

/** `past`: how often it was opened again as the sender saw it, so that a second tap opens nothing twice. */
const reopen: Handler<'commitment.reopen'> = (session, { commitment: id, why, past }, by) => {
  const reason = plainLine(why)
  if (reason === '') return refuse('nothing-new')
  if (!fits(reason, LIMITS.field)) return refuse('too-long')
  return change(session, id, (commitment) => {
    const { pursuit } = commitment
    const decided = lastDecision(session, commitment)
    if (decided === null) return 'not-found'
    if (pursuit.reopened.length !== past) return pursuit
    if (pursuit.reopened.length >= LIMITS.pursuit) return 'too-many'
    const reopened = [
      ...pursuit.reopened,
      { at: by.now, by: nameOfActor(by, session), why: reason, decided: decided.id },
    ]
    return noted({ ...pursuit, status: 'open', why: '', reopened }, by, session, `opened it again. New: ${reason}`)
  })
}

export const pursuitHandlers = {
  ...barrierHandlers,
  'status.set': status,
  'smallstep.put': putStep,
  'smallstep.done': stepDone,
  'smallstep.remove': removeStep,
  'win.put': putWin,
  'win.remove': removeWin,
  'different.set': different,
  'different.seen': seen,
  'owner.hand': hand,
  'split.ask': tooBig,
  'commitment.reopen': reopen,
}

/** Who was asked to own it from now on says yes or no; the owner stays until it is a yes. */
export function handedOver(session: Session, commitment: Commitment, yes: boolean, by: By): Session {
  const { pursuit } = commitment
  const to = pursuit.handover
  const says = yes ? 'owns it from now on' : 'does not take it over'
  const next = { ...commitment, pursuit: noted({ ...pursuit, handover: null }, by, session, says) }
  const settled = yes ? { ...next, owner: to, accepted: true } : next
  return withFields(session, {
    commitments: mapSame(session.commitments, (one) => (one === commitment ? settled : one)),
  })
}
