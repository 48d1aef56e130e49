// What must hold whatever is put into them: envelopes, packed bytes, and what tokens are good for.
import { x25519 } from '@noble/curves/ed25519.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Act, openEnvelope, readBody, sealEnvelope } from '../../shared/anon/envelope.ts'
import { type Asked, type GrantsOf, grantsOf, infoId } from '../../shared/anon/grants.ts'
import { pack } from '../../shared/anon/pack.ts'
import { nullifierOf, tokenMac } from '../../shared/anon/token.ts'
import { toBase64Url } from '../../shared/base64url.ts'
import { ENVELOPE_BYTES, LIMITS } from '../../shared/limits.ts'
import { canonicalCard, cardFit, utf8Bytes } from '../../shared/text.ts'

const roundKey = x25519.keygen()
const agree = (theirs: Uint8Array) => x25519.getSharedSecret(roundKey.secretKey, theirs)
const open = (envelope: Uint8Array) => openEnvelope(envelope, roundKey.publicKey, agree)

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
const mark = bytes(16).map(toBase64Url)
const said = fc.string({ unit: 'grapheme', maxLength: LIMITS.cardGraphemes })
/** Whatever a phone lets through: canonical, and small enough. */
const cardText = fc
  .oneof(said, fc.constantFrom('"'.repeat(280), '\\'.repeat(280), 'ж'.repeat(280), '漢'.repeat(253)))
  .map(canonicalCard)
  .filter((text) => cardFit(text).ok)
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.constant({ is: 'blank' } as const),
  fc.record({
    is: fc.constant('card' as const),
    kind: fc.constantFrom('tradeoff', 'constraint', 'staffing', 'priority', 'unknown'),
    text: cardText,
    mark,
  }),
  fc.record({ is: fc.constant('withdraw' as const), reveal: mark }),
  fc.record({
    is: fc.constant('answer' as const),
    answer: fc.oneof(
      fc.record({ option: fc.nat(12) }),
      fc.record({ value: fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (n === 0 ? 0 : n)) }),
      fc.record({ text: fc.string({ unit: 'grapheme', maxLength: 150 }).filter((text) => utf8Bytes(text) <= 760) }),
      fc.record({ clear: fc.constant('fuzzy'), gaps: fc.constant(['who', 'when']), committed: fc.nat(4) }),
    ),
    mark,
  }),
)
const token = fc.record({ input: bytes(32), key: bytes(32) })
const seq = fc.nat(0xffffffff)

describe('an envelope', () => {
  test('brings any act that fits as it was, in 1056 bytes', () => {
    fc.assert(
      fc.property(bytes(32), token, seq, act, (id, spent, number, sent) => {
        const envelope = sealEnvelope(roundKey.publicKey, id, spent, number, sent)
        expect(envelope).toHaveLength(ENVELOPE_BYTES)
        const opened = open(envelope)
        if (opened === null) throw new Error('does not open')
        expect([opened.infoId, opened.input]).toEqual([id, spent.input])
        expect(opened.mac).toEqual(tokenMac(spent.key, opened.body))
        expect(readBody(opened.body)).toEqual({ seq: number, act: sent })
      }),
      { numRuns: 200 },
    )
  })

  test('opens for no other round, and with no bit changed', () => {
    const other = x25519.keygen()
    fc.assert(
      fc.property(bytes(32), token, act, fc.nat(ENVELOPE_BYTES * 8 - 1), (id, spent, sent, bit) => {
        const envelope = sealEnvelope(roundKey.publicKey, id, spent, 1, sent)
        const theirs = (key: Uint8Array) => x25519.getSharedSecret(other.secretKey, key)
        expect(openEnvelope(envelope, other.publicKey, theirs)).toBeNull()
        const flipped = envelope.slice()
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        expect(open(flipped)).toBeNull()
        expect(open(envelope.subarray(0, bit >> 3))).toBeNull()
      }),
      { numRuns: 150 },
    )
  })

  test('any bytes at all are opened, or refused, without a crash', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: ENVELOPE_BYTES + 40 }), (some) => {
        expect(open(some)).toBeNull()
      }),
      { numRuns: 300 },
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 910 }), (some) => {
        const body = readBody(some)
        expect(body === null || (Number.isInteger(body.seq) && 'act' in body)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  test('is another one every time, also with the same act and token', () => {
    const spent = { input: new Uint8Array(32), key: new Uint8Array(32) }
    const seal = () => sealEnvelope(roundKey.publicKey, new Uint8Array(32), spent, 1, { is: 'blank' })
    const made = Array.from({ length: 20 }, seal)
    for (let at = 0; at < ENVELOPE_BYTES; at += 32)
      expect(new Set(made.map((one) => one.slice(at, at + 32).join())).size).toBe(20)
  })

  test('every card that the editor lets through fits, and what does not fit is said', () => {
    const spent = { input: new Uint8Array(32), key: new Uint8Array(32) }
    const seal = (text: string) =>
      sealEnvelope(roundKey.publicKey, new Uint8Array(32), spent, 0xffffffff, {
        is: 'card',
        kind: 'constraint',
        text,
        mark: 'm'.repeat(22),
      })
    fc.assert(
      fc.property(cardText, (text) => {
        expect(seal(text)).toHaveLength(ENVELOPE_BYTES)
      }),
    )
    expect(seal('x'.repeat(LIMITS.cardBytes))).toHaveLength(ENVELOPE_BYTES)
    expect(() => seal('x'.repeat(910))).toThrow(RangeError)
  })
})

