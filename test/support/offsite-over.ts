// An offsite on a file, over and done, with the usual check-ins to come: a real server, phones that come back days later, a
// clock to be moved.
import { join } from 'node:path'
import { expect } from 'vitest'
import { openSqliteStore } from '../../server/adapters/sqlite/sqlite-store.ts'
import type { AppParts } from '../../server/app.ts'
import type { Store } from '../../server/ports.ts'
import type { Session } from '../../shared/model.ts'
import { aFolder } from '../contract/a-folder.ts'
import { type LeapingClock, leapingClock } from './leaping-clock.ts'
import { Participant } from './people.ts'
import { seen } from './waiting.ts'
import { type Workshop, workshop } from './workshop.ts'

export const at = (time: string) => Date.parse(`${time}Z`)

export type Over = {
  readonly file: string
  readonly clock: LeapingClock
  /** The server as it runs now. */
  now(): Workshop
  /** What is on disk, without waking anything. */
  saved(): Promise<Session>
  /** Until the session on disk is so. */
  until(is: (session: Session) => boolean, what: string): Promise<Session>
  /** The server goes down; `back` starts another on the same file. */
  down(): Promise<void>
  back(): Promise<void>
  /** Whether the running server sees nobody in the session. */
  nobody(): Promise<boolean>
  /** The phone of a seat (from 0) is opened again, with what it kept. */
  comes(seat: number): Promise<Participant>
  close(): Promise<void>
}

/** Phones are away when it returns; the day is 2 March 2026. */
export async function offsiteOver(
  phones: number,
  commitments: readonly string[] = ['c1', 'c2'],
  {
    end = true,
    before = async () => undefined,
    also = () => ({}),
  }: {
    /** Whether the facilitator ended it. */
    readonly end?: boolean
    /** What people do until they look at the board. */
    readonly before?: (w: Workshop) => Promise<void>
    /** What each server that is started has beside the usual parts. */
    readonly also?: () => Partial<AppParts>
  } = {},
): Promise<Over> {
  const file = join(aFolder(), 'eighty.db')
  const clock = leapingClock(at('2026-03-02T09:00:00'))
  let store: Store
  const start = async (more: Parameters<typeof workshop>[0]) => {
    store = await openSqliteStore({ file, worker: false })
    const parts: Partial<AppParts> = { store, clock, graceMs: 2000, ...also() }
    return workshop({ ...more, parts })
  }
  let w = await start({ phones })
  const { created } = w.facilitator
  const seats = w.phones.map(({ seat, keep }) => ({ seat, keep }))
  await before(w)
  await w.facilitator.goTo('board')
  for (const commitment of commitments)
    await w.facilitator.does('commitment.add', { commitment, theme: null, what: `Do ${commitment}` })
  await w.facilitator.goTo('close')
  if (end) {
    await w.facilitator.does('session.end', {})
    for (const { phone } of w.phones) await seen(phone.common, (view) => view.keysBefore.length === 1, 'the next keys')
  }
  for (const { phone } of w.phones) phone.close()
  w.phones.length = 0

  const saved = async () => {
    const session = await store.load(created.session)
    if (session === null) throw new Error('the session is gone')
    return session
  }
  return {
    file,
    clock,
    now: () => w,
    saved,
    until: async (is, what) => {
      await expect.poll(async () => is(await saved()), { timeout: 15_000, interval: 20, message: what }).toBe(true)
      return saved()
    },
    down: () => w.close(),
    back: async () => {
      w = await start({ created })
    },
    nobody: async () => (await w.app.directory.open(created.session))?.presence.empty() ?? true,
    comes: async (seat) => {
      const kept = seats[seat]
      if (kept === undefined) throw new Error('no such seat')
      const phone = new Participant(w.url, kept.seat, kept.keep)
      w.phones.push(phone)
      await phone.sees(() => true, 'the board')
      return phone
    },
    close: async () => {
      await w.close()
      clock.stop()
    },
  }
}
