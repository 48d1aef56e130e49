// Every exact check over what was recorded; an honest build has no breach.
import type { BatchRecord } from '../stage/record.ts'
import { counters, earlySight, keptOnce, logs, orderBreaches } from './before-its-time.ts'
import type { Breach, Check, CheckName } from './check.ts'
import { identifiers } from './identifiers.ts'
import { asking, cookies, counts, moments, sizes, sockets } from './on-the-wire.ts'

const CHECKS: Readonly<Record<Exclude<CheckName, 'order'>, Check>> = {
  sizes,
  counts,
  moments,
  asking,
  sockets,
  cookies,
  identifiers,
  logs,
  'early sight': earlySight,
  counters,
  'kept once': keptOnce,
}

/** All but the orders, which need several batches together. */
export function breachesOf(batch: BatchRecord): Breach[] {
  return Object.entries(CHECKS).flatMap(([check, look]) =>
    look(batch).map((says): Breach => ({ check: check as CheckName, says })),
  )
}

export function breachesOfOrder(batches: Parameters<typeof orderBreaches>[0]): Breach[] {
  return orderBreaches(batches).map((says) => ({ check: 'order', says }))
}
