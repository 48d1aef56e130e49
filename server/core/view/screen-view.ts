// What the projector is shown: never more than the room may see.
import type { Session } from '../../../shared/model.ts'
import type { ScreenView } from '../../../shared/views.ts'
import { currentStep, liveCheckin } from '../agenda.ts'
import { echoMap } from '../echo-shown.ts'
import type { LiveFacts } from '../live-facts.ts'
import { WAITING_SEAT } from '../people.ts'
import { themesAreShown } from '../sorting.ts'
import { boardKeyOf, headOf, nextTitle, roundsToDrive } from './head.ts'

export function screenView(session: Session, live: LiveFacts): ScreenView {
  const people = session.people.filter((person) => !person.removed)
  const here = people.filter((person) => live.connected.has(person.id))
  // Before anybody comes back there are the seats of the offsite, or on an imported board those that wait for whoever is called so.
  const came = people.filter(({ ticket }) => !ticket.startsWith(WAITING_SEAT))
  const named = liveCheckin(session) === null ? came : here
  // Weeks later not all come back, and nobody waits for a seat that is empty.
  const isExpected = ({ id }: { readonly id: string }) => live.connected.has(id) || session.done.includes(id)
  const head = headOf(session, live, 'visible')
  return {
    ...head,
    themes: themesAreShown(session) ? head.themes : [],
    progress: live.progress,
    map: themesAreShown(session) ? echoMap(session, head.themes) : null,
    code: session.code,
    locked: session.locked,
    blackout: session.blackout,
    people: liveCheckin(session) === null ? people.length : people.filter(isExpected).length,
    connected: here.length,
    names: currentStep(session).kind === 'lobby' ? named.map((person) => person.name) : [],
    rooms: session.rooms.map(({ id, name }) => ({
      id,
      name,
      people: named.filter((person) => person.room === id).map((person) => person.name),
    })),
    done: session.done.length,
    rounds: roundsToDrive(session, live),
    next: nextTitle(session),
    boardKey: boardKeyOf(session),
  }
}
