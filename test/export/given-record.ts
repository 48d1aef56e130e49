// Boards to take home: one with something of everything on it, and one on which every text is hostile.
import { boardView } from '../../server/core/view/board-view.ts'
import type { Session } from '../../shared/model.ts'
import { type BoardRecord, RECORD_FORMAT, RECORD_VERSION } from '../../shared/record.ts'
import { showBallot } from '../../shared/thresholds.ts'
import { atBoard, offsite, onDay } from '../core/given-board.ts'
import { does, laptop, phone } from '../core/given-session.ts'

const DONE_ON = onDay('2026-03-20')
export const NOW = Date.parse('2026-04-01T08:00:00Z')

const WORDS = ['Freeze the old billing on 1 June', 'One owner for each customer contract']

/** Twelve people, three commitments at different places, three check-ins. */
export function aBoard(): Session {
  let session: Session = atBoard(12, [])
  const name = (person: string, called: string) => {
    session = does(session, phone(person), 'me.update', { name: called, fn: null, level: null })
  }
  name('p1', 'Ana Kovač')
  name('p2', 'Bjørn')
  name('p3', '李雷')
  for (const [at, what] of [...WORDS, 'Hire two testers, or say aloud what we stop testing'].entries()) {
    const commitment = `c${at + 1}`
    session = does(session, laptop, 'commitment.add', { commitment, theme: null, what }, offsite)
    session = does(session, laptop, 'commitment.set', { commitment, field: 'owner', person: `p${at + 1}` })
    session = does(session, laptop, 'commitment.date', { commitment, field: 'by', day: `2026-0${at + 4}-01` })
  }
  session = does(session, phone('p1'), 'owner.answer', { commitment: 'c1', accept: true })
  session = worded(session)
  const close = session.agenda.at(-1)?.id ?? ''
  session = does(session, laptop, 'step.go', { step: close, from: 'board' }, offsite)
  session = does(
    session,
    laptop,
    'smallstep.put',
    { commitment: 'c1', step: 's1', text: 'Tell the ten largest customers', by: '2026-04-20' },
    DONE_ON,
  )
  session = does(session, laptop, 'smallstep.done', { commitment: 'c1', step: null, done: true }, DONE_ON)
  session = does(
    session,
    laptop,
    'win.put',
    { commitment: 'c1', win: 'w1', text: 'Three customers moved a month early' },
    DONE_ON,
  )
  session = does(
    session,
    laptop,
    'barrier.put',
    { commitment: 'c2', barrier: 'b1', text: 'Legal reads contracts in order of arrival', remover: 'p2' },
    DONE_ON,
  )
  session = does(session, laptop, 'status.set', { commitment: 'c1', status: 'moving', why: '' }, DONE_ON)
  session = does(
    session,
    laptop,
    'status.set',
    { commitment: 'c2', status: 'stuck', why: 'Legal has no time before May' },
    DONE_ON,
  )
  session = does(
    session,
    laptop,
    'different.set',
    { commitment: 'c1', text: 'No invoice is sent from the old system' },
    DONE_ON,
  )
  return { ...session, themes: THEMES }
}

const THEMES = [
  { id: 't1', title: 'Too many systems', cards: [], keywords: ['billing', 'systems'], hidden: null, edited: true },
  { id: 't2', title: 'Nobody decides', cards: [], keywords: ['decides'], hidden: null, edited: true },
  { id: 't3', title: 'What must stay in the room', cards: [], keywords: [], hidden: 'personal', edited: true },
]

function worded(session: Session): Session {
  const commitments = session.commitments.map((one, at) =>
    at === 0
      ? {
          ...one,
          givingUp: 'No new features in billing until then',
          firstStep: 'List every report that reads from it',
          firstStepBy: '2026-03-16',
          barrier: 'Finance closes the year in it',
          remover: 'p2',
          ifCond: 'a report is missing on 1 May',
          thenDo: 'we rebuild it by hand',
        }
      : one,
  )
  return { ...session, commitments }
}

