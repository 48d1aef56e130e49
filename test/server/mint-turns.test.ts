// Who waits for the mint: nobody behind another session's flood, and nobody behind what is no blinded token.
import { ristretto255 } from '@noble/curves/ed25519.js'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { realIds } from '../../server/adapters/ids.ts'
import { openMint } from '../../server/adapters/mint/mint.ts'
import { turns } from '../../server/adapters/mint/turns.ts'
import { openSqliteStore } from '../../server/adapters/sqlite/sqlite-store.ts'
import { Issuer } from '../../server/live/issuer.ts'
import type { Mint, Store } from '../../server/ports.ts'
import { blindToken } from '../../shared/anon/token.ts'
import { fromBase64Url, toBase64Url } from '../../shared/base64url.ts'
import type { Session } from '../../shared/model.ts'
import { given } from '../core/given-views.ts'

describe('turns', () => {
  test('go round by session: whoever comes with one order waits for one of each other session', () => {
    const waiting = turns<string>()
    for (let n = 0; n < 100; n++) waiting.add('flood', `flood ${n}`)
    expect([waiting.next(), waiting.next()]).toEqual(['flood 0', 'flood 1'])
    waiting.add('well', 'well 0')
    waiting.add('well', 'well 1')
    waiting.add('other', 'other 0')
    expect(Array.from({ length: 6 }, () => waiting.next())).toEqual([
      'flood 2',
      'well 0',
      'other 0',
      'flood 3',
      'well 1',
      'flood 4',
    ])
    expect(waiting.size).toBe(95)
  })

  const sent = fc.array(fc.record({ session: fc.constantFrom('a', 'b', 'c', 'd'), add: fc.boolean() }), {
    maxLength: 80,
  })

  test('lose and double nothing, keep the order within a session, and let nobody wait longer than there are sessions', () => {
    fc.assert(
      fc.property(sent, (acts) => {
        const waiting = turns<{ readonly session: string; readonly n: number; readonly passed: Map<string, number> }>()
        const inside: { readonly session: string; readonly n: number; readonly passed: Map<string, number> }[] = []
        const out: { readonly session: string; readonly n: number }[] = []
        const take = () => {
          const one = waiting.next()
          if (one === undefined) return false
          inside.splice(inside.indexOf(one), 1)
          out.push(one)
          // Of each other session one at most went before the first of any.
          for (const other of new Set(inside.map(({ session }) => session))) {
            const head = inside.find(({ session }) => session === other)
            head?.passed.set(one.session, (head.passed.get(one.session) ?? 0) + 1)
            if (other !== one.session) expect(head?.passed.get(one.session) ?? 0).toBeLessThanOrEqual(1)
          }
          // The next of this session begins to wait now.
          inside.find(({ session }) => session === one.session)?.passed.clear()
          return true
        }
        let n = 0
        for (const { session, add } of acts) {
          if (!add) {
            take()
            continue
          }
          const one = { session, n: n++, passed: new Map<string, number>() }
          inside.push(one)
          waiting.add(session, one)
          expect(waiting.size).toBe(inside.length)
        }
        while (take());
        expect(waiting.size).toBe(0)
        expect(out.map((one) => one.n).sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, at) => at))
        for (const session of ['a', 'b', 'c', 'd']) {
          const own = out.filter((one) => one.session === session).map((one) => one.n)
          expect(own).toEqual([...own].sort((a, b) => a - b))
        }
      }),
    )
  })

  test('are taken at the mint itself: one order of another session is done before a flood is', async () => {
    const mint = openMint(null)
    const secret = fromBase64Url(realIds.keys().secret?.issue ?? '')
    const done: string[] = []
    const order = (session: string, last = false) =>
      mint
        .evaluate({ session, secret, info: new Uint8Array(4), input: new Uint8Array(32), last })
        .then(() => done.push(last ? `${session} last` : session))
    const flood = Array.from({ length: 12 }, () => order('flood'))
    await Promise.all([...flood, order('flood', true), order('well', true), order('well')])
    expect(done.indexOf('well')).toBeLessThanOrEqual(3)
    expect(done.slice(-2)).toEqual(expect.arrayContaining(['flood last', 'well last']))
    await mint.close()
  })
})

describe('an order to sign', () => {
  let closing: { close(): Promise<void> }[] = []
  afterEach(async () => {
    for (const one of closing) await one.close()
    closing = []
  })

  async function issuing(session: Session = given('write')) {
    const store: Store = await openSqliteStore({ file: ':memory:', worker: false })
    const mint = openMint(null)
    closing.push(store, mint)
    await store.create({ ...session, version: 1 })
    const ordered: Parameters<Mint['sign']>[0][] = []
    const counting: Mint = {
      ...mint,
      sign: (order) => {
        ordered.push(order)
        return mint.sign(order)
      },
    }
    let now = session
    const issuer = new Issuer({ store, mint: counting, session: () => now, onIssued: () => undefined })
    const round = session.rounds[0]
    if (round === undefined) throw new Error('no round')
    const ask = (seat: string, blinded: readonly string[]) =>
      issuer.issue(seat, {
        round: round.id,
        issue: now.rounds[0]?.issue ?? 0,
        room: session.people.find(({ id }) => id === seat)?.room ?? null,
        blinded: [...blinded],
      })
    const points = () =>
      round.slots.map((slot) => {
        const input = new Uint8Array(32).fill(Number(slot))
        return toBase64Url(blindToken(new Uint8Array(3), fromBase64Url(session.keys.issue), input).blinded)
      })
    const become = (next: Session) => {
      now = next
      issuer.follow()
    }
    return { ask, points, ordered, become, round, store, session }
  }

  const BAD = [
    ['bytes that are no point', toBase64Url(new Uint8Array(32).fill(255))],
    ['the point that says nothing', toBase64Url(ristretto255.Point.ZERO.toBytes())],
  ] as const

  test.each(BAD)(
    'of what is no blinded token never reaches the mint, wherever it stands among good ones: %s',
    async (_what, bad) => {
      const { ask, points, ordered, store, round, session } = await issuing()
      for (const at of [0, round.slots.length - 1]) expect(await ask('p1', points().with(at, bad))).toBe('bad-request')
      expect(ordered).toEqual([])
      expect(await store.issued(session.id, `${round.id}~${round.issue}`)).toEqual([])
      // Nothing was noted: the same seat still gets what it asks for in earnest, and another one too.
      for (const seat of ['p1', 'p2']) expect(await ask(seat, points())).toHaveProperty('signed')
      expect(ordered).toHaveLength(2)
    },
  )

  test('with bad points is read ten times of one seat and round, and then unread refused', async () => {
    const { ask, points, ordered, become, session } = await issuing()
    const bad = points().with(0, BAD[0][1])
    for (let n = 0; n < 10; n++) expect(await ask('p1', bad)).toBe('bad-request')
    expect(await ask('p1', points())).toBe('bad-request')
    expect(await ask('p2', points())).toHaveProperty('signed')
    expect(ordered).toHaveLength(1)
    // Tokens that are given anew are asked for anew.
    become({ ...session, rounds: session.rounds.map((one) => ({ ...one, issue: one.issue + 1 })) })
    expect(await ask('p1', points())).toHaveProperty('signed')
  })

  test('for other tokens than a seat was given before never reaches the mint either', async () => {
    const { ask, points, ordered, store, session, round } = await issuing()
    expect(await store.issue(session.id, `${round.id}~${round.issue}`, 'p1', 'given before a restart')).toBe(true)
    for (let n = 0; n < 5; n++) expect(await ask('p1', points())).toBe('issued-elsewhere')
    expect(ordered).toEqual([])
  })
})
