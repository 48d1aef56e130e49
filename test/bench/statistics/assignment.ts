// The cheapest one-to-one assignment of rows to columns (the Hungarian method with potentials, O(rows² · columns)).

/** `cost[row][column]`, at least as many columns as rows. Returns the column of each row. RangeError if there are too few columns. */
export function assign(cost: readonly (readonly number[])[]): number[] {
  const rows = cost.length
  const columns = cost[0]?.length ?? 0
  if (columns < rows) throw new RangeError('more rows than columns')
  const u = new Float64Array(rows + 1)
  const v = new Float64Array(columns + 1)
  const rowOf = new Int32Array(columns + 1)
  const way = new Int32Array(columns + 1)
  const at = (array: Float64Array | Int32Array, i: number): number => array[i] ?? 0
  for (let row = 1; row <= rows; row++) {
    rowOf[0] = row
    let column = 0
    const least = new Float64Array(columns + 1).fill(Number.POSITIVE_INFINITY)
    const used = new Uint8Array(columns + 1)
    do {
      used[column] = 1
      const from = at(rowOf, column)
      let delta = Number.POSITIVE_INFINITY
      let next = 0
      for (let c = 1; c <= columns; c++) {
        if (used[c]) continue
        const reduced = (cost[from - 1]?.[c - 1] ?? 0) - at(u, from) - at(v, c)
        if (reduced < at(least, c)) {
          least[c] = reduced
          way[c] = column
        }
        if (at(least, c) < delta) {
          delta = at(least, c)
          next = c
        }
      }
      for (let c = 0; c <= columns; c++) {
        if (used[c]) {
          const r = at(rowOf, c)
          u[r] = at(u, r) + delta
          v[c] = at(v, c) - delta
        } else least[c] = at(least, c) - delta
      }
      column = next
    } while (at(rowOf, column) !== 0)
    do {
      const before = at(way, column)
      rowOf[column] = at(rowOf, before)
      column = before
    } while (column !== 0)
  }
  const columnOf = new Array<number>(rows).fill(-1)
  for (let c = 1; c <= columns; c++) if (at(rowOf, c) > 0) columnOf[at(rowOf, c) - 1] = c - 1
  return columnOf
}
