// Makes sure that tests have a browser: the system's, else Debian's package, else Playwright's download, else a clear no.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, runProgram } from './child.mjs'
import { findBrowser } from './find-browser.mjs'
import { SetupProblem, say } from './say.mjs'

const isRootOnDebian = () => process.getuid?.() === 0 && existsSync('/etc/debian_version')

async function fromDebian() {
  say("No browser found; installing Debian's chromium…")
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const update = await runProgram('apt-get', ['update'], { env })
  const install = await runProgram('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env })
  return `${update.output}${install.output}`
}

async function fromPlaywright() {
  say("No browser found; downloading Playwright's Chromium…")
  const cli = join(ROOT, 'node_modules/playwright-core/cli.js')
  return (await runProgram(process.execPath, [cli, 'install', 'chromium'])).output
}

/** Resolves to the path of a browser that starts. */
export async function ensureBrowser() {
  let said = ''
  for (const install of [null, ...(isRootOnDebian() ? [fromDebian] : []), fromPlaywright]) {
    if (install) said += await install()
    const found = await findBrowser()
    if (found) return found
  }
  throw new SetupProblem(
    `${said}\nThe tests drive a real browser, and none could be found or installed. ` +
      'Install Chromium, Chrome or Edge, or set CHROME_PATH to one, and run the same command again.',
  )
}
