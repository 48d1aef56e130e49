// What a client's Yjs update must be before it may touch a doc: decoded first, never applied raw (HOSTILE §3).
import * as Y from 'yjs'
import type { Standing } from '../../shared/docs.ts'
import { neighboursOf } from './doc-neighbours.ts'

export const DOC_BYTES = 256 * 1024
export const DOC_CLIENTS = 300
const NEW_DELETIONS = 500
/** A keystroke or a paste; and an answer to our own SyncStep1, which may carry an hour of typing offline. */
const BOUNDS = {
  update: { structs: 500, deletedRun: 10_000 },
  answer: { structs: 4_000, deletedRun: DOC_BYTES },
} as const

/**
 * Who a client id belongs to, as the sender's connection sees it. An orphan is an id nobody was given since this server
 * started: text of before a crash that only phones still have. It may come back in an answer, never in a live update.
 */
export type Ownership = 'own' | 'orphan' | 'other'

export type GateRules = {
  readonly kind: keyof typeof BOUNDS
  ownership(client: number): Ownership
  standing(root: string): Standing
}

/** `malformed` and `forbidden`: no honest client sends it. `gap`: ask again later. `full`: the doc has no room left. */
export type GateRefusal = 'malformed' | 'forbidden' | 'gap' | 'full'
export type Verdict =
  | { readonly ok: true; readonly adds: boolean; readonly frozen: readonly string[] }
  | { readonly ok: false; readonly why: GateRefusal }

type Decoded = ReturnType<typeof Y.decodeUpdate>

const no = (why: GateRefusal): Verdict => ({ ok: false, why })

/** Changes nothing. A good verdict means that applying the update leaves nothing pending and stays inside the allowed roots. */
export function examine(doc: Y.Doc, update: Uint8Array, rules: GateRules): Verdict {
  let decoded: Decoded
  try {
    decoded = Y.decodeUpdate(update)
  } catch {
    return no('malformed')
  }
  const bounds = BOUNDS[rules.kind]
  if (decoded.structs.length > bounds.structs) return no('forbidden')

  const known = (client: number) => Y.getState(doc.store, client)
  const ends = new Map<number, number>()
  const endOf = (client: number) => ends.get(client) ?? known(client)
  const fresh: Y.Item[] = []
  for (const struct of decoded.structs) {
    if (!(struct instanceof Y.Item)) return no('forbidden')
    const { client, clock } = struct.id
    const end = clock + struct.length
    // A struct of no length throws inside Yjs, after it has changed the doc.
    if (struct.length < 1 || !Number.isSafeInteger(end)) return no('forbidden')
    if (clock > endOf(client)) return no('gap')
    if (end <= endOf(client)) continue
    const ownership = rules.ownership(client)
    if (ownership === 'other') return no(rules.kind === 'answer' ? 'gap' : 'forbidden')
    if (ownership === 'orphan' && rules.kind === 'update') return no('forbidden')
    if (!plain(struct, bounds.deletedRun)) return no('forbidden')
    ends.set(client, end)
    fresh.push(struct)
  }

  const frozen = new Set<string>()
  const neighbours = neighboursOf(doc, fresh)
  const mayTouch = (root: string | null) => {
    const standing = root === null ? 'none' : rules.standing(root)
    if (root !== null && standing === 'frozen') frozen.add(root)
    return standing !== 'none'
  }
  for (const item of fresh) {
    for (const before of [item.origin, item.rightOrigin]) {
      if (before === null) continue
      if (before.clock >= endOf(before.client)) return no('gap')
      if (before.client === item.id.client && before.clock >= item.id.clock) return no('forbidden')
    }
    if (!mayTouch(neighbours.rootOf(item)) || !neighbours.inOrder(item)) return no('forbidden')
  }

  const deletions = examineDeletions(doc, decoded, { known, endOf, mayTouch, rootOf: neighbours.rootOfKnown })
  if (deletions !== null) return no(deletions)
  const newcomers = [...ends.keys()].filter((client) => !doc.store.clients.has(client)).length
  if (newcomers > 0 && doc.store.clients.size + newcomers > DOC_CLIENTS) return no('full')
  return { ok: true, adds: fresh.length > 0, frozen: [...frozen] }
}

/** Our writable docs hold plain text and nothing else: no formats, embeds, maps or nested types (they hide or break things). */
function plain(item: Y.Item, deletedRun: number): boolean {
  if (item.parentSub !== null || item.parent instanceof Y.ID) return false
  if (item.content instanceof Y.ContentString) return true
  return item.content instanceof Y.ContentDeleted && item.content.len <= deletedRun
}

type DeletionRules = {
  known(client: number): number
  endOf(client: number): number
  mayTouch(root: string | null): boolean
  rootOf(item: Y.Item | Y.GC): string | null
}

/** An answer repeats every deletion the client knows, so only those that delete something now are counted and judged. */
function examineDeletions(doc: Y.Doc, { ds }: Decoded, rules: DeletionRules): GateRefusal | null {
  let deleting = 0
  for (const [client, ranges] of ds.clients) {
    const structs = doc.store.clients.get(client) ?? []
    let last = 0
    for (const { clock, len } of ranges) {
      if (clock < last || len <= 0) return 'forbidden'
      last = clock + len
      if (last > rules.endOf(client)) return 'gap'
      if (clock >= rules.known(client)) continue
      let deletes = false
      for (let index = Y.findIndexSS(structs, clock); index < structs.length; index++) {
        const struct = structs[index]
        if (struct === undefined || struct.id.clock >= last) break
        if (struct.deleted) continue
        if (!rules.mayTouch(rules.rootOf(struct))) return 'forbidden'
        deletes = true
      }
      if (deletes && ++deleting > NEW_DELETIONS) return 'forbidden'
    }
  }
  return null
}
