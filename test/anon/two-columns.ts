// Tells a protocol while it is being tested: left what a phone does, right what the server does and learns. Each scene is a test.
import { test } from 'vitest'

/** Does what the sentence says, and writes the sentence into its column. */
export type Column = <T>(says: string, act: () => T) => T
export type Play = (columns: { readonly phone: Column; readonly server: Column }) => Promise<void>

const WIDTH = 58

export function storyTeller() {
  const told: string[] = []
  let scenes = 0
  return {
    scene(title: string, play: Play): void {
      scenes++
      test(title, async () => {
        const lines: string[] = []
        const column =
          (write: (line: string) => string): Column =>
          (says, act) => {
            lines.push(...wrapped(says).map(write), '')
            return act()
          }
        await play({
          phone: column((line) => line),
          server: column((line) => ' '.repeat(WIDTH + 4) + line),
        })
        told.push([title, '-'.repeat(title.length), '', ...lines].join('\n'))
      })
    },
    /** Everything that was told so far; null while scenes are missing. */
    whole: () => (told.length === scenes ? `${' A PHONE'.padEnd(WIDTH + 4)} THE SERVER\n\n${told.join('\n')}` : null),
    told: () => told,
  }
}

function wrapped(text: string): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= WIDTH) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
