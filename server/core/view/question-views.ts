// Cards that ask, as views show them: which theme each belongs to, and who looks for its answer.
import type { Session } from '../../../shared/model.ts'
import type { OpenQuestion } from '../../../shared/views.ts'
import { agendasWalked } from '../agenda.ts'
import type { LiveFacts } from '../live-facts.ts'
import { askerOf } from '../open-questions.ts'
import { themesAreShown } from '../sorting.ts'
import { named } from './named.ts'

/** A question in a hidden theme is hidden with it, and a card is its room's alone until people gather. In the order of random ids, which says nothing. */
export function questionViews(
  session: Session,
  live: Pick<LiveFacts, 'cards'>,
  hidden: 'hidden' | 'visible',
): OpenQuestion[] {
  if (hidden === 'visible' && !themesAreShown(session)) return []
  const gathered = hidden === 'visible' ? roundsGathered(session) : null
  const themeOf = new Map(session.themes.flatMap((theme) => theme.cards.map((card) => [card, theme])))
  return [...live.cards.values()]
    .filter(({ kind, round }) => kind === 'unknown' && (gathered?.has(round) ?? true))
    .filter(({ id }) => hidden === 'hidden' || (themeOf.get(id)?.hidden ?? null) === null)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, text }) => ({
      card: id,
      text,
      theme: themeOf.get(id)?.id ?? null,
      owner: named(session, askerOf(session, id)),
    }))
}

/** Rounds of every agenda, today's or one that was put away, in which people are in a gather step or were in one. */
function roundsGathered(session: Session): ReadonlySet<string> {
  const seen = new Set([session.step, ...session.visited])
  const steps = agendasWalked(session)
    .filter((walked) => walked.steps.some(({ kind, id }) => kind === 'gather' && seen.has(id)))
    .flatMap((walked) => walked.steps.map(({ id }) => id))
  return new Set(session.rounds.filter((round) => steps.includes(round.step)).map(({ id }) => id))
}
