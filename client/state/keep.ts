// Where a device keeps things between reloads: localStorage where there is one, else memory, and it says which.

export type Keep = {
  /** False when nothing survives a reload (private mode, storage refused): the phone then says so. */
  readonly durable: boolean
  get<T>(key: string): T | null
  /** False when it could not be written durably; what was set is still there until the page goes. */
  set(key: string, value: unknown): boolean
  remove(key: string): void
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
  }
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
