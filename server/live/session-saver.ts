// Saves a session's versions one commit at a time: while one is on its way to disk the next gathers everything decided since.
import { issueKey } from '../../shared/anon/grants.ts'
import type { Session } from '../../shared/model.ts'
import { checkinOfStep } from '../core/checkins.ts'
import { nextDue } from '../core/dues.ts'
import type { AnswerRow, CardRow, Commit, DocState, Store } from '../ports.ts'

export type Rows = {
  readonly cards?: readonly CardRow[]
  readonly answers?: readonly AnswerRow[]
  /** Cards that go. */
  readonly withdrawn?: readonly string[]
}

type Waiting = { readonly resolve: () => void; readonly reject: (reason: unknown) => void }

/** Another version was on disk: somebody else holds this session. */
export class VersionConflict extends Error {}

export class SessionSaver {
  readonly #store: Store
  readonly #docsFor: (saved: Session, next: Session, rows: Rows) => readonly DocState[]
  readonly #onSaved: (saved: Session, rows: Rows) => void
  readonly #onConflict: () => void
  #saved: Session
  #next: Session
  #cards: CardRow[] = []
  #answers: AnswerRow[] = []
  #withdrawn: string[] = []
  #waiting: Waiting[] = []
  #running = false

  /**
   * `docsFor` names the documents that must become durable with a version; `onSaved` hears of each durable version, and
   * `onConflict` that another server changed this session: nothing can be saved from here any more.
   */
  constructor(parts: {
    store: Store
    session: Session
    docsFor: (saved: Session, next: Session, rows: Rows) => readonly DocState[]
    onSaved: (saved: Session, rows: Rows) => void
    onConflict: () => void
  }) {
    this.#store = parts.store
    this.#saved = parts.session
    this.#next = parts.session
    this.#docsFor = parts.docsFor
    this.#onSaved = parts.onSaved
    this.#onConflict = parts.onConflict
  }

  /** The version that is on disk: what may be shown. */
  get saved(): Session {
    return this.#saved
  }

  /** The version that was decided last: what the next command is decided on. */
  get head(): Session {
    return this.#next
  }

  /** Resolves when `next` (or a later version) and its rows are on disk; rejects if they are not, and then the head is what is on disk. */
  save(next: Session, rows: Rows = {}): Promise<void> {
    if (next !== this.#next) this.#next = { ...next, version: this.#next.version + 1 }
    if (rows.cards) this.#cards.push(...rows.cards)
    if (rows.answers) this.#answers.push(...rows.answers)
    if (rows.withdrawn) this.#withdrawn.push(...rows.withdrawn)
    if (this.#next === this.#saved) return Promise.resolve()
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject })
      if (!this.#running) void this.#run()
    })
  }

  async #run(): Promise<void> {
    this.#running = true
    // The rest of this turn's commands still get into this commit.
    await Promise.resolve()
    while (this.#waiting.length > 0) {
      const waiting = this.#waiting
      const session = this.#next
      const rows: Rows = { cards: this.#cards, answers: this.#answers, withdrawn: this.#withdrawn }
      this.#waiting = []
      this.#clear()
      try {
        const opened = waitedFor(this.#saved, session)
        const commit: Commit = {
          session,
          expected: this.#saved.version,
          ...rows,
          over: givingsOver(this.#saved, session),
          opened,
          erases: keysGo(this.#saved, session) || (rows.withdrawn?.length ?? 0) > 0 || opened.length > 0,
          due: nextDue(session)?.at ?? null,
          docs: this.#docsFor(this.#saved, session, rows),
        }
        if (!(await this.#store.commit(commit))) throw new VersionConflict('another version is on disk')
        this.#saved = session
        this.#onSaved(session, rows)
        for (const one of waiting) one.resolve()
      } catch (problem) {
        // Whatever was decided on top of the failed version never happened either.
        const all = [...waiting, ...this.#waiting]
        this.#waiting = []
        this.#clear()
        this.#next = this.#saved
        for (const one of all) one.reject(problem)
        if (problem instanceof VersionConflict) this.#onConflict()
      }
    }
    this.#running = false
  }

  #clear(): void {
    this.#cards = []
    this.#answers = []
    this.#withdrawn = []
  }
}

/** Givings of tokens that the next version needs no more. */
function givingsOver(saved: Session, next: Session): string[] {
  const open = new Set(next.rounds.flatMap((round) => (round.state === 'written' ? [] : [issueKey(round)])))
  return saved.rounds
    .filter((round) => round.state !== 'written')
    .map(issueKey)
    .filter((giving) => !open.has(giving))
}

/** Rounds of check-ins whose envelopes wait no more. */
function waitedFor(saved: Session, next: Session): string[] {
  const written = new Set(next.rounds.flatMap(({ id, state }) => (state === 'written' ? [id] : [])))
  return saved.rounds
    .filter(({ id, step, state }) => state !== 'written' && written.has(id) && checkinOfStep(saved, step) !== null)
    .map(({ id }) => id)
}

/** Erased, or followed by others. */
function keysGo(saved: Session, next: Session): boolean {
  return saved.keys.secret !== null && saved.keys.secret.sign !== next.keys.secret?.sign
}
