// What the killed writer writes at each version, so that its checker knows what must be there.
import type { Commit, SortingRow } from '../../server/ports.ts'
import { aCard, anAnswer, aSession, aSortingRow } from './a-session.ts'

/** Version 1 only creates; later ones bring cards, answers or nothing but a doc, in turn. */
export function batchOf(id: string, version: number): Commit & Required<Pick<Commit, 'cards' | 'answers' | 'docs'>> {
  const names = [0, 1, 2].map((n) => `${id}-${version}-${n}`)
  const round = `round-${version}`
  const rows = version > 1
  return {
    session: aSession(id, { version, title: `version ${version} of ${id}` }),
    expected: version - 1,
    cards: rows && version % 3 === 0 ? names.map((name) => aCard(name, { round })) : [],
    answers: rows && version % 3 === 1 ? names.map((name) => anAnswer(name, { round })) : [],
    docs: rows ? [{ name: 'board', state: Uint8Array.from(Buffer.from(`board at ${version}`)) }] : [],
  }
}

/** The answer that follows version `seq`. */
export const sortingOf = (seq: number): SortingRow => aSortingRow(seq)
