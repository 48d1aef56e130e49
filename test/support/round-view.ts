// A round of cards as a phone's view has it, for tests that need no server.
import type { RoundView } from '../../shared/views.ts'

export const cardRound = (id: string, fields: Partial<RoundView> = {}): RoundView => ({
  id,
  step: 'write',
  purpose: 'card',
  slots: ['1', '2'],
  state: 'open',
  attempt: 0,
  issue: 0,
  key: null,
  collectBy: null,
  phones: null,
  functions: [],
  ...fields,
})