describe('packing', () => {
  const part = fc.oneof(fc.string({ maxLength: 30 }), fc.uint8Array({ maxLength: 30 }))
  const plain = (parts: readonly (string | Uint8Array)[]) => parts.map((one) => [...Buffer.from(one)])

  test('can be read in one way only: other parts are other bytes', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), fc.array(part, { maxLength: 5 }), (a, b) => {
        const same = JSON.stringify(plain(a)) === JSON.stringify(plain(b))
        expect(Buffer.compare(pack(...a), pack(...b)) === 0).toBe(same)
      }),
      { numRuns: 2000 },
    )
  })

  test('a border between two parts cannot be moved', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 2, maxLength: 20 }), fc.nat(), (text, at) => {
        const [cut, next] = [1 + (at % (text.length - 1)), at % (text.length - 1)]
        const packed = pack(text.slice(0, cut), text.slice(cut))
        expect(packed).not.toEqual(pack(text.slice(0, next), text.slice(next)))
        expect(packed).not.toEqual(pack(text))
        expect(packed).not.toEqual(pack(text, ''))
      }),
    )
    expect(() => pack('x'.repeat(65_536))).toThrow(RangeError)
  })
})

describe('what a token is good for', () => {
  const ballot: Asked = {
    id: 'ballot.1.1',
    target: 80,
    by: '2027-03-01',
    wording: { what: 'Do it', givingUp: 'The tour', firstStep: '', barrier: '', ifCond: '', thenDo: '' },
  }
  const cards: GrantsOf = {
    session: 'session1',
    round: { id: 'write.1', step: 'write', purpose: 'card', slots: ['1', '2'], issue: 0 },
    step: {
      id: 'write',
      kind: 'write',
      title: 'Write',
      minutes: 10,
      prompt: 'What makes this hard?',
      group: 'solo',
      settings: { quota: 2, kinds: ['constraint', 'unknown'], strict: false },
    },
    room: 'room1',
    ballots: [],
  }
  const asked: GrantsOf = {
    ...cards,
    round: { id: 'ballot.1', step: 'ballot', purpose: 'ballot', slots: ['ballot.1.1'], issue: 0 },
    step: {
      id: 'ballot',
      kind: 'ballot',
      title: '',
      minutes: 1,
      prompt: '',
      group: 'solo',
      settings: { target: 80 },
    },
    ballots: [ballot],
  }
  const ids = (of: GrantsOf) => (grantsOf(of) ?? []).map(({ info }) => toBase64Url(infoId(info)))

  test('changes with everything that it must be good for alone', () => {
    const [ofCards, ofBallots] = [cards, asked] as const
    const reworded = (fields: Partial<Asked['wording']>) => ({
      ...ofBallots,
      ballots: [{ ...ballot, wording: { ...ballot.wording, ...fields } }],
    })
    const all: readonly (readonly [string, GrantsOf])[] = [
      ['a card', ofCards],
      ['another session', { ...ofCards, session: 'session2' }],
      ['another round', { ...ofCards, round: { ...ofCards.round, id: 'write.2' } }],
      ['given anew', { ...ofCards, round: { ...ofCards.round, issue: 1 } }],
      ['another room', { ...ofCards, room: 'room2' }],
      ['no room', { ...ofCards, room: null }],
      ['another prompt', { ...ofCards, step: { ...ofCards.step, prompt: 'Who makes this hard?' } }],
      ['a withdrawal', { ...ofCards, round: { ...ofCards.round, purpose: 'withdraw' } }],
      ['a ballot', ofBallots],
      ['another target', { ...ofBallots, ballots: [{ ...ballot, target: 81 }] }],
      ['another day', { ...ofBallots, ballots: [{ ...ballot, by: null }] }],
      ...(['what', 'givingUp', 'firstStep', 'barrier', 'ifCond', 'thenDo'] as const).map(
        (field) => [`another ${field}`, reworded({ [field]: 'something else' })] as const,
      ),
      ['a word that moved over', reworded({ what: 'Do it The', givingUp: 'tour' })],
    ]
    const seen = new Map<string, string>()
    for (const [name, of] of all)
      for (const id of ids(of)) {
        expect([name, seen.get(id)]).toEqual([name, undefined])
        seen.set(id, name)
      }
    expect(seen.size).toBe(all.length)
  })

  test('is nothing at all for a step or ballot that is not the round’s own', () => {
    expect(grantsOf({ ...cards, step: { ...cards.step, id: 'other' } })).toBeNull()
    expect(grantsOf({ ...asked, ballots: [] })).toBeNull()
    expect(grantsOf({ ...asked, ballots: [{ ...ballot, id: 'ballot.1.2' }] })).toBeNull()
  })

  test('the number of a spent token is its own, and another for another use of the same number', () => {
    fc.assert(
      fc.property(bytes(8), bytes(8), bytes(32), bytes(32), (info, other, one, two) => {
        fc.pre(toBase64Url(info) !== toBase64Url(other) && toBase64Url(one) !== toBase64Url(two))
        const all = [nullifierOf(info, one), nullifierOf(info, two), nullifierOf(other, one), nullifierOf(other, two)]
        expect(new Set(all.map(toBase64Url)).size).toBe(4)
        expect(nullifierOf(info, one)).toEqual(all[0])
      }),
    )
  })
})
