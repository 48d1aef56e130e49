// A live session with its cards on a real disk, at the moment when people gather and nobody has a phone in hand.
import { realClock } from '../../server/adapters/clock.ts'
import { builtInEmbedder } from '../../server/adapters/embedder/built-in.ts'
import { storedConcepts } from '../../server/adapters/embedder/stored-concepts.ts'
import { realIds } from '../../server/adapters/ids.ts'
import { openMint } from '../../server/adapters/mint/mint.ts'
import { openSqliteStore } from '../../server/adapters/sqlite/sqlite-store.ts'
import { priorOf } from '../../server/app.ts'
import type { LiveFacts } from '../../server/core/live-facts.ts'
import { consoleView } from '../../server/core/view/console-view.ts'
import { LiveSession } from '../../server/live/live-session.ts'
import type { CardRow, Embedder, SortingRow, StoredVector } from '../../server/ports.ts'
import type { CommandData, CommandName } from '../../shared/commands.ts'
import type { Room, Session } from '../../shared/model.ts'
import type { ConsoleView } from '../../shared/views.ts'
import { at, laptop, newSession } from '../core/given-session.ts'
import { sees } from './waiting.ts'

export type GatheredCard = { readonly text: string; readonly room?: string | null; readonly kind?: string }

export type GatheredOptions = {
  /** The built-in model unless another is given; null: shared words alone. */
  readonly embedder?: Embedder | null
  /** Made before. */
  readonly vectors?: readonly StoredVector[]
  /** What the room said in an earlier time of this step; nobody knows by whom any more. */
  readonly answers?: readonly SortingRow['said'][]
  readonly prepare?: (session: Session) => Session
}

/** Loaded once for all sessions of a test file. */
const BUILT_IN = builtInEmbedder(null)
const ROOMS = ['r1', 'r2', 'r3', 'r4']

/** Ids c0000, c0001 …; rooms in turn, where a card says nothing of it. */
export const idOf = (number: number) => `c${String(number).padStart(4, '0')}`

export async function gatheredSession(cards: readonly GatheredCard[], options: GatheredOptions = {}) {
  const store = await openSqliteStore({ file: ':memory:', worker: false })
  const embedder = options.embedder === undefined ? BUILT_IN : options.embedder
  const rooms = ROOMS.map((id): Room => ({ id, name: `Room ${id}`, piles: [], heard: [], help: null }))
  const given = { ...at(newSession(), 'gather'), rooms }
  const session = options.prepare?.(given) ?? given
  await store.create(session)
  const rows = cards.map(({ text, room, kind }, i): CardRow => {
    const lies = room === undefined ? (ROOMS[i % ROOMS.length] ?? null) : room
    return { id: idOf(i), round: 'write.1', room: lies, kind: kind ?? 'constraint', text, mark: `mark-${i}` }
  })
  await store.commit({ session: { ...session, version: session.version + 1 }, expected: session.version, cards: rows })
  if (embedder !== null && options.vectors !== undefined)
    await store.saveVectors(session.id, embedder.id, options.vectors)
  for (const [seq, said] of (options.answers ?? []).entries())
    await store.addSorting(session.id, { step: 'gather', seq, phone: -1, said })
  const reported: string[] = []
  const saved = await store.load(session.id)
  if (saved === null) throw new Error('the session is not on disk')
  const machine = embedder === null ? null : { embedder, prior: priorOf(embedder, storedConcepts) }
  const parts = {
    store,
    clock: realClock,
    ids: realIds,
    mint: openMint(),
    machine,
    report: (name: string) => void reported.push(name),
    canMail: false,
    mayAsk: () => null,
    collectMs: 100,
  }
  const live = await LiveSession.open(parts, saved)
  const facts = (): LiveFacts => ({ ...live.facts(), canMail: false })
  const view = (): ConsoleView => consoleView(live.session, facts())
  const stage = {
    live,
    reported,
    facts,
    view,
    /** Throws when it is refused. */
    async does<N extends CommandName>(name: N, data: CommandData<N>): Promise<void> {
      const reply = await live.command(laptop, { name, data } as never)
      if (!reply.ok) throw new Error(`${name}: ${reply.refusal.code}`)
    },
    sees: (is: (now: ConsoleView) => boolean, what: string, ms?: number) =>
      sees({ get: view, subscribe: (listener) => live.onChange(listener) }, is, what, ms),
    /** By theme: the numbers of its cards, ascending. */
    groups: (): number[][] =>
      live.session.themes
        .map((theme) => theme.cards.map((id) => Number(id.slice(1))).sort((a, b) => a - b))
        .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0)),
    /** A proposal that knows all vectors: the one that does may still be on its way when the last of them is there. */
    async settled(): Promise<void> {
      await stage.sees(({ gathered, found }) => gathered && found.reading === 0, 'a proposal with all vectors', 30_000)
      await live.propose('same')
    },
    async close(): Promise<void> {
      await live.close()
      await store.close()
      await embedder?.close()
    },
  }
  return stage
}

export type GatheredSession = Awaited<ReturnType<typeof gatheredSession>>
