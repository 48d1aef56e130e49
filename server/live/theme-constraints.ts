// What the machine must keep of themes: what people made of them, and not what it let join since.
import type { ThemesWithPast } from '../core/themes-edit.ts'
import { heldCards } from '../core/themes-hand.ts'
import { isProposal } from '../core/themes-says.ts'
import { type Constraints, constraintsOf } from '../themes/constraints.ts'

export function constraintsNow(session: ThemesWithPast): Constraints {
  const held = heldCards(session)
  // held ones first: who was taken out is kept apart from those, and not from what may leave
  const themes = session.themes.map((theme) => {
    const cards = held.get(theme.id) ?? []
    return { ...theme, cards: [...new Set([...cards, ...theme.cards])] }
  })
  const { pins, apart } = constraintsOf(
    themes,
    session.themesPast.filter(({ says }) => !isProposal(says)),
  )
  return { pins: pins.map(({ theme, cards }) => ({ theme, cards: held.get(theme) ?? cards })), apart }
}
