// Counts the whole run into one line, `N passed, N failed[, N skipped]`, for people and machines that read only the last one.
import { writeFileSync } from 'node:fs'
import type { Reporter, SerializedError, TestModule } from 'vitest/node'

/** A file that could not be loaded and an error outside of every test count as one failure each. */
export function closingLine(modules: readonly TestModule[], stray: readonly SerializedError[]): string {
  const count = { passed: 0, failed: stray.length, skipped: 0 }
  for (const module of modules) {
    const tests = [...module.children.allTests()]
    for (const test of tests) {
      const { state } = test.result()
      // A test that never came to an end did not pass.
      count[state === 'pending' ? 'failed' : state] += 1
    }
    const brokenOutside = module.state() === 'failed' && !tests.some((test) => test.result().state === 'failed')
    if (brokenOutside) count.failed += 1
  }
  const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : ''
  return `${count.passed} passed, ${count.failed} failed${skipped}`
}

export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], stray: readonly SerializedError[]): void {
    const line = closingLine(modules, stray)
    const note = process.env.EIGHTY_CLOSING_LINE
    // `npm test` asks for a note and prints it itself, after vitest has ended and can say nothing more.
    if (note) writeFileSync(note, line)
    else process.stdout.write(`\n${line}\n`)
  }
}
