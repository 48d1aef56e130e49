// How much the board may hold: what one person writes into it, or whoever has the link, is pushed to everybody at every change.
import { describe, expect, test } from 'vitest'
import type { Actor } from '../../server/core/command-handler.ts'
import { boardView } from '../../server/core/view/board-view.ts'
import { consoleView } from '../../server/core/view/console-view.ts'
import { phoneView } from '../../server/core/view/phone-view.ts'
import { screenView } from '../../server/core/view/screen-view.ts'
import { QUEUED_BYTES } from '../../server/transport/backlog.ts'
import { COMMANDS, type CommandData, type CommandName } from '../../shared/commands.ts'
import { LIMITS } from '../../shared/limits.ts'
import { type Session, Session as SessionSchema, WORDING, type Wording } from '../../shared/model.ts'
import { clip, utf8Bytes } from '../../shared/text.ts'
import { ended, onDay } from './given-board.ts'
import { decideBy, phone, seat } from './given-session.ts'
import { live as facts } from './given-views.ts'

const ana = phone('p1')
const visitor: Actor = { role: 'visitor', name: '🇩🇪'.repeat(40) }
const DAY = onDay('2026-04-01')

const pursuitOf = (session: Session, id = 'c1') => {
  const found = session.commitments.find((one) => one.id === id)
  if (found === undefined) throw new Error('no such commitment')
  return found.pursuit
}
/** As it is, where it is refused. */
const tries = <N extends CommandName>(
  session: Session,
  by: Actor,
  name: N,
  data: CommandData<N>,
  at = DAY,
): Session => {
  expect(COMMANDS[name].safeParse(data).success).toBe(true)
  const decision = decideBy(session, by, name, data, at)
  return decision.ok ? decision.session : session
}
const wires = (view: unknown) => utf8Bytes(`42${JSON.stringify(['common', JSON.stringify(view)])}`)

describe('what is pushed', () => {
  const WORDS = 'What we do, and what we do not do any more. '.repeat(5).slice(0, LIMITS.field)
  const worded = (text: (n: number) => string) =>
    Object.fromEntries(WORDING.map((field, n) => [field, text(n)])) as Wording

  /** The longest board: as many people, themes and commitments as there may be, each with a ballot. */
  function long(line: (n: number) => string): Session {
    const ids = Array.from({ length: LIMITS.commitments }, (_, n) => `c${n}`)
    const session = ended(2, ids)
    const [one, two] = session.people
    if (one === undefined || two === undefined) throw new Error('nobody there')
    const more = Array.from({ length: LIMITS.people - 2 }, (_, n) => seat(`m${n}`, { name: `Somebody called ${n}` }))
    const facts = { owner: 'p1', by: '2026-06-01', firstStepBy: null, remover: 'p1', decider: 'p1' }
    const frozen = { ...worded(() => WORDS), ...facts, accepted: true, waived: [] }
    return {
      ...session,
      people: [{ ...one, name: clip(line(0), LIMITS.name) }, two, ...more],
      themes: Array.from({ length: LIMITS.themes }, (_, n) => ({
        id: `t${n}`,
        title: WORDS.slice(0, 60),
        cards: [],
        keywords: ['people', 'money', 'time'],
        hidden: null,
        edited: true,
      })),
      // Whoever drafts may type anything into the document.
      commitments: session.commitments.map((was) => ({ ...was, ...worded(line), ...facts, accepted: true })),
      ballots: ids.map((commitment, n) => ({
        id: `ballot.1.${n}`,
        commitment,
        round: 'ballot.1',
        turn: 1,
        frozen,
        target: 80,
        eligible: 2,
        tally: null,
        published: null,
      })),
    }
  }

  /** Everything that a participant, or the link to take part, can write on one commitment as long as it is taken; then on all. */
  function fullOf(line: (n: number) => string): Session {
    const commitment = 'c0'
    let session = long(line)
    let n = 0
    const next = () => line(n++)
    for (let at = 0; at < LIMITS.pursuit; at++) {
      const id = `${at}-${'x'.repeat(37)}`
      session = tries(session, ana, 'barrier.put', { commitment, barrier: id, text: next(), remover: 'p1' })
      session = tries(session, ana, 'win.put', { commitment, win: id, text: next() })
      session = tries(session, visitor, 'smallstep.put', { commitment, step: id, text: next(), by: '2026-06-01' })
    }
    const [first] = session.commitments[0]?.pursuit.barriers ?? []
    for (let at = 0; at < LIMITS.historyShown; at++)
      session = tries(session, ana, 'barrier.ask', { commitment, barrier: first?.id ?? '', gone: at % 2 === 0 })
    session = tries(session, visitor, 'different.set', { commitment, text: next() })
    session = tries(session, visitor, 'status.set', { commitment, status: 'stuck', why: clip(next(), LIMITS.reason) })
    session = tries(session, ana, 'owner.hand', { commitment, person: 'p2' })
    const { pursuit } = session.commitments[0] ?? {}
    if (pursuit === undefined) throw new Error('no commitment')
    return { ...session, commitments: session.commitments.map((one) => ({ ...one, pursuit })) }
  }

  test.each([
    ['flags', (n: number) => clip(`${n} ${'🇩🇪'.repeat(LIMITS.field)}`, LIMITS.field)],
    ['quotation marks', (n: number) => clip(`${n} ${'"'.repeat(LIMITS.field)}`, LIMITS.field)],
    ['stacked accents', (n: number) => clip(`${n} ${`x${'\u0316'.repeat(12)}`.repeat(LIMITS.field)}`, LIMITS.field)],
    ['one word a line', (n: number) => `w${n}`],
  ])('is never more than may wait for a phone, whatever was written: %s', (_, line) => {
    const session = fullOf(line)
    const sizes = [
      phoneView(session, facts),
      screenView(session, facts),
      boardView(session, facts, 'takes-part'),
      boardView(session, facts, 'sees'),
      consoleView(session, facts),
    ].map(wires)
    for (const size of sizes) expect(size).toBeLessThan(QUEUED_BYTES)
  })
})

