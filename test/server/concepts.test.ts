// The concept prior as data: enough concepts, enough ways to say each, and no two of them the same.
import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { readText } from '../../server/themes/words.ts'

const CONCEPTS = 80
const SENTENCES = 20
const CHARACTERS = 160
const SHARED = 0.6

const Line = z.strictObject({ concept: z.string(), says: z.array(z.string()) })
type Line = z.infer<typeof Line>

const text = readFileSync(new URL('../../server/themes/concepts/concepts.jsonl', import.meta.url), 'utf8')
const lines = text.trimEnd().split('\n')
const concepts = lines.map((line) => Line.parse(JSON.parse(line)))
const sentences = concepts.flatMap((one) => one.says)

const stems = new Map<string, string>()
const stemsOf = (sentence: string) => new Set(readText(sentence, stems).words.map((word) => word.key))

/** What two sentences share of the one that has fewer stems, 0 to 1. */
function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const fewer = Math.min(a.size, b.size)
  return fewer === 0 ? 1 : [...a].filter((stem) => b.has(stem)).length / fewer
}

/** Pairs of sentences of one concept that say the same in the same words. */
function echoes({ says }: Pick<Line, 'says'>): string[] {
  const sets = says.map(stemsOf)
  return says.flatMap((one, i) =>
    says.slice(0, i).flatMap((other, k) => {
      const [a, b] = [sets[i], sets[k]]
      return a !== undefined && b !== undefined && shared(a, b) > SHARED ? [`${one} | ${other}`] : []
    }),
  )
}

/** Case, punctuation and spaces do not make another sentence. */
const plain = (sentence: string) => (sentence.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')
const repeated = (list: readonly string[]) => list.filter((one, i) => list.indexOf(one) !== i)

test('there are enough concepts, sorted, none twice', () => {
  const names = concepts.map((one) => one.concept)
  expect(names.length).toBeGreaterThanOrEqual(CONCEPTS)
  expect(names).toEqual([...new Set(names)].sort())
  expect(names.filter((name) => name !== name.trim() || name === '' || name.length > 40)).toEqual([])
})

test('the file is one object a line, without blank lines, and ends with a line break', () => {
  expect(text.endsWith('}\n')).toBe(true)
  expect(lines.filter((line) => line !== JSON.stringify(JSON.parse(line)))).toEqual([])
})

test('every sentence stands once in the whole file', () => {
  expect(repeated(sentences.map(plain))).toEqual([])
  expect(repeated(['Nobody decides.', 'nobody  decides'].map(plain))).toHaveLength(1)
})

test('sentences are as short as cards', () => {
  const words = (sentence: string) => sentence.split(' ').length
  expect(sentences.filter((one) => one.length > CHARACTERS || words(one) < 4 || words(one) > 25)).toEqual([])
  expect(sentences.filter((one) => one !== one.trim() || /\s{2}|[^\S ]/u.test(one))).toEqual([])
})

describe.each(concepts)('$concept', (one) => {
  test('has enough sentences', () => expect(one.says.length).toBeGreaterThanOrEqual(SENTENCES))
  test('says each time something else', () => expect(echoes(one)).toEqual([]))
})

test('an echo is found, whatever its order, its endings and its small words', () => {
  fc.assert(
    fc.property(fc.constantFrom(...sentences), fc.boolean(), (sentence, reversed) => {
      const words = sentence.split(' ')
      const echo = `${(reversed ? words.toReversed() : words).join(' ')} and so on`
      expect(echoes({ says: [sentence, echo] })).toHaveLength(1)
    }),
  )
  expect(echoes({ says: ['Four signatures for one order.', 'Orders wait for four signatures.'] })).toHaveLength(1)
})

test('a concept is not one sentence in many dresses: most of its stems are said once or twice', () => {
  for (const { concept, says } of concepts) {
    const counts = new Map<string, number>()
    for (const set of says.map(stemsOf)) for (const stem of set) counts.set(stem, (counts.get(stem) ?? 0) + 1)
    const rare = [...counts.values()].filter((count) => count <= 2).length
    expect(rare / counts.size, concept).toBeGreaterThan(0.75)
  }
})
