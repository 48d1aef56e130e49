// Runs in every test file: an unexpected console.error fails the test in which it was written.
import { format } from 'node:util'
import { afterEach, beforeEach } from 'vitest'

const original = console.error
let written: string[] = []

beforeEach(() => {
  written = []
  console.error = (...parts: unknown[]) => {
    written.push(format(...parts))
  }
})

afterEach(() => {
  console.error = original
  if (written.length > 0) throw new Error(`unexpected console.error:\n${written.join('\n')}`)
})
