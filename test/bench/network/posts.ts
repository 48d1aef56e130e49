// Envelopes on the wire: every request to the door that a listener saw, with its connection.
import type { Conversation } from './tap.ts'

export type Post = {
  readonly at: number
  readonly round: string
  readonly head: string
  readonly body: Buffer
  readonly talk: Conversation
  /** 0 for the first request of its connection. */
  readonly place: number
}

const DOOR = /^POST \/a\/(?:([\w-]+)\/)?([\w.-]+) HTTP/

/** In the order of time. */
export function postsIn(talks: readonly Conversation[]): Post[] {
  return talks
    .flatMap((talk) =>
      talk.requests.flatMap(({ at, head, body }, place): Post[] => {
        const path = DOOR.exec(head)
        return path === null ? [] : [{ at, round: path[2] ?? '', head, body, talk, place }]
      }),
    )
    .sort((a, b) => a.at - b.at)
}

/** The head as it would be if all phones reached the server under one name, as they do in a real room. */
export const plainHead = (head: string): string =>
  head.replace(/^(host|origin): .*$/gim, '$1').replace(/^POST \/a\/\S+/, 'POST /a')
