// What phones said to the small questions: on disk before it is acknowledged, by numbers that say nothing of seats, and forgotten.
import type { SortingRow, Store } from '../ports.ts'
import type { Answer } from '../sorting/pose-problem.ts'

type Needs = { readonly store: Pick<Store, 'sorting' | 'addSorting' | 'settleSorting'>; readonly session: string }

/** The number of a phone that is forgotten. */
const NOBODY = -1

export class SortingLog {
  readonly #needs: Needs
  readonly #steps = new Map<string, SortingRow[]>()
  readonly #numbers = new Map<string, number>()
  readonly #saving = new Set<Promise<void>>()

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** What is on disk; to be awaited once, before anything else. */
  async load(): Promise<void> {
    const { store, session } = this.#needs
    for (const row of await store.sorting(session)) this.#take(row)
  }

  /** Whether anybody answered anything in this step. */
  knows(step: string): boolean {
    return this.#steps.has(step)
  }

  /** Of all steps; who said what is told for `step` only, whose numbers are its own. */
  answers(step: string | null): Answer[] {
    return [...this.#steps].flatMap(([of, rows]) =>
      rows.map(({ said, phone }) => ({ ...said, by: of === step ? phone : NOBODY })),
    )
  }

  /** Steps of which it is still on disk what came from the same phone. */
  owing(): string[] {
    return [...this.#steps].flatMap(([step, rows]) => (rows.some(({ phone }) => phone !== NOBODY) ? [step] : []))
  }

  /** Resolves when it is on disk; rejects when it could not be kept, and then nothing changed. */
  async add(step: string, { top, options, choice, by }: Answer): Promise<void> {
    const { store, session } = this.#needs
    const seq = this.#numbers.get(step) ?? 0
    this.#numbers.set(step, seq + 1)
    const row = { step, seq, phone: by, said: { top, options, choice } }
    const saving = store.addSorting(session, row).then(() => this.#take(row))
    const settled = saving.catch(() => undefined)
    this.#saving.add(settled)
    await saving.finally(() => this.#saving.delete(settled))
  }

  /**
   * Forgets who said what in a step, on disk and here: what is left are answers of nobody, in an order that says nothing, about
   * cards that are still there. `doubted`: numbers of phones whose answers do not count. Rejects when it could not be written.
   */
  async settle(step: string, doubted: ReadonlySet<number>, isThere: (card: string) => boolean): Promise<void> {
    await Promise.all(this.#saving)
    const said = (this.#steps.get(step) ?? [])
      .filter(({ phone }) => !doubted.has(phone))
      .flatMap((row) => withoutTraces(row.said, isThere) ?? [])
      .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
    const rows = said.map((one, seq): SortingRow => ({ step, seq, phone: NOBODY, said: one }))
    await this.#needs.store.settleSorting(this.#needs.session, step, rows)
    this.#steps.set(step, rows)
    this.#numbers.set(step, rows.length)
  }

  #take(row: SortingRow): void {
    const rows = this.#steps.get(row.step) ?? []
    rows.push(row)
    this.#steps.set(row.step, rows)
    this.#numbers.set(row.step, Math.max(this.#numbers.get(row.step) ?? 0, row.seq + 1))
  }
}

type Said = SortingRow['said']

const keyOf = ({ top, options, choice }: Said) => JSON.stringify([top, options, choice])

/** Options in the order of their ids: every phone had shuffled its own. Null: it says nothing about cards that are there. */
function withoutTraces({ top, options, choice }: Said, isThere: (card: string) => boolean): Said | null {
  const chosen = options[choice]
  if (!isThere(top) || (chosen !== undefined && !isThere(chosen))) return null
  const sorted = options.filter(isThere).sort()
  return sorted.length === 0
    ? null
    : { top, options: sorted, choice: chosen === undefined ? -1 : sorted.indexOf(chosen) }
}
