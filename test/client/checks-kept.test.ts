// Which line of a published list is mine: what of it stays on the device.
import { expect, test } from 'vitest'
import type { Check } from '../../client/state/ballot-check.ts'
import { keepChecks } from '../../client/state/checks-kept.ts'
import { memoryKeep } from '../../client/state/keep.ts'

const mine = (line: string): Check => ({ found: true, line, says: null, digest: 'd', agrees: true, lines: 8 })

test('R20: what an earlier ballot’s line was does not come back to the device with the next one', () => {
  const keep = memoryKeep()
  const kept = keepChecks(keep)
  kept.add({ 'ballot.1': mine('offsite') })
  expect(Object.keys(keepChecks(keep).checks.get())).toEqual(['ballot.1'])
  kept.forget()
  keep.clear([])
  kept.add({ 'again1.1': mine('today') })
  expect(Object.keys(kept.checks.get())).toEqual(['ballot.1', 'again1.1'])
  expect(keep.get('checks')).toEqual({ 'again1.1': mine('today') })
})
