// What can be done with the data from a terminal: back up, put back, look after, delete. Each verb says what it did in words.
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { realIds } from '../adapters/ids.ts'
import { backupFile, checkBackup, restoreFile } from '../adapters/sqlite/backup.ts'
import { openSqliteStore } from '../adapters/sqlite/sqlite-store.ts'
import { StoreProblem } from '../adapters/sqlite/store-problem.ts'
import { deletesOn } from '../core/afterwards.ts'
import { dayOf } from '../core/calendar.ts'
import { endsOn } from '../core/left-open.ts'
import { boardRecord } from '../core/view/board-record.ts'
import type { Store } from '../ports.ts'
import { doctor } from './doctor.ts'

export type Call = {
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
  readonly folder: string
  readonly now: number
  readonly say: (line: string) => void
}
export type Verb = { readonly usage: string; readonly says: string; readonly run: (call: Call) => Promise<number> }

/** Something the caller can put right; its words are shown and the status is 1. */
export class Misused extends Error {}

const fileIn = (folder: string) => join(folder, 'eighty.db')

export const VERBS: Readonly<Record<string, Verb>> = {
  backup: {
    usage: 'backup FILE',
    says: 'Copies the database as it stands at one moment; the server may go on.',
    run: async ({ args: [target], folder, say }) => {
      if (target === undefined) throw new Misused('Say where the copy goes: npm run backup -- FILE')
      backupFile(fileIn(folder), target)
      say(`${sessions(checkBackup(target).sessions)} copied to ${target}. Keep it as safe as the sessions themselves.`)
      return 0
    },
  },
  restore: {
    usage: 'restore FILE [--replace]',
    says: 'Puts a copy in the place of the database; the server must be stopped.',
    run: async ({ args, folder, say }) => {
      const [source] = args.filter((one) => one !== '--replace')
      if (source === undefined) throw new Misused('Say which copy: npm run restore -- FILE')
      const aside = restoreFile(source, fileIn(folder), args.includes('--replace'))
      say(`${sessions(checkBackup(fileIn(folder)).sessions)} restored to ${fileIn(folder)}.`)
      if (aside !== null) say(`What was there before is ${aside}; delete it when you are sure.`)
      return 0
    },
  },
  export: {
    usage: 'export ID [FILE]',
    says: 'Writes the board of a session as JSON, as the facilitator may take it home; it can be imported again.',
    run: ({ args: [id, target], folder, now, say }) =>
      withStore(folder, async (store) => {
        if (id === undefined)
          throw new Misused('Say which session: npm run export -- ID [FILE] (npm run prune -- --list shows them)')
        const session = await store.load(id)
        if (session === null) throw new Misused(`There is no session ${id}.`)
        const cards = new Map((await store.cards(id)).map((card) => [card.id, card]))
        const json = JSON.stringify(boardRecord(session, { cards }, now, realIds.shuffle, 'takes-part'), null, 2)
        if (target === undefined) say(json)
        else {
          if (existsSync(target)) throw new Misused(`${target} is there already; say another name.`)
          writeFileSync(target, `${json}\n`, { mode: 0o600 })
          say(`Written to ${target}.`)
        }
        return 0
      }),
  },
  delete: {
    usage: 'delete ID',
    says: 'Deletes a session and everything of it, now and for good.',
    run: ({ args: [id], folder, say }) =>
      withStore(folder, async (store) => {
        if (id === undefined)
          throw new Misused('Say which session: npm run delete -- ID (npm run prune -- --list shows them)')
        if ((await store.load(id)) === null) throw new Misused(`There is no session ${id}.`)
        await store.remove(id)
        say('Deleted. Nothing of it is left in the file; copies that you made elsewhere still have it.')
        return 0
      }),
  },
  prune: {
    usage: 'prune [--list]',
    says: 'Deletes every session whose time is over; --list only shows when that is.',
    run: ({ args, folder, now, say }) =>
      withStore(folder, async (store) => {
        let gone = 0
        for (const { id, status } of await store.list()) {
          const session = await store.load(id)
          const day = session === null ? null : deletesOn(session)
          const isOver = day !== null && day < dayOf(now)
          const ends = session === null ? null : endsOn(session)
          const until = day !== null ? `until ${day}` : ends === null ? 'no end yet' : `ends by itself on ${ends}`
          if (args.includes('--list')) say(`${id}  ${status}  ${until}`)
          else if (isOver) {
            await store.remove(id)
            gone++
          }
        }
        if (!args.includes('--list')) say(gone === 0 ? 'No session’s time is over.' : `${sessions(gone)} deleted.`)
        return 0
      }),
  },
  doctor: {
    usage: 'doctor',
    says: 'Looks at everything that Eighty needs, and says what is wrong.',
    run: async ({ env, folder, say }) => {
      const findings = await doctor({ env, file: fileIn(folder) })
      for (const { ok, says } of findings) say(`${ok ? 'ok  ' : 'BAD '} ${says}`)
      const bad = findings.filter(({ ok }) => !ok).length
      say(bad === 0 ? 'All is well.' : `${bad === 1 ? 'One thing is' : `${bad} things are`} wrong.`)
      return bad === 0 ? 0 : 1
    },
  },
}

function sessions(n: number): string {
  return n === 1 ? 'One session was' : `${n} sessions were`
}

/** The store of what is there already: these verbs never make a database. */
async function withStore<T>(folder: string, task: (store: Store) => Promise<T>): Promise<T> {
  const file = fileIn(folder)
  if (!existsSync(file)) throw new StoreProblem({ code: 'missing', say: `There is no database at ${file}.` })
  const store = await openSqliteStore({ file })
  try {
    return await task(store)
  } finally {
    await store.close()
  }
}
