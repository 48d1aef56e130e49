// Says in calm words what the setup is doing; on stderr, so that stdout stays the program's own (rehearse --json).

/** @param {string} sentence */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`)
}

/** A problem that a person can solve: its message is shown as it is, without a stack. */
export class SetupProblem extends Error {}

/** Runs the whole of a command; a SetupProblem ends the process with its sentence and status 1. */
export async function orExplain(task) {
  try {
    await task()
  } catch (problem) {
    if (!(problem instanceof SetupProblem)) throw problem
    say(`\n${problem.message}`)
    process.exit(1)
  }
}
