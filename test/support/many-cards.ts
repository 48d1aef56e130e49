// Very many cards of a hundred and twenty subjects, each with words and a direction of its own: the same ones every time.

const DIMS = 512
const SUBJECTS = 120

export type ManyCard = {
  readonly id: string
  readonly room: string
  readonly text: string
  readonly vector: Int16Array
}

/** The same numbers every time (mulberry32). */
export function seeded(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Ids c0000, c0001 …; vectors as they are stored. */
export function manyCards(count: number, rooms = 40): readonly ManyCard[] {
  const draw = seeded(7)
  const subjects = Array.from({ length: SUBJECTS }, () => Float64Array.from({ length: DIMS }, () => draw() - 0.5))
  return Array.from({ length: count }, (_, i) => {
    const number = i % subjects.length
    const values = (subjects[number] ?? new Float64Array(DIMS)).map((value) => value + 1.2 * (draw() - 0.5))
    const length = Math.hypot(...values)
    return {
      id: `c${String(i).padStart(4, '0')}`,
      room: `room-${i % rooms}`,
      text: `thing${number} stuff${Math.floor(draw() * 400)} other${Math.floor(draw() * 400)} matter${i}`,
      vector: Int16Array.from(values, (value) => Math.round((value / length) * 16384)),
    }
  })
}
