// What is published of an anonymous act, of a ballot and of the keys: each its own, and nothing that leads back.
import { x25519 } from '@noble/curves/ed25519.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fingerprint, keyHash } from '../../shared/anon/fingerprint.ts'
import { isRoundKey, signRoundKey } from '../../shared/anon/keys.ts'
import { markOf } from '../../shared/anon/mark.ts'
import { newSigningKeys } from '../../shared/anon/mint.ts'
import { digestOf, LINE_SAYS, lineOf } from '../../shared/anon/published.ts'
import { toBase64Url } from '../../shared/base64url.ts'

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
const mark = bytes(16).map(toBase64Url)

describe('what is published', () => {
  const line = fc.record({
    line: bytes(5).map((some) => lineOf(some, 'x')),
    says: fc.constantFrom(...LINE_SAYS, null),
  })
  const lines = fc.uniqueArray(line, { maxLength: 30, selector: (one) => one.line })

  test('a mark tells nothing of its secret, and is its own', () => {
    fc.assert(
      fc.property(fc.uniqueArray(mark, { minLength: 2, maxLength: 20 }), (secrets) => {
        const marks = secrets.map(markOf)
        expect(new Set([...marks, ...secrets]).size).toBe(secrets.length * 2)
        for (const one of marks) expect(one).toMatch(/^[A-Za-z0-9_-]{22}$/)
        expect(secrets.map(markOf)).toEqual(marks)
      }),
    )
  })

  test('a line cannot be known before the beacon', () => {
    fc.assert(
      fc.property(bytes(32), mark, mark, (nullifier, one, two) => {
        fc.pre(one !== two)
        expect(lineOf(nullifier, one)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
        expect(lineOf(nullifier, one)).toBe(lineOf(nullifier, one))
        expect(lineOf(nullifier, one)).not.toBe(lineOf(nullifier, two))
      }),
    )
  })

  test('the digest does not depend on the order, and on everything else', () => {
    fc.assert(
      fc.property(lines, fc.infiniteStream(fc.nat()), fc.nat(), (list, order, at) => {
        const digest = digestOf('b1', 'beacon', list)
        const mixed = list.map((one) => ({ one, by: order.next().value })).sort((a, b) => a.by - b.by)
        const shuffled = mixed.map(({ one }) => one)
        expect(digestOf('b1', 'beacon', shuffled)).toBe(digest)
        expect(digest).toMatch(/^[0-9a-f]{12}$/)
        expect(digestOf('b2', 'beacon', list)).not.toBe(digest)
        expect(digestOf('b1', 'other', list)).not.toBe(digest)
        const place = list.length === 0 ? -1 : at % list.length
        const gone = list.filter((_, n) => n !== place)
        const turned = list.map((one, n) =>
          n === place ? { ...one, says: one.says === 'counted' ? ('silent' as const) : ('counted' as const) } : one,
        )
        if (place >= 0) {
          expect(digestOf('b1', 'beacon', gone)).not.toBe(digest)
          expect(digestOf('b1', 'beacon', turned)).not.toBe(digest)
        }
      }),
      { numRuns: 200 },
    )
  })

  test('other keys have another hash and other characters', () => {
    fc.assert(
      fc.property(bytes(32), bytes(32), (a, b) => {
        fc.pre(toBase64Url(a) !== toBase64Url(b))
        const [one, two] = [toBase64Url(a), toBase64Url(b)]
        const hashes = [
          keyHash({ issue: one, sign: two }),
          keyHash({ issue: two, sign: one }),
          keyHash({ issue: one, sign: one }),
        ]
        expect(new Set(hashes).size).toBe(3)
        expect(new Set(hashes.map(fingerprint)).size).toBe(3)
        for (const hash of hashes) expect(hash).toHaveLength(43)
      }),
    )
  })

  test('the signature of a round’s key holds for this session, round and key', () => {
    const signing = newSigningKeys()
    const key = x25519.keygen().publicKey
    const signature = signRoundKey('s', 'write.1', key, signing.secretKey)
    const holds = (session: string, round: string, some: Uint8Array, by = signing.publicKey) =>
      isRoundKey(session, round, some, signature, by)
    expect(holds('s', 'write.1', key)).toBe(true)
    expect(holds('t', 'write.1', key)).toBe(false)
    expect(holds('s', 'write.2', key)).toBe(false)
    expect(holds('swrite', '.1', key)).toBe(false)
    expect(holds('s', 'write.1', x25519.keygen().publicKey)).toBe(false)
    expect(holds('s', 'write.1', key, newSigningKeys().publicKey)).toBe(false)
    expect(isRoundKey('s', 'write.1', key, new Uint8Array(3), new Uint8Array(2))).toBe(false)
  })
})
