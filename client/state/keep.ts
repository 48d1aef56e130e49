// Where a device keeps things between reloads: localStorage where there is one, else memory, and it says which.

export type Keep = {
  /** False when nothing survives a reload (private mode, storage refused): the phone then says so. */
  readonly durable: boolean
  get<T>(key: string): T | null
  /** False when it could not be written durably; what was set is still there until the page goes. */
  set(key: string, value: unknown): boolean
  remove(key: string): void
  /** Everything that was ever set here goes, but for these keys. */
  clear(but: readonly string[]): void
}

export function memoryKeep(): Keep {
  const held = new Map<string, string>()
  return {
    durable: false,
    get: (key) => parse(held.get(key) ?? null),
    set: (key, value) => {
      held.set(key, JSON.stringify(value))
      return false
    },
    remove: (key) => void held.delete(key),
    clear: (but) => {
      for (const key of [...held.keys()]) if (!but.includes(key)) held.delete(key)
    },
  }
}

/** `prefix` keeps apart what belongs to different seats of one device. */
export function browserKeep(prefix: string): Keep {
  const storage = usable()
  if (storage === null) return memoryKeep()
  const fallback = memoryKeep()
  return {
    durable: true,
    get: (key) => fallback.get(key) ?? parse(storage.getItem(prefix + key)),
    set: (key, value) => {
      try {
        storage.setItem(prefix + key, JSON.stringify(value))
        fallback.remove(key)
        return true
      } catch {
        return fallback.set(key, value)
      }
    },
    remove: (key) => {
      fallback.remove(key)
      storage.removeItem(prefix + key)
    },
    clear: (but) => {
      fallback.clear(but)
      for (const key of keysOf(storage))
        if (key.startsWith(prefix) && !but.includes(key.slice(prefix.length))) storage.removeItem(key)
    },
  }
}

const DAY_MS = 86_400_000
const SEEN = 'seen'
const BACK = 'back'

/** Until when (ms) a seat is come back to, and which of its keys that takes. */
export type Comeback = { readonly until: number; readonly keeps: readonly string[] }

/** Notes that this seat's session was just seen, and whether its board is come back to; `forgetOld` counts from here. */
export function noteSeen(keep: Keep, now: number, back: Comeback | null = null): void {
  keep.set(SEEN, now)
  if (back === null) keep.remove(BACK)
  else if (JSON.stringify(keep.get(BACK)) !== JSON.stringify(back)) keep.set(BACK, back)
}

const ENDED = 'ended'

/** Whether this device saw more than a day ago that the session of this seat had ended; the first time it notes when (ms). */
export function isLongOver(keep: Keep, now: number): boolean {
  const ended = keep.get<number>(ENDED)
  if (ended === null) keep.set(ENDED, now)
  return ended !== null && now - ended > DAY_MS
}

/** It is live once more. */
export function notOver(keep: Keep): void {
  keep.remove(ENDED)
}

/**
 * Erases what this device still keeps of seats whose session it has not seen for a day: by then it is no help to anybody, but
 * evidence to whoever finds the device (ANONYMITY R20). Only what a check-in takes that is still to come stays until it is over.
 * `prefix` is what all of them begin with, before session and person.
 */
export function forgetOld(prefix: string, now: number): void {
  const storage = usable()
  if (storage === null) return
  const keys = keysOf(storage).filter((key) => key.startsWith(prefix))
  const seat = (key: string) => `${key.slice(prefix.length).split('.').slice(0, 2).join('.')}.`
  for (const kept of new Set(keys.map(seat))) {
    const own = `${prefix}${kept}`
    const seen = parse<number>(storage.getItem(own + SEEN)) ?? 0
    if (now - seen <= DAY_MS) continue
    const back = parse<Comeback>(storage.getItem(own + BACK))
    const stays = new Set(back !== null && now <= back.until ? [SEEN, BACK, ...back.keeps] : [])
    for (const key of keys) if (key.startsWith(own) && !stays.has(key.slice(own.length))) storage.removeItem(key)
  }
}

function keysOf(storage: Storage): string[] {
  return Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '')
}

function usable(): Storage | null {
  try {
    const probe = 'eighty.probe'
    localStorage.setItem(probe, '1')
    localStorage.removeItem(probe)
    return localStorage
  } catch {
    return null
  }
}

function parse<T>(text: string | null): T | null {
  if (text === null) return null
  try {
    return JSON.parse(text) as T
  } catch {
    return null
  }
}
