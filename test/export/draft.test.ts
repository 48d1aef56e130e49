// The draft of the summary, and what may be in any file: what the board shows, and nothing that stands behind it.
import { expect, test } from 'vitest'
import { boardRecord } from '../../server/core/view/board-record.ts'
import { summaryDraft } from '../../server/export/summary-draft.ts'
import { type BallotAnswer, tally } from '../../shared/clarity.ts'
import type { Session } from '../../shared/model.ts'
import { aBoard, aRecord, NOW } from './given-record.ts'

test('the draft says who works on what, what comes next, what is in the way, and when it is due', () => {
  const { board } = aRecord()
  const draft = summaryDraft(board, Date.parse('2026-03-04T15:00:00Z'))
  expect(draft).toContain('On 2 March 2026 12 people worked on: We move everyone by June.')
  expect(draft).toContain('1 of 3 commitments reached 80% (1 moving, 1 stuck, 1 not begun).')
  expect(draft).toContain('- Freeze the old billing on 1 June (owner: Ana Kovač; by 1 April 2026; giving up: No new')
  expect(draft).toContain('Next steps:\n- Ana Kovač: Tell the ten largest customers, by 20 April 2026')
  expect(draft).toContain('- Legal reads contracts in order of arrival (Bjørn removes it)')
  expect(draft).toContain('- 30 days: 1 April 2026')
  expect(draft.trimEnd()).toMatch(/by Wednesday,? 4 March: 48 hours after the end\.$/)
  expect(draft.length).toBeLessThan(8000)
})

test('an empty board has a draft that claims nothing', () => {
  const { board } = aRecord()
  const draft = summaryDraft({ ...board, commitments: [], themes: [], checkins: [] }, null)
  expect(draft.split('\n\n')).toHaveLength(2)
  expect(draft).toContain('within 48 hours of the end')
})

/** A ballot of six people, whose counts are not to be told. */
function withBallot(session: Session): Session {
  const answer: BallotAnswer & { clear: string } = { clear: 'clear', gaps: [], committed: 4, guess: null }
  const [commitment] = session.commitments
  if (commitment === undefined) throw new Error('no commitment')
  const {
    owner,
    by,
    firstStepBy,
    remover,
    decider,
    accepted,
    waived,
    what,
    givingUp,
    firstStep,
    barrier,
    ifCond,
    thenDo,
  } = commitment
  const frozen = {
    owner,
    by,
    firstStepBy,
    remover,
    decider,
    accepted,
    waived,
    what,
    givingUp,
    firstStep,
    barrier,
    ifCond,
    thenDo,
  }
  const ballot: Session['ballots'][number] = {
    id: 'b1',
    commitment: commitment.id,
    round: 'ballot.1',
    turn: 1,
    frozen,
    target: 80,
    eligible: 6,
    tally: tally([answer, answer, answer, answer, answer, { ...answer, clear: 'lost', guess: 7 }], 6),
    published: { beacon: 'thebeacon', digest: '123412341234', lines: 6 },
  }
  return { ...session, ballots: [ballot] }
}

test('no secret, no seat, no tally and nothing hidden is in a record', () => {
  const session = withBallot(aBoard())
  const card = (id: string, text: string) => [id, { id, kind: 'note', text, round: 'write.1', room: 'room7' }] as const
  const cards = new Map([
    card('k1', 'Shown in its theme'),
    card('k2', 'Hidden with its theme'),
    card('k3', 'In no theme'),
  ])
  const themes = session.themes.map((theme) => ({
    ...theme,
    cards: theme.hidden === null ? (theme.id === 't1' ? ['k1'] : []) : ['k2'],
  }))
  const reversed = <T>(items: readonly T[]) => [...items].reverse()
  const told = JSON.stringify(boardRecord({ ...session, themes }, { cards }, NOW, reversed, 'takes-part'))
  expect(told).toContain('Shown in its theme')
  for (const secret of [
    'Hidden with its theme',
    'In no theme',
    'must stay in the room',
    'room7',
    'ticket-p1',
    'hash1',
    'recoveryhash',
    'screenkey',
    'boardkey',
    'thebeacon',
    session.keys.secret?.issue ?? 'none',
    'guessSum',
    'counted',
    'hollow"',
  ])
    expect(told).not.toContain(secret)
  const seen = JSON.stringify(boardRecord({ ...session, themes }, { cards }, NOW, null, 'sees'))
  expect(seen).not.toContain('Shown in its theme')
  const result = boardRecord(session, { cards }, NOW, null, 'sees').board.commitments[0]?.ballots[0]?.result
  expect(result).toMatchObject({ level: expect.not.stringMatching('counts'), floor: null, silent: null, of: null })
})
