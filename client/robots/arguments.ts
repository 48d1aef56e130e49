// Command-line arguments of the robots' programs: `--name value` and `--flag`, nothing clever.

export type Arguments = {
  text(name: string): string | null
  number(name: string, otherwise: number): number
  flag(name: string): boolean
}

/** Throws with a sentence for the person who typed them. */
export function readArguments(argv: readonly string[], known: readonly string[]): Arguments {
  const values = new Map<string, string>()
  for (let at = 0; at < argv.length; at++) {
    const name = argv[at]?.replace(/^--/, '') ?? ''
    if (!argv[at]?.startsWith('--') || !known.includes(name))
      throw new Error(`"${argv[at]}" is not one of: ${known.map((one) => `--${one}`).join(' ')}`)
    const next = argv[at + 1]
    if (next === undefined || next.startsWith('--')) values.set(name, '')
    else {
      values.set(name, next)
      at++
    }
  }
  return {
    text: (name) => values.get(name) ?? null,
    flag: (name) => values.has(name),
    number: (name, otherwise) => {
      const typed = values.get(name)
      if (typed === undefined) return otherwise
      const number = Number(typed)
      if (typed === '' || !Number.isFinite(number) || number < 0) throw new Error(`--${name} wants a number`)
      return number
    },
  }
}
