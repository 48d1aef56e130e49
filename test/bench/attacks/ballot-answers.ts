// What did this person answer, to a ballot or a sealed question? The tally that everybody sees, and rows of the database (target T4).
import type { BatchRecord, SessionRecord } from '../stage/record.ts'
import { diskOrders } from '../views/disk-view.ts'
import type { Choice } from './evidence.ts'
import type { Trace } from './traces.ts'

/** Which of the public answers is this person's? Rows of the database in their order, against the order of sending. */
export function answersOf(
  batch: BatchRecord,
  session: SessionRecord,
  round: string,
  traces: readonly Trace[],
): Choice[] {
  const given = session.answers.filter(
    (one) => one.round === round && one.choice !== null && traces.some(({ person }) => one.person === person),
  )
  return [...new Set(given.map(({ slot }) => slot))].flatMap((slot) => {
    const here = given.filter((one) => one.slot === slot)
    const names = [...new Set(here.map(({ choice }) => choice ?? ''))].sort()
    const share = (name: string) => here.filter(({ choice }) => choice === name).length / here.length
    const rows = batch.closed.rows.filter(
      ({ table, row }) => table === 'answers' && row.session === session.id && row.slot === slot,
    )
    const bytes = diskOrders(
      batch.closed,
      rows.map(({ row }) => String(row.mark)),
    ).bytes
    const ordered = [...rows].sort(
      (a, b) => (bytes.get(String(a.row.mark)) ?? 0) - (bytes.get(String(b.row.mark)) ?? 0),
    )
    const says = ordered.map(({ row }) => String(row.body).replaceAll('"', ''))
    const order = [...traces].sort((a, b) => a.first - b.first).map(({ person }) => person)
    const joined = [...traces].sort((a, b) => a.joined - b.joined).map(({ person }) => person)
    const near = (name: string, place: number, of: number) =>
      says.reduce(
        (sum, one, at) =>
          sum + (one === name ? Math.exp(-8 * Math.abs((at + 0.5) / says.length - (place + 0.5) / of)) : 0),
        0,
      )
    return here.map(({ person, choice }): Choice => {
      const byPosts = names.map((name) => near(name, order.indexOf(person), order.length))
      const byRoster = names.map((name) => near(name, joined.indexOf(person), joined.length))
      return {
        truth: names.indexOf(choice ?? ''),
        scores: new Map([
          ['public tally', names.map(share)],
          ['V3+V4 rows ~ posts', byPosts],
          ['V4 rows ~ roster', byRoster],
        ]),
        learned: names.map((name, at) => [share(name), byPosts[at] ?? 0, byRoster[at] ?? 0]),
        baseline: Math.max(...names.map(share)),
      }
    })
  })
}
