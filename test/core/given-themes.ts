// Themes to begin a test with: three of them over the cards a to h, and short ways to look and to go back.
import type { Finding, Session, Theme } from '../../shared/model.ts'
import { at, does, laptop, newSession, withPeople } from './given-session.ts'

export const theme = (id: string, cards: string, fields: Partial<Theme> = {}): Theme => ({
  id,
  title: `Title ${id}`,
  cards: [...cards],
  keywords: [],
  hidden: null,
  edited: false,
  ...fields,
})

export const gathered = (...themes: Theme[]): Session => ({ ...at(withPeople(newSession(), 3), 'gather'), themes })
export const three = () => gathered(theme('t1', 'abc'), theme('t2', 'de'), theme('t3', 'fgh'))
export const shape = (session: Session) =>
  session.themes.map(({ id, cards, edited }) => `${id}:${cards.join('')}${edited ? '!' : ''}`)
export const undo = (session: Session, redo = false) =>
  does(session, laptop, 'theme.undo', { redo, past: session.themesPast.length })

export const FINDING: Finding = {
  made: { pipeline: 'p', model: null, prior: null, tau: 0.15, cards: 5, piles: 0, answers: 0 },
  themes: [],
  mayBeOne: [],
}
