// The identifier check: no token of six bytes or more may stand both where it names one phone and where it belongs to content.
//
// Identity-bearing, for each phone: everything that it sent over named connections (joining, socket, documents), its personal
// frames and answers down, and the records of its member on disk. Of these only tokens count that no other phone has: room
// codes, session, round and room ids belong to all. The answer to `marks` is left out: it is the same list for everybody; and so are
// the cards of small questions, which the server draws for one phone without knowing an author.
// Content-bearing: every envelope with its head, the answers to them, every card as it is published, the client ids under
// which documents of cards were written, and every row on disk that is no member's, with its blobs.
// Text is compared by whole tokens of six characters or more, bytes by windows of eight (six would meet by chance once in a
// few dozen runs), and what looks like base64url in a frame is compared decoded, too.
import type { Message } from '../network/http-stream.ts'
import { plainHead, postsIn } from '../network/posts.ts'
import { smallQuestions } from '../network/small-questions.ts'
import { askedIn, wordsOf } from '../network/socket-words.ts'
import type { Conversation } from '../network/tap.ts'
import type { Disk } from '../stage/disk.ts'
import type { BatchRecord, SessionRecord } from '../stage/record.ts'
import { cardsSeen } from '../views/participant-view.ts'
import type { Check } from './check.ts'

const TOKEN = /[A-Za-z0-9_-]{6,}/g
const WINDOW = 8

type Tokens = { readonly text: Set<string>; readonly windows: Set<string> }
const none = (): Tokens => ({ text: new Set(), windows: new Set() })

function addText(to: Tokens, text: string): void {
  for (const [token] of text.matchAll(TOKEN)) {
    to.text.add(token)
    if (token.length >= 22) addWindows(to, Buffer.from(token, 'base64url'))
  }
}

function addWindows(to: Tokens, bytes: Buffer): void {
  const text = bytes.toString('latin1')
  for (let at = 0; at + WINDOW <= text.length; at++) to.windows.add(text.slice(at, at + WINDOW))
}

const isDoor = (head: string) => /^POST \/a\//.test(head)

/** What names one phone. */
function identityOf(talks: readonly Conversation[], records: readonly string[]): Tokens {
  const tokens = none()
  const questions = smallQuestions(talks)
  const marks = new Set(askedIn(talks).flatMap(({ name, reply }) => (name === 'marks' ? [JSON.stringify(reply)] : [])))
  for (const talk of talks) {
    for (const { head, body } of talk.requests)
      if (!isDoor(head)) {
        // The bare names of headers and browsers are everybody's; the values are this phone's.
        addText(tokens, head)
        addText(tokens, questions.up(body.toString('utf8')))
      }
    for (const { opcode, data } of talk.up) {
      addText(tokens, questions.up(data.toString('latin1')))
      addText(tokens, questions.up(data.toString('utf8')))
      if (opcode === 2) addWindows(tokens, data)
    }
    for (const word of wordsOf(talk)) {
      const personal = word.event === 'mine' || word.event === 'hello' || word.event === 'ack'
      if (!word.up && personal && !marks.has(JSON.stringify(word.data)))
        addText(tokens, questions.down(word.data, word.text))
    }
  }
  for (const record of records) addText(tokens, record)
  return tokens
}

function contentOf(session: SessionRecord, disks: readonly Disk[], members: ReadonlySet<string>): Tokens {
  const tokens = none()
  const posts = session.wire.flatMap((talks) => postsIn(talks))
  for (const post of posts) {
    addText(tokens, post.body.toString('latin1'))
    addWindows(tokens, post.body)
  }
  const answers = posts.flatMap(({ talk, place }) => talk.responses[place] ?? [])
  for (const heads of [posts.map(({ head }) => plainHead(head)), answers.map(whole)])
    for (const token of telling(heads)) tokens.text.add(token)
  for (const { index } of session.people.filter((person) => person.curious))
    for (const { mark, text, client } of cardsSeen(session.wire[index] ?? []))
      addText(tokens, `${mark} ${text} ${client}`)
  for (const card of session.cards) addText(tokens, `${card.mark} ${card.text}`)
  for (const disk of disks)
    for (const { table, row } of disk.rows) {
      const values = Object.values(row)
      if (table === 'sessions' || values.some((value) => typeof value === 'string' && members.has(value))) continue
      for (const value of values)
        if (typeof value === 'string') addText(tokens, value)
        else if (value instanceof Uint8Array) {
          addText(tokens, Buffer.from(value).toString('latin1'))
          addWindows(tokens, Buffer.from(value))
        }
    }
  return tokens
}

const whole = ({ head, body }: Message) => `${head} ${body.toString('latin1')}`

/** What stands in every head, such as the names of its fields, tells no envelope from another. */
function telling(heads: readonly string[]): string[] {
  const count = new Map<string, number>()
  for (const head of heads)
    for (const token of new Set([...head.matchAll(TOKEN)].map(([token]) => token)))
      count.set(token, (count.get(token) ?? 0) + 1)
  return [...count].filter(([, heard]) => heard < heads.length).map(([token]) => token)
}

/** By member: what stands about them on disk. */
function recordsOn(disks: readonly Disk[], session: SessionRecord): Map<string, string[]> {
  const records = new Map<string, string[]>(session.people.map(({ id }) => [id, [id]]))
  for (const disk of disks)
    for (const { table, row } of disk.rows) {
      if (table === 'sessions') {
        if (row.id !== session.id) continue
        const { people } = JSON.parse(String(row.body)) as { people: readonly { readonly id: string }[] }
        for (const person of people) records.get(person.id)?.push(JSON.stringify(person))
      } else
        for (const value of Object.values(row)) {
          const known = typeof value === 'string' ? records.get(value) : undefined
          known?.push(Object.values(row).map(String).join(' '))
        }
    }
  return records
}

/** Tokens that stand in both, by the phone they name. */
export function sharedTokens(session: SessionRecord, disks: readonly Disk[]): { person: number; token: string }[] {
  const records = recordsOn(disks, session)
  const members = new Set(records.keys())
  const content = contentOf(session, disks, members)
  const phones = session.people.map(({ id, index }) => ({
    index,
    tokens: identityOf(session.wire[index] ?? [], records.get(id) ?? []),
  }))
  const holders = new Map<string, number>()
  for (const { tokens } of phones)
    for (const kind of ['text', 'windows'] as const)
      for (const token of tokens[kind]) holders.set(kind + token, (holders.get(kind + token) ?? 0) + 1)
  const isShared = (kind: 'text' | 'windows', token: string) =>
    content[kind].has(token) && holders.get(kind + token) === 1
  return phones.flatMap(({ index, tokens }) => [
    ...[...tokens.text].filter((token) => isShared('text', token)).map((token) => ({ person: index, token })),
    ...[...tokens.windows]
      .filter((token) => isShared('windows', token))
      .map((token) => ({ person: index, token: `0x${Buffer.from(token, 'latin1').toString('hex')}` })),
  ])
}

export const identifiers: Check = (batch: BatchRecord) =>
  batch.sessions.flatMap((session) =>
    sharedTokens(session, [batch.killed, batch.closed]).map(
      ({ person, token }) =>
        `session ${session.number}: ${token.slice(0, 40)} names phone ${person} and stands in content`,
    ),
  )
