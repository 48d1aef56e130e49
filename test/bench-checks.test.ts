// The identifier check of the experiment: what it must see, and what it may overlook.
import { describe, expect, test } from 'vitest'
import type { Reply } from '../shared/protocol.ts'
import { sharedTokens } from './bench/checks/identifiers.ts'
import type { Conversation } from './bench/network/tap.ts'
import type { PersonTruth, SessionRecord } from './bench/stage/record.ts'

const ASKED = { id: 'card-asked-about', kind: 'tradeoff', text: 'Unmistakably worded' }
const OTHER = { id: 'card-offered-too', kind: 'constraint', text: 'Differently phrased' }
const MARK = 'mark-of-the-asked-card'

const frame = (at: number, text: string) => ({ at, opcode: 1, data: Buffer.from(text) })

/** One phone asks, is asked about one card and answers; `more` is what else a server might say with it. */
function asking(name: 'sort.next' | 'sort.answer', more: object, answers = ASKED.id): Conversation {
  const asked = { question: { card: { ...ASKED, ...more }, options: [OTHER] }, done: 0, of: 12 }
  const reply: Reply = { ok: true, data: asked }
  const data = name === 'sort.next' ? {} : { card: answers, choice: 0 }
  return {
    address: '127.0.0.2',
    port: 1,
    opened: 0,
    requests: [{ at: 0, head: 'GET /socket.io/ HTTP/1.1', body: Buffer.alloc(0) }],
    responses: [],
    up: [frame(1, `420${JSON.stringify(['request', { name, data }])}`)],
    down: [frame(2, `430${JSON.stringify([reply])}`)],
    bytesUp: 0,
    bytesDown: 0,
  }
}

const person = (index: number): PersonTruth => ({
  index,
  id: `member-${index}-of-two`,
  name: '',
  address: '',
  room: null,
  curious: false,
  late: false,
  page: true,
  hides: [],
  reloads: [],
  away: [],
  leftAt: null,
  joinedAt: 0,
  firstKey: null,
})

function seen(wire: readonly Conversation[][]): string[] {
  const session = { number: 1, id: 'the-session', wire, people: wire.map((_, at) => person(at)) }
  const cards = [ASKED, OTHER].map(({ text }) => ({ text, mark: MARK }))
  const record = { ...session, cards, answers: [], rounds: [], console: [] } as unknown as SessionRecord
  const rows = [ASKED, OTHER].map((card) => ({ table: 'cards', row: { id: card.id, text: card.text } }))
  return sharedTokens(record, [{ rows } as never]).map(({ person, token }) => `${person} ${token}`)
}

describe.each(['sort.next', 'sort.answer'] as const)('the reply to %s', (name) => {
  test('asks one phone about cards that all may see', () => expect(seen([[asking(name, {})], []])).toEqual([]))
  test('must say nothing else of its card', () =>
    expect(seen([[asking(name, { mark: MARK })], []])).toEqual(expect.arrayContaining([`0 ${MARK}`])))
})

test('an answer about a card that the phone was not asked about tells which one it means', () =>
  expect(seen([[asking('sort.answer', {}, OTHER.id)], []])).toEqual(expect.arrayContaining([`0 ${OTHER.id}`])))
