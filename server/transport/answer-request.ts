// Answers the questions of shared/requests.ts: nothing here decides anything, secrets are drawn and tickets handed out.
import { CODE_SYMBOLS } from '../../shared/limits.ts'
import type { Reply } from '../../shared/protocol.ts'
import type { Refusal, RefusalCode } from '../../shared/refusals.ts'
import type { RequestData, RequestName, RequestReply, ShownCard } from '../../shared/requests.ts'
import { REQUESTS } from '../../shared/requests.ts'
import { plainLine } from '../../shared/text.ts'
import { themesAreShown } from '../core/sorting.ts'
import { boardView } from '../core/view/board-view.ts'
import { summaryDraft } from '../export/summary-draft.ts'
import type { Directory } from '../live/directory.ts'
import { Refused } from '../live/refused.ts'
import type { Clock, Ids } from '../ports.ts'
import type { Member } from './admit.ts'
import { docRight } from './doc-right.ts'
import type { DocTickets } from './doc-tickets.ts'

export type AnswerParts = {
  readonly directory: Directory
  readonly ids: Ids
  readonly clock: Pick<Clock, 'today'>
  readonly tickets: DocTickets
}

type Result<N extends RequestName> = RequestReply[N] | RefusalCode
type Answers = {
  readonly [N in RequestName]: (member: Member, data: RequestData<N>, parts: AnswerParts) => Promise<Result<N>>
}

const ANSWERS: Answers = {
  tokens: async (member, asked) => (member.role === 'phone' ? member.live.issue(member.person, asked) : 'forbidden'),
  marks: async (member, { round: id }) => {
    const round = member.live.session.rounds.find((one) => one.id === id)
    if (round === undefined || member.role !== 'phone') return 'not-found'
    return round.state === 'written' ? member.live.published(id) : 'not-written'
  },
  doc: async (member, { doc, clientId }, { tickets }) => {
    const right = docRight(member, doc)
    if (right === null) return 'not-found'
    return tickets.issue({ session: member.live.session.id, doc, owner: right.owner, write: right.write }, clientId)
  },
  cards: async (member, _data, { ids }) =>
    member.role === 'console' ? { cards: ids.shuffle(member.live.cards().map(shown)) } : 'forbidden',
  'theme.cards': async (member, { theme: id }) => {
    // What people wrote was written for those in the room; a board's link can be passed on.
    if (member.role === 'board') return 'forbidden'
    const theme = member.live.session.themes.find((one) => one.id === id)
    if (theme === undefined) return 'not-found'
    if (member.role !== 'console' && (theme.hidden !== null || !themesAreShown(member.live.session))) return 'not-found'
    const inTheme = new Set(theme.cards)
    return {
      cards: member.live
        .cards()
        .filter((card) => inTheme.has(card.id))
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .map(shown),
    }
  },
  ping: async () => ({}),
  'key.recovery': async (member, _data, { ids }) => {
    if (member.role !== 'console') return 'forbidden'
    const recovery = ids.code(CODE_SYMBOLS, 10)
    await member.live.system({ name: 'system.recovery', data: { hash: ids.hash(recovery) } })
    return { recovery }
  },
  'key.board': async (member, _data, { ids }) => {
    if (member.role !== 'console') return 'forbidden'
    const boardKey = ids.secret()
    const revoked = ids.hash(member.live.session.boardKey)
    await member.live.system({ name: 'system.board', data: { key: boardKey, revoked } })
    return { boardKey }
  },
  'key.take': async (member, { on }, { ids }) => {
    if (member.role !== 'console') return 'forbidden'
    const takeKey = on ? ids.secret() : null
    const before = member.live.session.afterwards.takeKey
    const revoked = before === null ? null : ids.hash(before)
    await member.live.system({ name: 'system.take', data: { key: takeKey, revoked } })
    return { takeKey }
  },
  'webhook.test': async (member, _data, { directory }) =>
    member.role === 'console' ? ((await directory.reminders.test(member.live)) ?? 'not-found') : 'forbidden',
  'session.delete': async (member, { title }, { directory }) => {
    if (member.role !== 'console') return 'forbidden'
    if (plainLine(title) !== member.live.session.title) return 'not-the-title'
    await directory.remove(member.live.session.id)
    return {}
  },
  'summary.draft': async (member) => {
    if (member.role !== 'console') return 'forbidden'
    const { session } = member.live
    return { text: summaryDraft(boardView(session, member.live.facts(), 'takes-part'), session.afterwards.summary.due) }
  },
  'key.only-me': async (member) => {
    if (member.role !== 'console') return 'forbidden'
    const ended = member.live.session.facilitators.length - 1
    await member.live.system({ name: 'system.only', data: { id: member.device } })
    return { ended }
  },
  'code.new': async (member, _data, { directory }) => {
    if (member.role !== 'console') return 'forbidden'
    const code = directory.freshCode()
    await member.live.system({ name: 'system.code', data: { code } })
    return { code }
  },
  'session.reconvene': async (member, { checkin }, { directory, clock }) => {
    if (member.role !== 'console') return 'forbidden'
    const code = directory.freshCode()
    const data = { code, checkin, day: clock.today(), by: member.label }
    await member.live.system({ name: 'system.reconvene', data })
    return { code }
  },
  'sort.next': async (member) => (member.role === 'phone' ? member.live.sorting.next(member.person) : 'forbidden'),
  'sort.answer': async (member, said) =>
    member.role === 'phone' ? member.live.sorting.answer(member.person, said) : 'forbidden',
  'theme.propose': async (member, { grain }) => (member.role === 'console' ? member.live.propose(grain) : 'forbidden'),
  'theme.why': async (member, { theme }) =>
    member.role === 'console' ? ((await member.live.why(theme)) ?? 'not-found') : 'forbidden',
  'theme.changes': async (member) => (member.role === 'console' ? member.live.changes() : 'forbidden'),
}

const shown = ({ id, kind, text }: ShownCard): ShownCard => ({ id, kind, text })

/** Answers any request, however malformed; throws only for faults of the server's own. */
export async function answerRequest(member: Member, name: unknown, data: unknown, parts: AnswerParts): Promise<Reply> {
  if (typeof name !== 'string' || !Object.hasOwn(REQUESTS, name)) return no({ code: 'bad-request' })
  const known = name as RequestName
  const parsed = REQUESTS[known].safeParse(data)
  if (!parsed.success) return no({ code: 'bad-request', detail: parsed.error.issues[0]?.path.join('.') ?? known })
  const answer = ANSWERS[known] as (member: Member, data: unknown, parts: AnswerParts) => Promise<Result<RequestName>>
  const result = await answer(member, parsed.data, parts).catch((problem: unknown) => {
    // The session ended, or the disk is full: that is an answer, not a mistake of ours.
    if (problem instanceof Refused) return problem
    throw problem
  })
  if (result instanceof Refused) return no(result.refusal)
  return typeof result === 'string' ? no({ code: result }) : { ok: true, data: result }
}

function no(refusal: Refusal): Reply {
  return { ok: false, refusal }
}
