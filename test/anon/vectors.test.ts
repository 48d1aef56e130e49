// The published test vectors of the blind tokens (RFC 9497, POPRF, ristretto255-SHA512), through our own functions.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ristretto255_oprf } from '@noble/curves/ed25519.js'
import { describe, expect, test } from 'vitest'
import { evaluateToken, signBlinded } from '../../shared/anon/mint.ts'
import { type Blinded, blindToken, finishTokens, tokenKey } from '../../shared/anon/token.ts'
import { ROOT } from '../support/source-files.ts'

type Vector = {
  readonly name: string
  readonly input: readonly string[]
  readonly info: string
  readonly blind: readonly string[]
  readonly blindedElement: readonly string[]
  readonly evaluationElement: readonly string[]
  readonly proof: string
  readonly proofRandomScalar: string
  readonly output: readonly string[]
}
type Fixture = {
  readonly source: string
  readonly seed: string
  readonly keyInfo: string
  readonly skSm: string
  readonly pkSm: string
  readonly vectors: readonly Vector[]
}

const fixture = JSON.parse(readFileSync(join(ROOT, 'test/anon/rfc9497-poprf-ristretto255.json'), 'utf8')) as Fixture

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'))
const hex = (some: Uint8Array) => Buffer.from(some).toString('hex')
const secret = bytes(fixture.skSm)
const key = bytes(fixture.pkSm)

/** Random bytes from which the library makes exactly this scalar: it takes them modulo (order - 1), plus one. */
function drawing(scalar: string): (length?: number) => Uint8Array<ArrayBuffer> {
  const wanted = bytes(scalar).reverse()
  const less = (BigInt(`0x${hex(wanted)}`) - 1n).toString(16).padStart(64, '0')
  return (length = 48) => {
    const drawn = new Uint8Array(length)
    drawn.set(bytes(less).reverse())
    return drawn
  }
}

/** The tokens of a vector as a phone of ours holds them while it waits. */
const waiting = (vector: Vector): Blinded[] =>
  vector.input.map((input, at) => ({
    input: bytes(input),
    blind: bytes(vector.blind[at] ?? ''),
    blinded: bytes(vector.blindedElement[at] ?? ''),
  }))

test('the key comes from the seed', () => {
  const pair = ristretto255_oprf.poprf(new Uint8Array()).deriveKeyPair(bytes(fixture.seed), bytes(fixture.keyInfo))
  expect([hex(pair.secretKey), hex(pair.publicKey)]).toEqual([fixture.skSm, fixture.pkSm])
})

test('there are the three vectors of the appendix, and what the fixture says of itself is where they are from', () => {
  expect(fixture.vectors.map(({ input }) => input.length)).toEqual([1, 1, 2])
  expect(fixture.source).toContain('RFC 9497, appendix A.1.3')
})

describe.each(fixture.vectors)('$name', (vector) => {
  const info = bytes(vector.info)

  test('the library blinds as the standard says', () => {
    const suite = ristretto255_oprf.poprf(info)
    for (const [at, input] of vector.input.entries()) {
      const made = suite.blind(bytes(input), key, drawing(vector.blind[at] ?? ''))
      expect([hex(made.blind), hex(made.blinded)]).toEqual([vector.blind[at], vector.blindedElement[at]])
    }
  })

  test('the library proves as the standard says', () => {
    const blinded = vector.blindedElement.map(bytes)
    const made = ristretto255_oprf.poprf(info).blindEvaluateBatch(secret, blinded, drawing(vector.proofRandomScalar))
    expect([made.evaluated.map(hex), hex(made.proof)]).toEqual([vector.evaluationElement, vector.proof])
  })

  test('our server signs the same elements, with a proof of its own that our phone takes', () => {
    const signed = signBlinded(info, secret, vector.blindedElement.map(bytes))
    if (signed === null) throw new Error('not signed')
    expect(signed.evaluated.map(hex)).toEqual(vector.evaluationElement)
    // Proofs are drawn afresh: the same one again would be no proof.
    expect(hex(signed.proof)).not.toBe(vector.proof)
    expect(finishTokens(info, key, waiting(vector), signed.evaluated, signed.proof)).toHaveLength(vector.input.length)
  })

  test('our phone takes the proof of the standard, and its tokens have the standard’s outputs in them', () => {
    const tokens = finishTokens(info, key, waiting(vector), vector.evaluationElement.map(bytes), bytes(vector.proof))
    expect(tokens.map((token) => hex(token.key))).toEqual(
      vector.output.map((output) => hex(tokenKey(bytes(output), info))),
    )
  })

  test('our server finds the same outputs when they are spent', () => {
    expect(vector.input.map((input) => hex(evaluateToken(info, secret, bytes(input))))).toEqual(vector.output)
  })

  test('one flipped bit of the proof, an element or the info, and our phone takes nothing', () => {
    const evaluated = vector.evaluationElement.map(bytes)
    const proof = bytes(vector.proof)
    const flipped = (some: Uint8Array) => some.map((byte, at) => (at === 3 ? byte ^ 1 : byte))
    const finish = (withInfo: Uint8Array, elements: Uint8Array[], withProof: Uint8Array) => () =>
      finishTokens(withInfo, key, waiting(vector), elements, withProof)
    expect(finish(info, evaluated, proof)).not.toThrow()
    expect(finish(info, evaluated, flipped(proof))).toThrow()
    expect(finish(flipped(info), evaluated, proof)).toThrow()
    expect(finish(info, [flipped(evaluated[0] ?? proof), ...evaluated.slice(1)], proof)).toThrow()
    expect(finish(info, [...evaluated, ...evaluated], proof)).toThrow()
  })

  test('what our phone blinds is another element every time', () => {
    const [input = ''] = vector.input
    const made = [1, 2, 3].map(() => hex(blindToken(info, key, bytes(input)).blinded))
    expect(new Set([...made, vector.blindedElement[0]]).size).toBe(4)
  })
})
