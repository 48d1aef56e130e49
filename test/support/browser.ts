// A real Chromium for tests, with a host name that is not this machine's in the browser's eyes.
import { type Browser, chromium } from 'playwright-core'
import { findBrowser } from '../../server/setup/find-browser.mjs'

/** Resolves to this machine, yet is no `localhost`: pages on it have `isSecureContext === false`, as in a hotel's wifi. */
export const OFFSITE_HOST = 'offsite.test'

/** Path of the browser that tests drive. Rejects if there is none: `npm test` installs one. */
export async function browserPath(): Promise<string> {
  const path = await findBrowser()
  if (!path) throw new Error('No Chromium, Chrome or Edge found; `npm test` installs one, or set CHROME_PATH.')
  return path
}

/** A headless browser that asks nobody outside for anything; the caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  const asRoot = process.getuid?.() === 0
  return chromium.launch({
    executablePath: await browserPath(),
    args: [
      ...(asRoot ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--disable-dev-shm-usage',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--host-resolver-rules=MAP ${OFFSITE_HOST} 127.0.0.1`,
    ],
  })
}
