// Who sees these themes at work? A sealed round with one token a theme and person; functions that are large enough get
// tokens of their own, so that what they say can be told without saying whose it is.
import { ACTS } from '../../shared/anon/act.ts'
import type { Act } from '../../shared/anon/envelope.ts'
import type { Echoing } from '../../shared/anon/grants.ts'
import type { Echo, Round, Session } from '../../shared/model.ts'
import type { RefusalCode } from '../../shared/refusals.ts'
import { tellableFunctions } from '../../shared/thresholds.ts'
import { currentStep } from './agenda.ts'
import type { Handler } from './command-handler.ts'
import { accept, refuse } from './command-handler.ts'
import { newRound, seatsNow } from './rounds.ts'
import { sortingNow, themesAreShown } from './sorting.ts'
import { namedThemes } from './themes-named.ts'

/**
 * Themes without a name of their own are not asked about: what is asked is kept as it was asked, and their title would be somebody's
 * card, also after its author took it back. That a title is no card's words is checked before by server/live, which has the cards.
 */
const open: Handler<'echo.open'> = (session, { round: id, themes }) => {
  const before = session.rounds.find((round) => round.id === id)
  if (before !== undefined) return before.purpose === 'echo' ? accept(session) : refuse('bad-request')
  const { step } = session
  if (currentStep(session).kind !== 'gather') return refuse('not-now')
  // People who still sort must not read what others made of it.
  if (!themesAreShown({ sorting: sortingNow(session) })) return refuse('not-now')
  const unfinished = session.rounds.find((round) => round.purpose === 'echo' && round.state !== 'written')
  if (unfinished !== undefined) return refuse(unfinished.state === 'open' ? 'round-open' : 'not-written')
  const byId = new Map(session.themes.map((theme) => [theme.id, theme]))
  // In the order in which they were asked for: the console's is the one that everybody sees.
  const wanted = [...new Set(themes)].flatMap((theme) => byId.get(theme) ?? [])
  const named = namedThemes(wanted, [])
  const asked = wanted.filter(({ id, hidden }) => hidden === null && named.has(id))
  if (asked.length === 0) return refuse('nothing-to-echo')
  const seats = seatsNow(session)
  const slots = asked.map((theme) => theme.id)
  const round = { ...newRound(id, step, { purpose: 'echo', slots }, seats), functions: tellable(session, seats) }
  const fresh = asked.map((theme): Echo => ({ theme: theme.id, round: id, title: theme.title, heard: null }))
  // "I'm done" is said of this question now.
  return accept({ ...session, done: [], rounds: [...session.rounds, round], echoes: [...session.echoes, ...fresh] })
}

/** Before a round opens, for who knows the cards: null when none of these themes is called by one of them. */
export function whyNotAsked(
  session: Pick<Session, 'themes'>,
  themes: readonly string[],
  cards: readonly { readonly text: string }[],
): RefusalCode | null {
  const known = session.themes.filter(({ id }) => themes.includes(id))
  return namedThemes(
    known,
    cards.map(({ text }) => text),
  ).size === known.length
    ? null
    : 'unnamed-theme'
}

export const echoHandlers = { 'echo.open': open }

/** What a round asks about, word for word as phones show it: the part of a token that says what it is good for. */
export function echoingIn(session: Session, round: Pick<Round, 'id'>): Echoing[] {
  return session.echoes.filter((echo) => echo.round === round.id).map(({ theme, title }) => ({ theme, title }))
}

type HeldEcho = { readonly slot: string; readonly fn?: string | null; readonly act: Act }
type Heard = NonNullable<Echo['heard']>

/** Of each theme: who took part and who said it, by functions only where enough of each took part, and of everybody else. */
export function echoesHeard(
  session: Session,
  round: Pick<Round, 'id' | 'functions'>,
  held: readonly HeldEcho[],
): { readonly theme: string; readonly heard: Heard }[] {
  const acts = held.flatMap(({ slot, fn = null, act }) => {
    const parsed = ACTS.echo.safeParse(act)
    return parsed.success ? [{ slot, fn, said: parsed.data.is === 'echo' }] : []
  })
  return echoingIn(session, round).map(({ theme }) => {
    const came = acts.filter(({ slot }) => slot === theme)
    const of = (fn: string) => came.filter((act) => act.fn === fn)
    const sizes = round.functions.map((fn) => ({ fn, of: of(fn).length }))
    const told = new Set(tellableFunctions(sizes, came.length, session.floors))
    const functions = sizes
      .filter(({ fn }) => told.has(fn))
      .map((one) => ({ ...one, people: of(one.fn).filter(({ said }) => said).length }))
    return { theme, heard: { phones: came.length, people: came.filter(({ said }) => said).length, functions } }
  })
}

/** Everybody who belongs to none of these has the tokens of no function. */
function tellable(session: Session, seats: readonly string[]): string[] {
  const seated = new Set(seats)
  const people = session.people.filter((person) => seated.has(person.id))
  const sizes = session.functions.map((fn) => ({ fn, of: people.filter((person) => person.fn === fn).length }))
  return tellableFunctions(sizes, people.length, session.floors)
}