const tally = (counted: number, silent: number, of = 12) => {
  const answered = of - silent
  const rest = answered - counted
  return {
    eligible: of,
    notMine: 0,
    of,
    answered,
    counted,
    silent,
    abstained: 0,
    clear: counted,
    committed: counted + rest,
    hollow: rest,
    resigned: 0,
    gaps: { what: 0, who: 0, when: rest, 'giving-up': 0, 'people-time': 0, other: 0 },
    guessSum: 0,
    guessN: 0,
  }
}

/** Results as they came with an import: each through the thresholds. */
export function aRecord(session: Session = aBoard()): BoardRecord {
  const { liveCheckin: _now, ...board } = boardView(session, { cards: new Map() }, 'takes-part')
  const [first, second, third] = board.commitments
  const earlier = (one: typeof first, results: readonly (readonly [string, ReturnType<typeof tally>])[]) =>
    one === undefined
      ? []
      : [
          {
            ...one,
            pursuit: { ...one.pursuit, earlier: results.map(([asked, of]) => ({ asked, result: showBallot(of) })) },
          },
        ]
  return {
    format: RECORD_FORMAT,
    version: RECORD_VERSION,
    exported: '2026-04-01',
    board: {
      ...board,
      commitments: [
        ...earlier(first, [
          ['Offsite', tally(7, 2)],
          ['30 days', tally(10, 1)],
        ]),
        ...earlier(second, [['Offsite', tally(6, 0)]]),
        ...earlier(third, [['Offsite', tally(3, 1, 6)]]),
      ],
      summary: 'We decided three things.\n\n- Billing first\n- Then contracts',
    },
    cards: null,
  }
}

export const HOSTILE = [
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '[click](javascript:alert(1)) ![x](http://evil.example/a.png) https://evil.example www.evil.example',
  "=cmd|'/C calc'!A0",
  "one;=2+5+cmd|' /C calc'!A0 , @SUM(1+1)",
  'a\r\nBEGIN:VEVENT\r\nSUMMARY:evil\r\nEND:VEVENT',
  'abc\u202egnp.exe\u2066x',
  'nul\u0000 bell\u0007 tab\there',
  '👩‍👩‍👧‍👦 👍🏽 family',
  'x'.repeat(3000),
  '# heading\n- list\n1. one\n> quote\n```\ncode\n---\n| a | b |',
  '"quoted", \'single\', back\\slash; semi',
  'سلام (عليكم) 123 שלום Ünïcödé हिन्दी ภาษาไทย 日本語 한국어',
  '\ud800 lone',
] as const

/** Every string that people wrote replaced by each hostile one in turn; ids, days and enums stay. */
export function hostileRecord(): BoardRecord {
  let at = 0
  const next = () => HOSTILE[at++ % HOSTILE.length] ?? ''
  const keep = new Set([
    'id',
    'session',
    'status',
    'state',
    'level',
    'verdict',
    'zone',
    'nearly',
    'reason',
    'firmness',
    'type',
    'how',
    'format',
    'decided',
  ])
  const visit = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return keep.has(key) || /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : next()
    if (Array.isArray(value))
      return key === 'missing' || key === 'waived' || key === 'facets' || key === 'indicators'
        ? value
        : value.map((one) => visit(one, ''))
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, visit(one, name)]))
    return value
  }
  const record = visit(aRecord(), '') as BoardRecord
  const themes = HOSTILE.map((title, n) => ({ ...themeOf(n), title }))
  return { ...record, board: { ...record.board, themes, summary: HOSTILE.join('\n') } }
}

const themeOf = (n: number) => ({
  id: `h${n}`,
  title: '',
  count: n,
  rooms: 2,
  keywords: [],
  samples: [],
  hidden: null,
  reach: null,
  echo: null,
})
