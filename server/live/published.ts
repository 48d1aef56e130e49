// What a written round made public, asked for by every phone in the same moment: marks to recognise, and the ballots' lists.
import type { Line } from '../../shared/anon/published.ts'
import type { Session } from '../../shared/model.ts'
import type { RequestReply } from '../../shared/requests.ts'
import { isWithheld } from '../core/floors.ts'
import type { AnswerRow, Ids, Store } from '../ports.ts'

export type PublishedParts = {
  readonly store: Store
  readonly ids: Ids
  readonly session: () => Session
  readonly cards: () => readonly { readonly round: string; readonly mark: string }[]
}

type Loaded = { readonly marks: readonly string[]; readonly rows: readonly AnswerRow[] }

export class Published {
  readonly #parts: PublishedParts
  readonly #loaded = new Map<string, Promise<Loaded>>()

  constructor(parts: PublishedParts) {
    this.#parts = parts
  }

  async of(id: string): Promise<RequestReply['marks']> {
    const { marks, rows } = await this.#once(id)
    const session = this.#parts.session()
    const round = session.rounds.find((one) => one.id === id)
    const lists = round?.purpose === 'ballot' ? listsOf(session, id, rows) : []
    return { marks, gone: round?.gone ?? [], phones: round?.phones ?? 0, lists }
  }

  #once(id: string): Promise<Loaded> {
    const known = this.#loaded.get(id)
    if (known !== undefined) return known
    const loading = this.#load(id)
    this.#loaded.set(id, loading)
    loading.catch(() => this.#loaded.delete(id))
    return loading
  }

  /** Shuffled once, so that asking twice teaches nothing. */
  async #load(id: string): Promise<Loaded> {
    const { store, ids, session, cards } = this.#parts
    const isBallot = session().rounds.some((round) => round.id === id && round.purpose === 'ballot')
    const rows = await store.answers(session().id, id)
    const mine = cards().filter((card) => card.round === id)
    return { marks: isBallot ? [] : ids.shuffle([...rows, ...mine].map((row) => row.mark)), rows: isBallot ? rows : [] }
  }
}

function listsOf(session: Session, round: string, rows: readonly AnswerRow[]): RequestReply['marks']['lists'] {
  return session.ballots.flatMap((ballot) => {
    if (ballot.round !== round || ballot.published === null) return []
    const withheld = isWithheld(session, ballot)
    const lines = rows
      .filter((row) => row.slot === ballot.id)
      .map(({ mark, body }): Line => ({ line: mark, says: withheld ? null : (body as Line['says']) }))
      .sort((a, b) => (a.line < b.line ? -1 : 1))
    return [{ ballot: ballot.id, beacon: ballot.published.beacon, lines }]
  })
}
