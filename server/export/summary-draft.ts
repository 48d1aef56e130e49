// A first draft of the written summary from what the board shows; the facilitator edits it before anybody gets it.
import { goesOn } from '../../shared/board-lines.ts'
import { dayWords } from '../../shared/day-words.ts'
import { trendOf } from '../../shared/record.ts'
import type { BoardView } from '../../shared/views.ts'
import { goingWords, reachedWords, resultWords } from './result-words.ts'

const THEMES = 5

/** `due`: when it should be with everyone (ms since epoch); null while the session is live. */
export function summaryDraft(board: Omit<BoardView, 'names' | 'liveCheckin'>, due: number | null): string {
  const opening = `On ${dayWords(board.offsite)} ${board.people} ${board.people === 1 ? 'person' : 'people'} worked on: ${board.statement || board.title}`
  const reached = reachedWords(board.commitments)
  return [
    `${opening}${/[.!?]$/.test(opening) ? '' : '.'}`,
    ...(reached === null ? [] : [`${reached}${going(board)}.`]),
    ...section('What the rooms said', board.themes.slice(0, THEMES).map(themeLine)),
    ...section(
      'What we committed to',
      board.commitments.filter(({ wording }) => wording.what !== '').map(commitmentLine),
    ),
    ...section('Next steps', board.commitments.flatMap(nextSteps)),
    ...section('In the way', board.commitments.flatMap(barrierLines)),
    ...section(
      'When we come back',
      board.checkins
        .filter(({ state }) => state !== 'closed')
        .map(({ title, opens }) => `${title}: ${dayWords(opens)}`),
    ),
    clock(due),
  ].join('\n\n')
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [[`${title}:`, ...lines.map((line) => `- ${line}`)].join('\n')]
}

function going({ commitments }: Pick<BoardView, 'commitments'>): string {
  return commitments.every(({ pursuit }) => pursuit.status === 'open') ? '' : ` (${goingWords(commitments)})`
}

function themeLine({ title, count, rooms }: BoardView['themes'][number]): string {
  const from = rooms > 1 ? ` from ${rooms} rooms` : ''
  return `${title} (${count} ${count === 1 ? 'card' : 'cards'}${from})`
}

function commitmentLine(one: BoardView['commitments'][number]): string {
  const { wording, owner, by } = one
  const last = trendOf(one).at(-1)
  const parts = [
    owner === null ? 'owner: nobody yet' : `owner: ${owner.name}`,
    by === null ? null : `by ${dayWords(by)}`,
    wording.givingUp === '' ? null : `giving up: ${wording.givingUp}`,
  ].filter((part) => part !== null)
  return `${wording.what} (${parts.join('; ')})${last === undefined ? '' : `. ${resultWords(last.result)}`}`
}

function nextSteps(commitment: BoardView['commitments'][number]): string[] {
  if (!goesOn(commitment)) return []
  const { wording, owner, firstStepBy, pursuit } = commitment
  const first =
    wording.firstStep === '' || pursuit.firstStepDone !== null ? [] : [{ text: wording.firstStep, by: firstStepBy }]
  return [...first, ...pursuit.steps.filter(({ done }) => done === null)].map(
    ({ text, by }) => `${owner?.name ?? 'Somebody'}: ${text}${by === null ? '' : `, by ${dayWords(by)}`}`,
  )
}

function barrierLines({ pursuit }: BoardView['commitments'][number]): string[] {
  return pursuit.barriers
    .filter(({ closed }) => closed === null)
    .map(
      ({ text, remover }) => `${text} (${remover === null ? 'nobody removes it yet' : `${remover.name} removes it`})`,
    )
}

/** The 48 hours after the end, in which a summary is still news. */
function clock(due: number | null): string {
  if (due === null) return 'This summary goes to everyone within 48 hours of the end.'
  const by = new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  }).format(due)
  return `This summary goes to everyone by ${by}: 48 hours after the end.`
}
