// One rule for which themes have a name: what the console reminds of, what the board link shows, and what the room may be asked.
import { expect, test } from 'vitest'
import { whyNotAsked } from '../../server/core/echoes.ts'
import { namedThemes } from '../../server/core/themes-named.ts'
import { boardView } from '../../server/core/view/board-view.ts'
import { consoleView } from '../../server/core/view/console-view.ts'
import type { Session, Theme } from '../../shared/model.ts'
import { at, does, laptop, newSession, refused, withPeople } from './given-session.ts'
import { live } from './given-views.ts'

const LONG = 'Every release needs four sign-offs. Two of the approvers are usually travelling.'
const cards = new Map(
  [LONG, 'On-call', 'We hire too late and nobody says so aloud'].map((text, i) => [
    `k${i}`,
    { id: `k${i}`, kind: 'note', text, round: 'write.1', room: null },
  ]),
)
const theme = (id: string, title: string, fields: Partial<Theme> = {}): Theme => ({
  id,
  title,
  cards: ['k0', 'k1'],
  keywords: ['sign-off', 'travel'],
  hidden: null,
  edited: true,
  ...fields,
})
const THEMES: Theme[] = [
  theme('machine', 'Approvals', { edited: false }),
  theme('none', ''),
  theme('whole', 'On-call'),
  theme('sentence', 'Every release needs four sign-offs'),
  theme('cut', 'We hire too late and nobody…'),
  theme('words', 'We hire too late'),
  theme('chosen', 'Waiting for signatures'),
]
const session: Session = { ...at(withPeople(newSession(), 6), 'gather'), themes: THEMES }
const NAMED = ['words', 'chosen']

test('a name is what a person chose and no card says: not a card, its first sentence, nor its beginning cut off', () => {
  const texts = [...cards.values()].map(({ text }) => text)
  expect([...namedThemes(THEMES, texts)]).toEqual(NAMED)
})

test('console, board link and the question to the room go by the same rule', () => {
  const facts = { ...live, cards }
  const { unnamed } = consoleView(session, facts)
  expect(unnamed).toEqual(['machine', 'none', 'whole', 'sentence', 'cut'])
  const byLink = boardView(session, facts, 'takes-part').themes
  expect(byLink.filter(({ title }) => title !== 'sign-off, travel').map(({ id }) => id)).toEqual(
    expect.arrayContaining(NAMED),
  )
  expect(byLink.filter(({ title }) => title === 'sign-off, travel')).toHaveLength(unnamed.length)
  const asks = (...themes: string[]) => whyNotAsked(session, themes, [...cards.values()])
  for (const id of unnamed) expect(asks('chosen', id), id).toBe('unnamed-theme')
  expect(asks(...NAMED)).toBeNull()
  // What was merged into another meanwhile is left out, as before.
  expect(asks('chosen', 'gone')).toBeNull()
})

test('core, which knows no cards, asks about nothing that nobody touched', () => {
  refused(session, laptop, 'echo.open', { round: 'e1', themes: ['machine', 'none'] }, 'nothing-to-echo')
  const asked = does(session, laptop, 'echo.open', { round: 'e1', themes: ['machine', 'chosen'] })
  expect(asked.echoes.map((echo) => echo.theme)).toEqual(['chosen'])
})
