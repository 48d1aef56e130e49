// Who waits for the mint: sessions take turns, and within one session whoever came first goes first.

export type Turns<T> = {
  readonly size: number
  add(session: string, one: T): void
  /** Undefined when nobody waits. */
  next(): T | undefined
}

/** A session that has many waiting delays each other one by a single order. */
export function turns<T>(): Turns<T> {
  // A map keeps the order in which its keys came: the first session is the one whose turn it is.
  const waiting = new Map<string, T[]>()
  let size = 0
  return {
    get size() {
      return size
    },
    add: (session, one) => {
      size++
      const line = waiting.get(session)
      if (line === undefined) waiting.set(session, [one])
      else line.push(one)
    },
    next: () => {
      const [first] = waiting
      if (first === undefined) return undefined
      const [session, line] = first
      const one = line.shift()
      waiting.delete(session)
      if (line.length > 0) waiting.set(session, line)
      size--
      return one
    },
  }
}
