// Sessions, cards and answers as the store sees them: it looks at four fields and keeps the rest as it came.
import type { AnswerRow, CardRow, SortingRow } from '../../server/ports.ts'
import type { Session } from '../../shared/model.ts'

type Seen = Pick<Session, 'id' | 'version' | 'code' | 'status' | 'title'>

export function aSession(id: string, over: Partial<Seen> = {}): Session {
  const seen: Seen = { id, version: 1, code: null, status: 'live', title: 'Zürich – “übermorgen” 🧭', ...over }
  return seen as Session
}

export function aCard(id: string, over: Partial<CardRow> = {}): CardRow {
  return { id, round: 'r1', room: 'green', kind: 'tradeoff', text: `text of ${id}`, mark: `mark-${id}`, ...over }
}

export function anAnswer(id: string, over: Partial<AnswerRow> = {}): AnswerRow {
  return { id, round: 'r1', slot: 'q1', body: { clear: 3, missing: ['who'] }, mark: `mark-${id}`, ...over }
}

export function aSortingRow(seq: number, over: Partial<SortingRow> = {}): SortingRow {
  const said = { top: `top-${seq}`, options: ['a', 'b', 'c', 'd'], choice: seq % 4 }
  return { step: 'gather', seq, phone: seq % 3, said, ...over }
}
