// The board as tables: one for each kind of thing on it, and lists of tasks for trackers.
import { type BoardRecord, trendOf } from '../../shared/record.ts'
import type { CommitmentView } from '../../shared/views.ts'
import type { Cell, Table } from './csv.ts'
import { dayOf } from './days.ts'
import { STATUS_WORDS, VERDICT_WORDS } from './result-words.ts'

type Board = BoardRecord['board']
export type TableName = 'commitments' | 'steps' | 'barriers' | 'wins' | 'ballots' | 'themes' | 'tracker' | 'jira'

const day = (at: number | null): Cell => (at === null ? null : dayOf(at))

const commitments = ({ commitments: all }: Board): Table => ({
  columns: [
    'Commitment',
    'What',
    'Status',
    'Why',
    'Owner',
    'Accepted',
    'By',
    'Giving up',
    'First step',
    'First step by',
    'First step done',
    'Barrier',
    'Removes it',
    'If',
    'Then',
    'Decides',
    'What is different',
    'It is so',
    'Last verdict',
  ],
  rows: all.map((one) => {
    const { wording, pursuit } = one
    const last = trendOf(one).at(-1)?.result
    return [
      one.id,
      wording.what,
      STATUS_WORDS[pursuit.status],
      pursuit.why,
      one.owner?.name ?? null,
      one.accepted ? 'yes' : 'no',
      one.by,
      wording.givingUp,
      wording.firstStep,
      one.firstStepBy,
      day(pursuit.firstStepDone),
      wording.barrier,
      one.remover?.name ?? null,
      wording.ifCond,
      wording.thenDo,
      one.decider?.name ?? null,
      pursuit.different,
      pursuit.seen === null ? null : pursuit.seen.yes ? 'yes' : 'no',
      last?.verdict == null || last.level === 'none' ? null : VERDICT_WORDS[last.verdict],
    ]
  }),
})

type Small = {
  readonly of: CommitmentView
  readonly text: string
  readonly by: string | null
  readonly done: number | null
}

function stepsOf(one: CommitmentView): Small[] {
  const { wording, pursuit, firstStepBy } = one
  const first = { of: one, text: wording.firstStep, by: firstStepBy, done: pursuit.firstStepDone }
  return [...(wording.firstStep === '' ? [] : [first]), ...pursuit.steps.map((step) => ({ of: one, ...step }))]
}

const steps = ({ commitments: all }: Board): Table => ({
  columns: ['Commitment', 'What', 'Owner', 'Step', 'By', 'Done'],
  rows: all
    .flatMap(stepsOf)
    .map(({ of, text, by, done }) => [of.id, of.wording.what, of.owner?.name ?? null, text, by, day(done)]),
})

const barriers = ({ commitments: all }: Board): Table => ({
  columns: ['Commitment', 'What', 'Barrier', 'Removes it', 'Since', 'Said to be gone', 'Closed', 'Closed how'],
  rows: all.flatMap(({ id, wording, pursuit }) =>
    pursuit.barriers.map(({ text, remover, since, asked, closed }) => [
      id,
      wording.what,
      text,
      remover?.name ?? null,
      day(since),
      day(asked),
      day(closed?.at ?? null),
      closed === null ? null : closed.how === 'agreed' ? 'agreed by those it concerns' : 'said in the room',
    ]),
  ),
})

const wins = ({ commitments: all }: Board): Table => ({
  columns: ['Commitment', 'What', 'Win', 'On'],
  rows: all.flatMap(({ id, wording, pursuit }) => pursuit.wins.map((win) => [id, wording.what, win.text, day(win.at)])),
})

/** A number that the thresholds hide is an empty cell. */
const ballots = ({ commitments: all }: Board): Table => ({
  columns: [
    'Commitment',
    'What',
    'Asked',
    'Verdict',
    'Target %',
    'People asked',
    'People it concerns',
    'Clear and committed',
    'Silent',
    'At least %',
    'At most %',
    'Numbers shown',
  ],
  rows: all.flatMap((one) =>
    trendOf(one).map(({ asked, result }) => [
      one.id,
      one.wording.what,
      asked,
      result.verdict === null || result.level === 'none' ? null : VERDICT_WORDS[result.verdict],
      result.target,
      result.eligible,
      result.of,
      result.floor?.count ?? null,
      result.silent,
      result.floor?.percent ?? null,
      result.ceiling?.percent ?? null,
      result.level === 'counts' ? 'yes' : 'no: too few answers',
    ]),
  ),
})

const themes = ({ themes: all }: Board): Table => ({
  columns: ['Theme', 'Title', 'Cards', 'Rooms', 'Keywords', 'Felt'],
  rows: all.map((one) => [one.id, one.title, one.count, one.rooms, one.keywords.join(' '), one.reach?.says ?? null]),
})

/** Commitments and their steps as tasks, still to do or done; what was dropped is nobody's task any more. */
function tasks({ commitments: all }: Board) {
  return all
    .filter(({ pursuit, wording }) => pursuit.status !== 'dropped' && wording.what !== '')
    .flatMap((one) => [
      {
        is: 'commitment' as const,
        id: one.id,
        of: one,
        text: one.wording.what,
        by: one.by,
        done: one.pursuit.status === 'done',
      },
      ...stepsOf(one).map(({ text, by, done }, at) => ({
        is: 'step' as const,
        id: `${one.id}-${at + 1}`,
        of: one,
        text,
        by,
        done: done !== null,
      })),
    ])
}

const tracker = (board: Board): Table => ({
  columns: ['Title', 'Description', 'Assignee', 'Due date', 'Status', 'Type', 'Parent'],
  rows: tasks(board).map(({ is, of, text, by, done }) => [
    text,
    is === 'commitment' ? describe(of) : '',
    of.owner?.name ?? null,
    by,
    done ? 'Done' : of.pursuit.status === 'open' ? 'To do' : 'In progress',
    is === 'commitment' ? 'Commitment' : 'Step',
    is === 'commitment' ? null : of.wording.what,
  ]),
})

/** As Jira's importer reads it: rows are joined by `Issue Id` and `Parent Id`, and dates are yyyy-MM-dd. */
const jira = (board: Board): Table => ({
  columns: [
    'Issue Id',
    'Parent Id',
    'Issue Type',
    'Summary',
    'Description',
    'Assignee',
    'Due Date',
    'Status',
    'Labels',
  ],
  rows: tasks(board).map(({ is, id, of, text, by, done }) => [
    id,
    is === 'commitment' ? null : of.id,
    is === 'commitment' ? 'Task' : 'Sub-task',
    text,
    is === 'commitment' ? describe(of) : '',
    of.owner?.name ?? null,
    by,
    done ? 'Done' : of.pursuit.status === 'open' ? 'To Do' : 'In Progress',
    'eighty',
  ]),
})

function describe({ wording, pursuit }: CommitmentView): string {
  return [
    wording.givingUp === '' ? '' : `Giving up: ${wording.givingUp}`,
    pursuit.different === '' ? '' : `What is different: ${pursuit.different}`,
    ...pursuit.barriers.filter(({ closed }) => closed === null).map(({ text }) => `In the way: ${text}`),
  ]
    .filter((line) => line !== '')
    .join('\n')
}

export const TABLES: Readonly<Record<TableName, (board: Board) => Table>> = {
  commitments,
  steps,
  barriers,
  wins,
  ballots,
  themes,
  tracker,
  jira,
}