describe('a list of a commitment', () => {
  const put = (session: Session, win: number, text: string) =>
    decideBy(session, ana, 'win.put', { commitment: 'c1', win: `w${win}`, text }, DAY)
  const filled = (text: (n: number) => string): Session => {
    let session = ended(3)
    for (let n = 0; n < LIMITS.pursuit; n++) {
      const decision = put(session, n, text(n))
      if (decision.ok) session = decision.session
    }
    return session
  }

  test.each([
    ['English', 'We signed the first two people, and they begin on the first of May. '],
    ['Chinese', '我们签下了前两个人，他们五月一日开始工作。'],
    ['Hindi', 'हमने पहले दो लोगों को नियुक्त किया, वे पहली मई से काम शुरू करेंगे। '],
    ['Thai', 'เราเซ็นสัญญากับสองคนแรกแล้วและจะเริ่มงานวันที่หนึ่งพฤษภาคม '],
    ['emoji', '🎉🚀🙂'],
  ])('takes thirty ordinary sentences in %s', (_script, sentence) => {
    const session = filled((n) => `${n} ${sentence}`)
    expect(pursuitOf(session).wins).toHaveLength(LIMITS.pursuit)
  })

  test('takes thirty of full length in Latin letters, and of 1400 bytes as many as fit', () => {
    expect(pursuitOf(filled(() => 'x'.repeat(LIMITS.field))).wins).toHaveLength(LIMITS.pursuit)
    const flags = filled(() => '🇩🇪'.repeat(175))
    expect(pursuitOf(flags).wins.length).toBeLessThan(6)
    expect(put(flags, 40, '🇩🇪'.repeat(175))).toMatchObject({ ok: false, refusal: { code: 'too-many' } })
    // A short one may still find its place, and the other lists have theirs.
    expect(put(flags, 41, 'Signed').ok).toBe(true)
    const step = { commitment: 'c1', step: 's', text: 'Call Chi', by: null }
    expect(decideBy(flags, visitor, 'smallstep.put', step, DAY).ok).toBe(true)
  })

  test('that was longer before there was a limit is loaded, and its lines may become shorter, be ticked and be taken off', () => {
    const steps = Array.from({ length: 20 }, (_, n) => ({ id: `s${n}`, text: '漢'.repeat(800), by: null, done: null }))
    const session = ended(3)
    const long = {
      ...session,
      commitments: session.commitments.map((one) => ({ ...one, pursuit: { ...one.pursuit, steps } })),
    }
    expect(SessionSchema.safeParse(long).error).toBeUndefined()
    const put = (step: string, text: string) => ({ commitment: 'c1', step, text, by: null })
    expect(decideBy(long, visitor, 'smallstep.put', put('s0', 'Shorter'), DAY).ok).toBe(true)
    expect(decideBy(long, visitor, 'smallstep.done', { commitment: 'c1', step: 's1', done: true }, DAY).ok).toBe(true)
    expect(decideBy(long, visitor, 'smallstep.remove', { commitment: 'c1', step: 's1' }, DAY).ok).toBe(true)
    expect(decideBy(long, visitor, 'smallstep.put', put('new', 'One more'), DAY)).toMatchObject({
      refusal: { code: 'too-many' },
    })
  })
})
