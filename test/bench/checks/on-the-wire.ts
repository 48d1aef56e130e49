// Exact checks of what a listener sees of envelopes: sizes, counts, moments, askings, sockets and cookies.
import { ENVELOPE_BYTES } from '../../../shared/limits.ts'
import { type Post, plainHead, postsIn } from '../network/posts.ts'
import { askedIn } from '../network/socket-words.ts'
import type { PersonTruth, SessionRecord } from '../stage/record.ts'
import { type Check, eachRound, undisturbed } from './check.ts'

const posts = (session: SessionRecord, person: PersonTruth): Post[] => postsIn(session.wire[person.index] ?? [])
const who = (session: SessionRecord, person: PersonTruth) => `session ${session.number}, phone ${person.index}`

const sorted = (head: string) => head.split('\r\n').sort().join('\n')

export const sizes: Check = (batch) =>
  batch.sessions.flatMap((session) => {
    const heads = { page: new Set<string>(), module: new Set<string>() }
    const wrong = session.people.flatMap((person) =>
      posts(session, person).flatMap(({ head, body }) => {
        heads[person.page ? 'page' : 'module'].add(sorted(plainHead(head)))
        return body.length === ENVELOPE_BYTES ? [] : [`${who(session, person)} sent ${body.length} bytes`]
      }),
    )
    const differing = Object.entries(heads).filter(([, seen]) => seen.size > 1)
    return [...wrong, ...differing.map(([kind]) => `session ${session.number}: heads of ${kind}s differ`)]
  })

/** Always the full quota: once at the bell, and once more whenever the page was hidden. */
export const counts: Check = (batch) =>
  eachRound(batch, (session, person, round) => {
    // What got no answer is sent again, whatever it holds.
    const answered = posts(session, person).filter(({ talk, place }) => talk.responses[place] !== undefined)
    const sent = answered.filter((post) => post.round === round.id).length
    if (!undisturbed(session, person, round)) return []
    const hides = person.hides.filter((at) => at > round.opened && at < round.written).length
    // A page that is hidden before it can seal sends nothing then; never a part.
    const whole = sent % round.quota === 0 && sent >= round.quota && sent <= round.quota * (1 + hides)
    return whole
      ? []
      : [`${who(session, person)} sent ${sent} in ${round.id}: sets have ${round.quota}, it hid ${hides}×`]
  })

/** Before the bell only what a hidden page sends. */
export const moments: Check = (batch) =>
  eachRound(batch, (session, person, round) => {
    const bell = round.bells[0] ?? Number.POSITIVE_INFINITY
    const early = posts(session, person).filter((post) => post.round === round.id && post.at < bell).length
    const hides = person.hides.filter((at) => at > round.opened && at < bell).length
    return early <= hides * round.quota ? [] : [`${who(session, person)} sent ${early} before the bell of ${round.id}`]
  })

/** Every phone asks for its tokens when the round opens, whether or not anybody types on it. */
export const asking: Check = (batch) =>
  eachRound(batch, (session, person, round) => {
    const bell = round.bells[0] ?? Number.POSITIVE_INFINITY
    if (!undisturbed(session, person, { ...round, written: bell })) return []
    const asked = askedIn(session.wire[person.index] ?? []).some(
      ({ name, data, at }) => name === 'tokens' && (data as { round?: string } | null)?.round === round.id && at < bell,
    )
    return asked ? [] : [`${who(session, person)} had not asked for its tokens of ${round.id} at the bell`]
  })

/** A connection that carried an envelope carried nothing else, before or after. */
export const sockets: Check = (batch) =>
  batch.sessions.flatMap((session) =>
    session.people.flatMap((person) =>
      posts(session, person)
        .filter((post) => post.talk.requests.length !== 1)
        .map((post) => {
          const other = post.talk.requests.find(({ head }) => head !== post.head)?.head.split(' ')[1] ?? 'an envelope'
          return `${who(session, person)} used one connection twice: ${/^\/a\//.test(other) ? 'an envelope' : other}`
        }),
    ),
  )

export const cookies: Check = (batch) =>
  batch.sessions.flatMap((session) =>
    session.people.flatMap((person) => {
      const talks = session.wire[person.index] ?? []
      const told = posts(session, person)
        .filter(({ head }) => /^(cookie|authorization|referer):/im.test(head))
        .map(() => `${who(session, person)} told more than its envelope`)
      const set = talks.flatMap(({ responses }) => responses).filter(({ head }) => /^set-cookie:/im.test(head))
      return [...told, ...set.map(() => `${who(session, person)} was given a cookie`)]
    }),
  )
