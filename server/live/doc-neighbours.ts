// Where a client's structs would go in a doc: which root they inherit, and whether their neighbours stand in an order that can be.
import * as Y from 'yjs'

type Point = { readonly client: number; readonly clock: number }

/** Steps along the doc that one update may cost: honest neighbours are near each other. */
const STEPS = 1_000_000

export type Neighbours = {
  /** The root that a new struct would be written to, or null if it has none, or two. */
  rootOf(item: Y.Item): string | null
  rootOfKnown(struct: Y.Item | Y.GC): string | null
  /** False if its right neighbour is left of its left one: copies would differ by the order in which they hear of it. */
  inOrder(item: Y.Item): boolean
}

/** `fresh`: the structs of one update that the doc does not have, by client in the order of their clocks. */
export function neighboursOf(doc: Y.Doc, fresh: readonly Y.Item[]): Neighbours {
  const names = new Map<unknown, string | null>()
  const roots = new Map<Y.Item, string | null>()
  const byClient = new Map<number, Y.Item[]>()
  let steps = 0
  for (const item of fresh) {
    const items = byClient.get(item.id.client)
    if (items === undefined) byClient.set(item.id.client, [item])
    else items.push(item)
  }

  function known(point: Point): Y.Item | Y.GC | undefined {
    if (point.clock >= Y.getState(doc.store, point.client)) return undefined
    const structs = doc.store.clients.get(point.client) ?? []
    return structs[Y.findIndexSS(structs, point.clock)]
  }
  function unknown(point: Point): Y.Item | undefined {
    const items = byClient.get(point.client)
    return items?.[lastAtOrBefore(items, point.clock)]
  }

  /** A struct between others names no root: it inherits its neighbours' one, and all must agree. */
  function rootOf(item: Y.Item): string | null {
    const held = roots.get(item)
    if (held !== undefined) return held
    // What depends on itself has no root.
    roots.set(item, null)
    const says: (string | null)[] = []
    if (typeof item.parent === 'string') says.push(item.parent)
    if (item.origin !== null) says.push(rootAt(item.origin))
    if (item.rightOrigin !== null) says.push(rootAt(item.rightOrigin))
    const state = Y.getState(doc.store, item.id.client)
    if (item.id.clock < state) says.push(rootAt({ client: item.id.client, clock: state - 1 }))
    const root = says[0] ?? null
    const agreed = says.every((said) => said === root) ? root : null
    roots.set(item, agreed)
    return agreed
  }
  function rootAt(point: Point): string | null {
    const struct = known(point)
    if (struct !== undefined) return rootOfKnown(struct)
    const item = unknown(point)
    return item === undefined ? null : rootOf(item)
  }
  function rootOfKnown(struct: Y.Item | Y.GC): string | null {
    if (!(struct instanceof Y.Item)) return null
    const held = names.get(struct.parent)
    if (held !== undefined) return held
    let name: string | null = null
    try {
      if (struct.parent instanceof Y.AbstractType) name = Y.findRootTypeKey(struct.parent)
    } catch {
      // A nested type: no client may write there.
    }
    names.set(struct.parent, name)
    return name
  }

  /** The nearest point on one side that the doc has already; null at the end of the text. */
  function nearestKnown(from: Y.ID | null, side: 'origin' | 'rightOrigin'): Point | null {
    let point: Point | null = from
    for (let hops = 0; point !== null && hops <= fresh.length; hops++) {
      if (known(point) !== undefined) return point
      const item: Y.Item | undefined = unknown(point)
      if (item === undefined) return null
      point = item[side]
    }
    return null
  }
  function inOrder(item: Y.Item): boolean {
    const left = nearestKnown(item.origin, 'origin')
    const right = nearestKnown(item.rightOrigin, 'rightOrigin')
    if (left === null || right === null) return true
    const end = known(right)
    let struct: Y.Item | Y.GC | null | undefined = known(left)
    if (struct === end) return left.clock < right.clock
    while (struct instanceof Y.Item && ++steps <= STEPS) {
      struct = struct.right
      if (struct === end) return true
    }
    return false
  }
  return { rootOf, rootOfKnown, inOrder }
}

/** Items of one client come in the order of their clocks (a gap or a step back is refused before). */
function lastAtOrBefore(items: readonly Y.Item[], clock: number): number {
  let low = 0
  let high = items.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    const item = items[middle]
    if (item !== undefined && item.id.clock <= clock) low = middle
    else high = middle - 1
  }
  return low
}
