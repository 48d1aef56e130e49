// When the board says that fewer are clear than at first: by what is shown, and never because people were silent.
import { expect, test } from 'vitest'
import { pursuitView } from '../../server/core/view/pursuit-view.ts'
import type { BallotResult } from '../../shared/thresholds.ts'
import { aBallot, aResult } from '../support/commitments.ts'
import { ended } from './given-board.ts'

const share = (percent: number) => ({ count: percent, of: 100, percent })
const counted = (least: number, most = least): BallotResult => aResult({ floor: share(least), ceiling: share(most) })
const hidden = aResult({ level: 'bands', floor: null, ceiling: null })

function decays(results: readonly BallotResult[], earlier: readonly BallotResult[] = []): boolean {
  const session = ended(12, ['c1'])
  const [commitment] = session.commitments
  if (commitment === undefined) throw new Error('no commitment')
  const pursuit = { ...commitment.pursuit, earlier: earlier.map((result) => ({ asked: 'Then', result })) }
  const ballots = results.map((result, at) => aBallot(at + 1, 'Do c1', { result }))
  return pursuitView(session, { ...commitment, pursuit }, ballots, 'latest').decay
}

test.each([
  ['nothing was asked', [], false],
  ['asked once', [counted(20)], false],
  ['20 points less', [counted(90), counted(70)], true],
  ['19 points less', [counted(90), counted(71)], false],
  ['less for sure, though some are silent', [counted(90), counted(50, 70)], true],
  ['more are silent', [counted(90), counted(50, 95)], false],
  ['some were silent the first time', [counted(60, 90), counted(55)], false],
  ['back again', [counted(90), counted(50), counted(85)], false],
  ['against the first time, not the last', [counted(90), counted(80), counted(70)], true],
  ['a hidden result is not compared', [counted(90), hidden], false],
  ['a hidden result is not compared with', [hidden, counted(40)], false],
] as const)('%s', (_name, results, is) => expect(decays(results)).toBe(is))

test('what came with an imported board counts as the first time', () => {
  expect(decays([counted(60)], [counted(90)])).toBe(true)
})
