// The vectors of a session's cards: read from disk, made for new cards beside the event loop, kept with the card.
import type { Embedder, StoredVector } from '../ports.ts'
import { textToEmbed } from '../themes/words.ts'

type Needs = {
  readonly embedder: Embedder
  readonly load: (model: string) => Promise<readonly StoredVector[]>
  /** Rows of cards that are gone meanwhile are left out by the store. */
  readonly save: (model: string, rows: readonly StoredVector[]) => Promise<void>
  readonly cards: () => readonly { readonly id: string; readonly text: string }[]
  /** Some more are there. */
  readonly onProgress: () => void
  /** Every card that says something has its vector now, and at least one of them is new. */
  readonly onComplete: () => void
  readonly onFailure: () => void
}

/** So many cards between two saves: what a restart would have to make again. */
const BATCH = 16

export class ThemeVectors {
  readonly #needs: Needs
  readonly #vectors = new Map<string, Int16Array>()
  /** The model whose vectors are held; null before the first look at the disk. */
  #model: string | null = null
  #running: Promise<void> | null = null
  #closed = false
  #failed = false
  /** What is embedded of each card; the empty ones need no vector. */
  readonly #texts = new Map<string, string>()

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** Null as long as there is none, and for a card without a letter in it. */
  of(card: string): Int16Array | null {
    return this.#vectors.get(card) ?? null
  }

  /** What made the vectors that are held. */
  get model(): string | null {
    return this.#model
  }

  /** Cards whose vector is still to come: until there are none, shared words alone propose for them. 0 after a failure, too. */
  get waiting(): number {
    return this.#failed ? 0 : this.#missing().length
  }

  /** To be called whenever cards came or went; does nothing while it is at work already, which sees them too. */
  follow(): Promise<void> {
    this.#running ??= this.#work().finally(() => {
      this.#running = null
    })
    return this.#running
  }

  close(): void {
    this.#closed = true
  }

  async #work(): Promise<void> {
    this.#failed = false
    try {
      const known = new Set(this.#needs.cards().map(({ id }) => id))
      for (const card of this.#vectors.keys()) if (!known.has(card)) this.#vectors.delete(card)
      for (const card of this.#texts.keys()) if (!known.has(card)) this.#texts.delete(card)
      await this.#holdModel()
      let made = 0
      for (let next = this.#next(); next.length > 0 && !this.#closed; next = this.#next()) {
        const vectors = await this.#needs.embedder.embed(next.map(({ text }) => text))
        if (this.#closed) return
        await this.#holdModel()
        const rows = next.flatMap(({ id }, i) => {
          const vector = vectors[i]
          return vector === undefined ? [] : [{ card: id, vector }]
        })
        for (const { card, vector } of rows) this.#vectors.set(card, vector)
        made += rows.length
        await this.#needs.save(this.#needs.embedder.id, rows)
        if (!this.#closed) this.#needs.onProgress()
      }
      if (made > 0 && !this.#closed) this.#needs.onComplete()
    } catch {
      this.#failed = true
      if (!this.#closed) this.#needs.onFailure()
    }
  }

  /** When an endpoint failed, the model is another one: vectors of two models are never held together. */
  async #holdModel(): Promise<void> {
    const { id } = this.#needs.embedder
    if (this.#model === id) return
    const stored = await this.#needs.load(id)
    this.#vectors.clear()
    this.#model = id
    for (const { card, vector } of stored) this.#vectors.set(card, vector)
  }

  /** Asked at every push, so no text is read twice. */
  #missing(): readonly { readonly id: string; readonly text: string }[] {
    return this.#needs.cards().flatMap(({ id, text: written }) => {
      if (this.#vectors.has(id)) return []
      const text = this.#texts.get(id) ?? textToEmbed(written)
      this.#texts.set(id, text)
      return text === '' ? [] : [{ id, text }]
    })
  }

  /** By id, which is random: never in the order in which cards came. */
  #next() {
    return this.#missing()
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .slice(0, BATCH)
  }
}
