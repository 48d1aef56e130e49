// A phone whose anonymous posts are written down, for tests about what can be seen from outside: when, how large, how often.
import { type Keep, memoryKeep } from '../../client/state/keep.ts'
import { openPhone, type Phone, type Seat } from '../../client/state/phone.ts'

export type Post = {
  readonly url: string
  readonly bytes: number
  readonly body: Uint8Array
  readonly init: RequestInit
}
export type Recorded = { readonly phone: Phone; readonly keep: Keep; readonly posts: Post[] }

export function recordedPhone(url: string, seat: Seat, keep = memoryKeep()): Recorded {
  const posts: Post[] = []
  const phone = openPhone({
    url,
    seat,
    keep,
    fetch: (to, init = {}) => {
      const body = Buffer.from((init.body as Uint8Array | null | undefined) ?? [])
      posts.push({ url: String(to), bytes: body.length, body, init })
      return fetch(to, init)
    },
  })
  return { phone, keep, posts }
}
