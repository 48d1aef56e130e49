// What the frames of a socket.io connection say: events, acknowledgements and what was asked, in clear.
import type { Conversation } from './tap.ts'

export type Word = {
  readonly at: number
  readonly up: boolean
  /** The event's name; `ack` for an answer. */
  readonly event: string
  readonly ack: string | null
  readonly data: unknown
  readonly text: string
}

const PACKET = /^4([23])(\d*)(\[[\s\S]*\])$/
/** Between packets of one poll. */
const BETWEEN = '\x1e'

function wordIn(text: string, at: number, up: boolean): Word[] {
  const [, kind, ack = '', body = ''] = PACKET.exec(text) ?? []
  if (kind === undefined) return []
  let list: unknown[]
  try {
    list = JSON.parse(body) as unknown[]
  } catch {
    return []
  }
  const id = ack === '' ? null : ack
  return kind === '3'
    ? [{ at, up, event: 'ack', ack: id, data: list[0], text }]
    : [{ at, up, event: String(list[0]), ack: id, data: list[1], text }]
}

/** Of one TCP connection, in the order of time, frames and polls alike. Pings and handshakes say nothing and are left out. */
export function wordsOf(talk: Conversation): Word[] {
  if (!talk.requests.some(({ head }) => head.includes(' /socket.io/'))) return []
  const framed = (up: boolean) =>
    (up ? talk.up : talk.down).flatMap(({ at, data }) => wordIn(data.toString('utf8'), at, up))
  const polled = (up: boolean) =>
    (up ? talk.requests : talk.responses).flatMap(({ at, body }) =>
      body
        .toString('utf8')
        .split(BETWEEN)
        .flatMap((text) => wordIn(text, at, up)),
    )
  return [...framed(true), ...framed(false), ...polled(true), ...polled(false)].sort((a, b) => a.at - b.at)
}

/** The views of one kind as they came down, parsed. */
export function viewsIn(talks: readonly Conversation[], event: 'common' | 'mine'): { at: number; view: unknown }[] {
  return talks
    .flatMap(wordsOf)
    .filter((word) => !word.up && word.event === event && typeof word.data === 'string')
    .map((word) => ({ at: word.at, view: JSON.parse(String(word.data)) as unknown }))
    .sort((a, b) => a.at - b.at)
}

type Asked = {
  readonly at: number
  readonly name: string
  readonly data: unknown
  readonly reply: unknown
  readonly answered: number
}

/** Requests and commands with their answers (null: none came). A device's polls and frames may take several connections. */
export function askedIn(talks: readonly Conversation[]): Asked[] {
  const words = talks.flatMap(wordsOf).sort((a, b) => a.at - b.at)
  const answers = words.filter((word) => !word.up && word.event === 'ack')
  return words
    .filter((word) => word.up && (word.event === 'request' || word.event === 'command'))
    .map((word): Asked => {
      const { name = '', data } = (word.data ?? {}) as { name?: string; data?: unknown }
      const answer = answers.find((one) => one.ack === word.ack && one.at >= word.at)
      return { at: word.at, name, data, reply: answer?.data ?? null, answered: answer?.at ?? Number.NaN }
    })
}
