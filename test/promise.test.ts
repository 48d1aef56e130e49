// The promise about anonymity is one sentence, the same wherever it is made, and old ones are gone.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { PROMISE, PROMISE_EXCEPT } from '../client/ui/anonymity/words.ts'
import { ROOT, sourceFiles } from './support/source-files.ts'

test('the README makes the promise in the very words of the page', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8').replace(/\s+/g, ' ')
  expect(readme).toContain(`_${PROMISE} ${PROMISE_EXCEPT}_`)
})

test('no screen makes the promise in words of its own', () => {
  const says = sourceFiles('client').filter(({ text }) => /server still could|can tell who wrote/.test(text))
  expect(says.map(({ path }) => path)).toEqual(['client/ui/anonymity/words.ts'])
})
