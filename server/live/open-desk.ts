// Opens the desk of a step's small questions over what is known now, and tells it of what changes while they are open.
import type { Session, Sorting } from '../../shared/model.ts'
import { startSorting } from '../sorting/sorting.ts'
import { proposeThemesInSlices } from '../themes/propose-themes.ts'
import { type DeskParts, SortingDesk } from './sorting-desk.ts'
import type { SortingEvidence } from './sorting-evidence.ts'
import { editsOf, type GroundNeeds, pilesOf } from './sorting-ground.ts'

type Needs = GroundNeeds & Omit<DeskParts, 'engine'> & { readonly evidence: SortingEvidence }

export type OpenDesk = {
  readonly step: string
  readonly desk: SortingDesk
  /** How many questions there are changed, or they begin once more. */
  heed(sorting: Sorting): void
  /** Cards, piles or edits may have changed. */
  refresh(): Promise<void>
}

export async function openDesk({ step, each }: Sorting, needs: Needs): Promise<OpenDesk> {
  const { session, cards, prior, vectorOf, evidence } = needs
  let given = givenNow(session(), needs)
  let heard: Pick<Sorting, 'state' | 'each'> = { state: 'open', each }
  const rooms = pilesOf(session(), cards())
  const edits = editsOf(session())
  // Where nobody piled anything the machine's own themes are where sorting starts.
  const own = cards().map((card) => ({ ...card, vector: vectorOf(card.id) }))
  const ground = await evidence.ground.now()
  const themes =
    rooms.length > 0 ? [] : (await proposeThemesInSlices({ cards: own, piles: [], prior: await prior() })).themes
  const engine = startSorting({
    ground,
    each,
    rooms,
    themes: themes.map((theme) => theme.cards),
    edits,
    answers: evidence.answers(step),
  })
  const desk = new SortingDesk({ ...needs, engine })
  return {
    step,
    desk,
    heed(sorting) {
      if (sorting.state === 'open' && heard.state !== 'open') desk.extend(sorting.each)
      else if (sorting.state === 'open' && heard.each !== sorting.each) desk.extend(sorting.each - heard.each)
      heard = sorting
    },
    async refresh() {
      const now = givenNow(session(), needs)
      if (now.ground === given.ground && now.said === given.said) return
      const ground = await evidence.ground.now()
      desk.change({ ground, rooms: pilesOf(session(), cards()), edits: editsOf(session()) })
      given = now
    },
  }
}

function givenNow(session: Session, { cards, evidence }: Needs) {
  return { ground: evidence.ground.key(), said: JSON.stringify([pilesOf(session, cards()), editsOf(session)]) }
}
