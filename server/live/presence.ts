// Who is connected right now. Never remembered, never joined with anything anonymous.
import type { LiveFacts } from '../core/live-facts.ts'

export type Device = { readonly id: string; readonly label: string }

export class Presence {
  readonly #phones = new Map<string, number>()
  readonly #consoles = new Map<string, Device>()
  #screens = 0
  #others = 0
  #robots = 0
  readonly #changed: () => void
  /** The same set until somebody comes or goes: it is asked for at every push and every envelope. */
  #people: ReadonlySet<string> | null = null

  constructor(changed: () => void) {
    this.#changed = changed
  }

  /** Counts a phone in; returns its way out. */
  phone(person: string): () => void {
    return this.#count(() => {
      this.#phones.set(person, (this.#phones.get(person) ?? 0) + 1)
      return () => {
        const left = (this.#phones.get(person) ?? 1) - 1
        if (left > 0) this.#phones.set(person, left)
        else this.#phones.delete(person)
      }
    })
  }

  console(device: Device): () => void {
    return this.#count(() => {
      this.#consoles.set(device.id, device)
      // Back before its old connection was found dead: then it is that one's turn to go unnoticed.
      return () => this.#consoles.get(device.id) === device && this.#consoles.delete(device.id)
    })
  }

  /** The label, or with a number where another console that is here goes by it: "Laptop 2". `id`: its own, which may come back. */
  freeLabel(id: string, label: string): string {
    const taken = new Set([...this.#consoles.values()].filter((one) => one.id !== id).map((one) => one.label))
    if (!taken.has(label)) return label
    let n = 2
    while (taken.has(`${label} ${n}`)) n++
    return `${label} ${n}`
  }

  screen(): () => void {
    return this.#count(() => {
      this.#screens++
      return () => this.#screens--
    })
  }

  visitor(): () => void {
    return this.#count(() => {
      this.#others++
      return () => this.#others--
    })
  }

  robots(count: number): void {
    this.#robots = count
    this.#changed()
  }

  people(): ReadonlySet<string> {
    this.#people ??= new Set(this.#phones.keys())
    return this.#people
  }

  empty(): boolean {
    return this.#phones.size === 0 && this.#consoles.size === 0 && this.#screens === 0 && this.#others === 0
  }

  facts(): Omit<LiveFacts, 'cards' | 'roundKeys' | 'progress' | 'reading' | 'canMail'> {
    return {
      connected: this.people(),
      consoles: [...this.#consoles.values()],
      screens: this.#screens,
      robots: this.#robots,
    }
  }

  #count(enter: () => () => unknown): () => void {
    const leave = enter()
    this.#people = null
    this.#changed()
    let left = false
    return () => {
      if (left) return
      left = true
      leave()
      this.#people = null
      this.#changed()
    }
  }
}
