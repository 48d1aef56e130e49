// The quick tier of the linkage experiment: what must be exactly so on an honest build, and every sabotage that this must notice.
import { expect, test } from 'vitest'
import { playHonest, playSabotages } from '../bench/experiment.ts'
import { quickPlan } from '../bench/plans.ts'
import { SABOTAGES } from '../bench/sabotage/list.ts'

const SEED = 20_261

test('phones that are listened to from everywhere give nobody away, and every sabotage of that is noticed', {
  timeout: 170_000,
}, async () => {
  const plan = quickPlan(SEED, () => undefined)
  const honest = await playHonest(plan)
  console.log(`linkage: seed ${SEED}, ${honest.sessions} sessions, ${honest.people} phones, ${honest.cards} cards`)
  expect(honest.breaches).toEqual([])
  // An experiment without cards would pass, too.
  expect(honest.cards).toBeGreaterThan(20)

  const sabotages = await playSabotages(plan)
  expect(sabotages.filter(({ caughtExactly }) => caughtExactly).map(({ name }) => name)).toEqual(
    SABOTAGES.map(({ name }) => name),
  )
})
