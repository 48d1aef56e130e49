// The fields of a commitment's wording and the questions behind them. No zod here, so that phones can read it.

export const WORDING = ['what', 'givingUp', 'firstStep', 'barrier', 'ifCond', 'thenDo'] as const
export type WordingField = (typeof WORDING)[number]

export const WORDING_LABELS: readonly (readonly [WordingField, string])[] = [
  ['what', 'What will be done'],
  ['givingUp', 'Giving up what'],
  ['firstStep', 'First small step'],
  ['barrier', 'What is in the way'],
  ['ifCond', 'If … (the obstacle, the moment)'],
  ['thenDo', '… then I will …'],
]
