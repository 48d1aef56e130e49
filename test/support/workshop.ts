// A real server in this process, on a port of its own, with real SQLite in memory, a facilitator and phones.
import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { realClock } from '../../server/adapters/clock.ts'
import { storedConcepts } from '../../server/adapters/embedder/stored-concepts.ts'
import { realIds } from '../../server/adapters/ids.ts'
import { openMint } from '../../server/adapters/mint/mint.ts'
import { openPress } from '../../server/adapters/press/press.ts'
import { openSqliteStore } from '../../server/adapters/sqlite/sqlite-store.ts'
import { openWebhooks } from '../../server/adapters/webhook.ts'
import { type App, type AppParts, createApp } from '../../server/app.ts'
import type { CreateBody, Created } from '../../shared/protocol.ts'
import { create, Facilitator, Participant } from './people.ts'
import { ROOT } from './source-files.ts'
import { seen } from './waiting.ts'

export type Workshop = {
  readonly app: App
  readonly url: string
  readonly facilitator: Facilitator
  readonly phones: Participant[]
  readonly reported: { readonly name: string; readonly facts: unknown }[]
  join(name: string, fn?: string | null): Promise<Participant>
  close(): Promise<void>
}

export type WorkshopOptions = {
  readonly phones?: number
  readonly rooms?: number
  readonly body?: Partial<CreateBody>
  readonly parts?: Partial<AppParts>
  /** A session that is on disk already: nothing is created, and nobody joins by code. */
  readonly created?: Created
  /** Serve the browser build too. */
  readonly web?: boolean
}

/** Opens everything and waits until all phones are in (and in rooms, if rooms are asked for). The caller closes it. */
export async function workshop(options: WorkshopOptions = {}): Promise<Workshop> {
  const reported: { name: string; facts: unknown }[] = []
  const app = await createApp({
    store: await openSqliteStore({ file: ':memory:', worker: false }),
    clock: realClock,
    ids: realIds,
    mint: openMint(),
    press: openPress(),
    embedder: null,
    concepts: storedConcepts,
    mail: null,
    webhooks: openWebhooks({ allowPrivate: true }),
    replySecret: randomBytes(32),
    report: (name, facts) => void reported.push({ name, facts }),
    robots: { start: () => () => undefined },
    web: options.web ? join(ROOT, 'dist/web') : null,
    spreadMs: 150,
    // A busy machine takes its time over tokens; nobody waits for this when all have sent.
    graceMs: 5000,
    trustProxy: false,
    origins: [],
    origin: () => null,
    ...options.parts,
  })
  await new Promise<void>((resolve) => app.server.listen(0, '127.0.0.1', 4096, resolve))
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const created = options.created ?? (await create(url, options.body))
  const facilitator = new Facilitator(url, created)
  const phones: Participant[] = []
  const enter = async (name: string, fn: string | null = null) => {
    const phone = await Participant.join(url, created.code, name, fn)
    phones.push(phone)
    return phone
  }
  for (let n = 0; n < (options.phones ?? 0); n++) await enter(NAMES[n] ?? `Person ${n}`)
  await facilitator.sees(
    (view) => view.people.filter((person) => person.connected).length === phones.length,
    'everyone connected',
  )
  if (options.rooms !== undefined) {
    await facilitator.does('rooms.split', { by: 'count', n: options.rooms, mix: 'spread', seed: 7 })
    for (const phone of phones) await seen(phone.phone.mine, (mine) => mine.room !== null, 'a room')
  }
  return {
    app,
    url,
    facilitator,
    phones,
    reported,
    join: enter,
    close: async () => {
      for (const phone of phones) phone.close()
      facilitator.close()
      await app.close()
    },
  }
}

const NAMES = ['Ana', 'Ben', 'Cy', 'Dee', 'Eli', 'Fay', 'Gus', 'Hana', 'Ivo', 'Jo', 'Kai', 'Lea']
