// An unattended rehearsal as it is started from a terminal: everybody gets to the end, nothing is lost, and the room sorts.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { ROOT } from '../support/source-files.ts'

const PROGRAM = join(ROOT, 'dist/client/robots/rehearse.js')
const PEOPLE = 12

type Measured = { readonly ari: number; readonly found: number }
type Rehearsed = {
  readonly people: number
  readonly cardsWritten: number
  readonly lost: number
  readonly keptOnPhones: number
  readonly sorting: Measured & { readonly answers: number; readonly secondsPerPerson: number }
  readonly machineAlone: Measured | null
  readonly steps: readonly string[]
}

test('a rehearsal of twelve goes to the end, and the room sorts better than the machine', {
  timeout: 170_000,
}, async () => {
  if (!existsSync(PROGRAM)) throw new Error('The robots are not built: run npm run build.')
  const words = ['--people', String(PEOPLE), '--rooms', '2', '--seed', '3', '--minutes', '0.5', '--exit', '--json']
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, ...words], { timeout: 160_000 })
  const { lost, keptOnPhones, steps, cardsWritten, sorting, machineAlone } = JSON.parse(stdout) as Rehearsed
  expect({ lost, keptOnPhones, last: steps.at(-1) }).toEqual({ lost: 0, keptOnPhones: 0, last: 'close' })

  // Between six questions for those who took part and sixteen for everybody.
  expect(cardsWritten).toBeGreaterThan(PEOPLE)
  expect(sorting.answers).toBeGreaterThan(PEOPLE * 3)
  expect(sorting.answers).toBeLessThanOrEqual(PEOPLE * 18)
  // As people would take, though the rehearsal hurried.
  expect(sorting.secondsPerPerson).toBeGreaterThan(20)
  expect(sorting.secondsPerPerson).toBeLessThan(150)
  expect(sorting.found).toBeGreaterThanOrEqual(50)
  expect(sorting.ari).toBeGreaterThan(machineAlone?.ari ?? 0)
})
