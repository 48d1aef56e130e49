// A session in the middle of its day with cards, themes and a commitment, and the views of it.
import type { LiveFacts } from '../../server/core/live-facts.ts'
import { openRound } from '../../server/core/rounds.ts'
import { boardView } from '../../server/core/view/board-view.ts'
import { consoleView } from '../../server/core/view/console-view.ts'
import { phoneView } from '../../server/core/view/phone-view.ts'
import { screenView } from '../../server/core/view/screen-view.ts'
import type { Session, Theme } from '../../shared/model.ts'
import { at, does, laptop, newSession, withPeople } from './given-session.ts'

const CARDS: readonly (readonly [string, string | null, string])[] = [
  ['k1', 'r1', 'tradeoff'],
  ['k2', 'r2', 'staffing'],
  ['k3', 'r1', 'note'],
  ['k4', null, 'note'],
  ['k5', 'r2', 'note'],
]
const cards: LiveFacts['cards'] = new Map(
  CARDS.map(([id, room, kind]) => [id, { id, kind, text: `secret words of ${id}`, round: 'write.1', room }]),
)
export const live: LiveFacts = {
  connected: new Set(['p1', 'p5']),
  consoles: [{ id: 'key1', label: 'Laptop' }],
  screens: 1,
  robots: 0,
  canMail: false,
  progress: null,
  reading: 0,
  roundKeys: new Map(),
  cards,
}
const theme = (id: string, ids: string[], fields: Partial<Theme> = {}): Theme => ({
  id,
  title: `Theme ${id}`,
  cards: ids,
  keywords: [],
  hidden: null,
  edited: false,
  ...fields,
})

const THEMES = [theme('t1', ['k3']), theme('t2', ['k1', 'k2', 'k4']), theme('t3', ['k5'], { hidden: 'names a person' })]

/** Eight people in two rooms, p8 the sponsor, somewhere in the middle of the day. */
export function given(step: string): Session {
  let session = withPeople(newSession(), 8)
  session = does(session, laptop, 'person.role', { person: 'p8', role: 'sponsor' })
  session = does(session, laptop, 'rooms.split', { by: 'count', n: 2, mix: 'spread', seed: 7 })
  session = does(session, laptop, 'theme.add', { theme: 'gone', title: 'Gone', cards: [] })
  session = { ...session, themes: THEMES, themesPast: [], talk: null }
  session = does(session, laptop, 'commitment.add', { commitment: 'c1', theme: 't2', what: 'Hire two' })
  session = does(session, laptop, 'commitment.set', { commitment: 'c1', field: 'owner', person: 'p2' })
  for (const field of ['by', 'givingUp'] as const)
    session = does(session, laptop, 'commitment.waive', { commitment: 'c1', field, waived: true })
  return openRound(at(session, step), step, `${step}.1`)
}

export const all = (session: Session, facts: LiveFacts = live) => ({
  phone: phoneView(session, facts),
  console: consoleView(session, facts),
  screen: screenView(session, facts),
  board: boardView(session, facts, 'takes-part'),
})
export const commons = (session: Session, facts: LiveFacts = live) => Object.entries(all(session, facts))
