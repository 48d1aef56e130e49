// What the link to see says: the board and the names on it, and neither who else was there nor what people wrote under seal.
import { afterEach, expect, test } from 'vitest'
import { openConnection } from '../../client/state/connection.ts'
import { calendarPath, EXPORT_KINDS, EXPORT_PATH, type ExportKind, IMPORT_PATH } from '../../shared/export-kinds.ts'
import type { Created } from '../../shared/protocol.ts'
import { BoardRecord } from '../../shared/record.ts'
import type { BoardMine, BoardView } from '../../shared/views.ts'
import { BEN, CALLS, CY, commitmentIn, decidedOffsite, HIRE, heldCheckin, leaves } from '../support/decided-offsite.ts'
import type { Over } from '../support/offsite-over.ts'
import { Participant } from '../support/people.ts'
import { readPdf } from '../support/read-pdf.ts'
import { seen } from '../support/waiting.ts'

const closing: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of closing.splice(0).reverse()) await one.close()
})

const SEALED = 'Nobody covers the night shift'
/** On no commitment; Cy offered to own one and was not asked. */
const OTHERS = ['Cy', 'Dee', 'Eli', 'Fay', 'Gus', 'Hana', 'Ivo', 'Jo', 'Kai', 'Lea']
const named = (text: string) => OTHERS.filter((name) => new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(text))
/** Who is named that stands on nothing, and whether anything is told of what was written. */
const tells = (text: string) => ({ others: named(text), sealed: text.includes('night shift') })
const NOTHING = { others: [], sealed: false }

/** Two commitments of Ana's, a win of Ben's, a check-in that everybody answered in words. */
async function aBoard(): Promise<Over> {
  const o = await decidedOffsite(async (w) => {
    await w.facilitator.goTo('draft')
    const cy = w.phones[CY]
    await cy?.sees((view) => view.step.id === 'draft', 'the drafting')
    await cy?.does('owner.offer', { commitment: 'calls', on: true })
  })
  closing.push(o)
  const ben = await o.comes(BEN)
  await ben.does('win.put', { commitment: 'hire', win: 'w1', text: 'The north has an owner' })
  leaves(o, ben)
  await heldCheckin(
    o,
    'day30',
    Array.from({ length: 12 }, (_, n) => ({ clear: n < 10, way: `${SEALED} ${n}` })),
  )
  return o
}

function visits(o: Over, secret: string) {
  const { url, facilitator } = o.now()
  const proof = { session: facilitator.created.session, role: 'board' as const, secret, label: 'Vera' }
  const visitor = openConnection<BoardView, BoardMine>(url, proof)
  closing.push(visitor)
  return visitor
}

const post = (o: Over, path: string, body: object) =>
  fetch(`${o.now().url}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })

/** A file as somebody reads it. */
async function read(o: Over, kind: ExportKind, proof: { role: string; secret: string; person?: string }) {
  const { session } = o.now().facilitator.created
  const answer = await post(o, EXPORT_PATH, { session, kind, ...proof })
  expect([kind, answer.status]).toEqual([kind, 200])
  return kind === 'pdf' ? (await readPdf(await answer.arrayBuffer())).pages.join(' ') : answer.text()
}

test('the link to see shows who stands on the board, not who else was there, nor what was written under seal', {
  timeout: 120_000,
}, async () => {
  const o = await aBoard()
  const { facilitator } = o.now()
  const drawn = await facilitator.console.ask('key.take', { on: true })
  const takeKey = drawn.ok ? (drawn.data?.takeKey ?? '') : ''
  const { boardKey } = facilitator.view
  const isHeld = (view: BoardView) => view.checkins[0]?.state === 'closed'

  const looks = visits(o, boardKey)
  const helps = visits(o, takeKey)
  const less = await seen(looks.common, isHeld, 'the board')
  const more = await seen(helps.common, isHeld, 'the board to take part in')
  expect(tells(JSON.stringify(less))).toEqual(NOTHING)
  expect([less.names, less.checkins[0]?.way, less.people]).toEqual([[], null, 12])
  expect(less.checkins[0]?.statuses).toEqual(more.checkins[0]?.statuses)
  const hire = commitmentIn(less, 'hire')
  expect([hire.owner?.name, hire.wording.what, hire.pursuit.wins[0]?.text]).toEqual([
    'Ana',
    HIRE,
    'The north has an owner',
  ])
  expect(hire.pursuit.history.map(({ by }) => by)).toContain('Ben')
  // Whoever takes part names owners; those of the room read what the room wrote.
  expect(tells(JSON.stringify(more))).toEqual({ others: OTHERS, sealed: true })
  expect(more.names).toHaveLength(12)
  expect(commitmentIn(more, 'calls').offers.map(({ name }) => name)).toEqual(['Cy'])
  const ana = await o.comes(0)
  expect(JSON.stringify((await ana.sees(() => true, 'the phone')).checkins)).toContain(SEALED)
  const quoted = await facilitator.sees(({ checkins }) => checkins[0]?.way?.type === 'texts', 'what was written')
  expect(JSON.stringify(quoted.checkins)).toContain(SEALED)

  // What comes later is shown to each as the first view was.
  await ana.does('status.set', { commitment: 'hire', status: 'moving', why: '' })
  const moving = (view: BoardView) => commitmentIn(view, 'hire').pursuit.status === 'moving'
  expect(tells(JSON.stringify(await seen(looks.common, moving, 'the change')))).toEqual(NOTHING)
  expect((await seen(helps.common, moving, 'the change')).names).toHaveLength(12)

  for (const kind of EXPORT_KINDS) {
    const file = await read(o, kind, { role: 'board', secret: boardKey })
    expect([kind, tells(file)]).toEqual([kind, NOTHING])
    if (kind !== 'themes' && kind !== 'steps' && kind !== 'barriers')
      expect([kind, file.replace(/\r\n /g, '')]).toEqual([kind, expect.stringMatching(/hiring|The north/)])
  }
  const calendar = await fetch(`${o.now().url}${calendarPath(facilitator.created.session, boardKey)}`)
  expect(tells(await calendar.text())).toEqual(NOTHING)
  const proofs = [
    { role: 'board', secret: takeKey },
    { role: 'console', secret: facilitator.created.secret },
    { role: 'phone', secret: ana.seat.ticket, person: ana.seat.person },
  ]
  for (const proof of proofs) {
    expect(tells(await read(o, 'markdown', proof)).sealed).toBe(true)
    expect(tells(await read(o, 'json', proof))).toEqual({ others: OTHERS, sealed: true })
  }

  // The file of that link is a board still: whoever is named on it has a seat that waits, and there is nobody else.
  const record = BoardRecord.parse(JSON.parse(await read(o, 'json', { role: 'board', secret: boardKey })))
  const answer = await post(o, IMPORT_PATH, { record })
  expect(answer.status).toBe(200)
  const again = (await answer.json()) as Created
  const back = await o.now().app.directory.open(again.session)
  expect(back?.session.people.map(({ name, removed }) => [name, removed])).toEqual([['Ana', false]])
  const seat = await Participant.join(o.now().url, again.code, 'Ana')
  closing.push(seat)
  const board = await seat.sees(({ commitments }) => commitments.length === 2, 'the board')
  expect(commitmentIn(board, 'calls')).toMatchObject({ owner: { id: seat.seat.person }, wording: { what: CALLS } })
})
