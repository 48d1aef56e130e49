// Refuses a Node that is too old with one sentence instead of a syntax error; must itself parse on old Nodes.
import { SetupProblem } from './say.mjs'

const OLDEST = [20, 19]

/** @param {string} version such as `20.19.0` */
export function checkNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number)
  const tooOld = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])
  if (tooOld) {
    throw new SetupProblem(
      `Eighty needs Node ${OLDEST.join('.')} or newer, and this is Node ${version}. ` +
        'Install a current one from https://nodejs.org and try again.',
    )
  }
}
