// What is in the way of a commitment: who removes it, who says that it is gone, and what takes it off the list.
//
// P2  A barrier is closed by those it concerns, asked under seal; by the facilitator's word only where they cannot be asked, or
//     where too few of them answered when they were, never against what enough of them said.
// P4  While people are being asked about it, it is neither closed by word nor taken away; what is closed stays on record.
import type { Barrier, Pursuit } from '../../shared/board.ts'
import { takenOff } from '../../shared/board-lines.ts'
import { FLOORS, LIMITS } from '../../shared/limits.ts'
import type { Session } from '../../shared/model.ts'
import { fits, plainLine } from '../../shared/text.ts'
import { answersAbout, isBeingAsked, questionOf } from './barriers-settled.ts'
import type { By, Handler } from './command-handler.ts'
import { refuse } from './command-handler.ts'
import { seatedPerson } from './people.ts'
import { change, nameOf, noted } from './pursuit-change.ts'
import { ANEW } from './pursuit-history.ts'
import { seatsNow } from './rounds.ts'

const put: Handler<'barrier.put'> = (session, { commitment: id, barrier, text, remover }, by) => {
  const words = plainLine(text)
  if (words === '') return refuse('empty')
  if (!fits(words, LIMITS.field)) return refuse('too-long')
  if (remover !== null && seatedPerson(session, remover) === null) return refuse('not-found')
  return change(session, id, ({ pursuit, owner }) => {
    const before = pursuit.barriers.find((one) => one.id === barrier)
    if (before?.text === words && before.remover === remover) return pursuit
    if (before === undefined && pursuit.barriers.length >= LIMITS.pursuit) return 'too-many'
    // Each is asked about by a name of its own: two of one name would be asked about in turn.
    if (before === undefined && isAskedAs(session, barrier)) return 'bad-request'
    if (before !== undefined && before.closed !== null) return 'not-now'
    // Whoever comes by may say who removes it where nobody does, and no more.
    const names = before === undefined || (before.text === words && before.remover === null)
    if (!names && !isTheirs(before, owner, by)) return 'not-owner'
    const fresh: Barrier = { id: barrier, text: words, remover, since: by.now, asked: null, closed: null }
    if (before !== undefined && before.text !== words && isBeingAsked(session, before)) return 'being-asked'
    // What people are asked about, or agreed on, must not say something else afterwards.
    const asked = before?.text === words ? before.asked : null
    const next = before === undefined ? fresh : { ...before, text: words, remover, asked }
    const who = remover === null ? '' : `, ${nameOf(session, remover)} removes it`
    const says = `${before === undefined ? 'in the way: ' : ANEW.barrier}${words}${who}`
    return noted(withBarrier(pursuit, next), by, session, says)
  })
}

/** It was a mistake, or stands elsewhere. */
const remove: Handler<'barrier.remove'> = (session, { commitment: id, barrier }, by) =>
  change(session, id, ({ pursuit, owner }) => {
    const before = pursuit.barriers.find((one) => one.id === barrier)
    if (before === undefined) return pursuit
    if (!isTheirs(before, owner, by)) return 'not-owner'
    if (before.closed !== null) return 'not-now'
    if (isBeingAsked(session, before)) return 'being-asked'
    const barriers = pursuit.barriers.filter((one) => one !== before)
    return noted({ ...pursuit, barriers }, by, session, takenOff(before.text))
  })

/** Whoever was to remove it says so, or the owner, or who may change everything. */
const ask: Handler<'barrier.ask'> = (session, { commitment: id, barrier, gone }, by) =>
  change(session, id, (commitment) => {
    const { pursuit } = commitment
    const before = pursuit.barriers.find((one) => one.id === barrier)
    if (before === undefined) return 'not-found'
    if (!isTheirs(before, commitment.owner, by)) return 'not-owner'
    if (before.closed !== null || (before.asked !== null) === gone) return pursuit
    if (isBeingAsked(session, before)) return 'being-asked'
    const says = gone ? `says it is out of the way: ${before.text}` : `says it is still in the way: ${before.text}`
    return noted(withBarrier(pursuit, { ...before, asked: gone ? by.now : null }), by, session, says)
  })

const close: Handler<'barrier.close'> = (session, { commitment: id, barrier }, by) =>
  change(session, id, ({ pursuit }) => {
    const before = pursuit.barriers.find((one) => one.id === barrier)
    if (before === undefined) return 'not-found'
    if (before.closed !== null) return pursuit
    if (isBeingAsked(session, before)) return 'being-asked'
    if (!isClosedByWord(session, before)) return 'ask-them'
    const closed = { ...before, closed: { at: by.now, how: 'said' as const } }
    return noted(withBarrier(pursuit, closed), by, session, `out of the way, as said in the room: ${before.text}`)
  })

export const barrierHandlers = {
  'barrier.put': put,
  'barrier.remove': remove,
  'barrier.ask': ask,
  'barrier.close': close,
}

/**
 * Whether the facilitator's word closes it. Of answers under seal it tells one thing: that fewer of those it concerns gave one than
 * it takes to show anything.
 */
export function isClosedByWord(session: Session, barrier: Barrier): boolean {
  if (barrier.closed !== null || isBeingAsked(session, barrier)) return false
  const answered = answersAbout(session, barrier)
  // What enough people said under seal stands, whoever is here now and however high the floors were raised since.
  if (answered !== 'none') return answered === 'few'
  const { status, keys } = session
  // A seat that waits for somebody is asked nothing, and nobody is where the keys are erased.
  return seatsNow(session).length < FLOORS.show || (status === 'ended' && keys.secret === null)
}

function isAskedAs({ commitments }: Session, id: string): boolean {
  return commitments.some(({ pursuit }) => pursuit.barriers.some((one) => questionOf(one.id) === questionOf(id)))
}

/** All of them, for the facilitator's console. */
export function closedByWord(session: Session): { readonly commitment: string; readonly barrier: string }[] {
  return session.commitments.flatMap(({ id, pursuit }) =>
    pursuit.barriers.filter((one) => isClosedByWord(session, one)).map((one) => ({ commitment: id, barrier: one.id })),
  )
}

/** Of whoever may change everything, who was to remove it, and the commitment's owner. */
function isTheirs({ remover }: Barrier, owner: string | null, { actor }: By): boolean {
  return actor.role !== 'participant' || remover === actor.person || owner === actor.person
}

function withBarrier(pursuit: Pursuit, next: Barrier): Pursuit {
  const known = pursuit.barriers.some((one) => one.id === next.id)
  const barriers = known
    ? pursuit.barriers.map((one) => (one.id === next.id ? next : one))
    : [...pursuit.barriers, next]
  return { ...pursuit, barriers }
}
