// The one contract by which screens and robots watch state: read it now, and hear when it became something else.

export type Readable<T> = {
  get(): T
  /** Calls `fn` after every change; returns its own end. */
  subscribe(fn: () => void): () => void
}

export type Writable<T> = Readable<T> & { set(value: T): void }

/** Setting an equal value (Object.is) tells nobody. */
export function writable<T>(initial: T): Writable<T> {
  let value = initial
  const listeners = new Set<{ readonly fn: () => void }>()
  return {
    get: () => value,
    set(next) {
      if (Object.is(value, next)) return
      value = next
      for (const listener of [...listeners]) if (listeners.has(listener)) listener.fn()
    },
    subscribe(fn) {
      // A box of its own, so that the same function subscribed twice ends twice.
      const listener = { fn }
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}
