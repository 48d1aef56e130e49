// A session in gather whose themes people are asked about, with functions that are large enough to be told of.
import type { Participant } from './people.ts'
import { seen } from './waiting.ts'
import { type Workshop, type WorkshopOptions, workshop } from './workshop.ts'

export const ROUND = 'echoes'

/** So many people of each function, in the gather step, with these themes; nobody has written a card. */
export async function gathered(
  people: Readonly<Record<string, number>>,
  titles: readonly string[],
  options: WorkshopOptions = {},
): Promise<Workshop> {
  const w = await workshop(options)
  for (const [fn, count] of Object.entries(people))
    for (let n = 1; n <= count; n++) await w.join(`${fn} ${n}`, fn === '' ? null : fn)
  const all = w.phones.length
  await w.facilitator.sees((view) => view.people.filter((one) => one.connected).length === all, 'everyone')
  await w.facilitator.goTo('gather')
  for (const [at, title] of titles.entries())
    await w.facilitator.does('theme.add', { theme: `t${at + 1}`, title, cards: [] })
  await w.facilitator.sees((view) => view.themes.length === titles.length, 'the themes')
  return w
}

/** Asks about all themes and waits until every phone has been asked. */
export async function ask(w: Workshop, round = ROUND, phones: readonly Participant[] = w.phones): Promise<void> {
  const themes = w.facilitator.view.themes.map(({ id }) => id).sort()
  await w.facilitator.does('echo.open', { round, themes })
  await w.facilitator.sees((view) => view.rounds.some(({ id }) => id === round), 'the round')
  for (const phone of phones) {
    await phone.sees((view) => view.echoing.some((one) => one.round === round), 'the question')
    await seen(phone.phone.mine, (mine) => mine.rounds.includes(round), 'a seat in it')
  }
}

/** Rings, and waits for the batch. */
export async function heard(w: Workshop, round = ROUND): Promise<void> {
  await w.facilitator.does('round.ring', { round })
  const isWritten = (one: { readonly id: string; readonly state: string }) =>
    one.id === round && one.state === 'written'
  await w.facilitator.sees((view) => view.rounds.some(isWritten), 'the batch', 20_000)
}
