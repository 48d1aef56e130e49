// A number and what it counts: "1 card", "2 cards".

export function counted(count: number, what: string): string {
  return `${count} ${count === 1 ? what : `${what}s`}`
}
