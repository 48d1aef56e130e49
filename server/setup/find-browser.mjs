// Finds a Chromium, Chrome or Edge that tests can drive; installing one is install-browser.mjs.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { SetupProblem } from './say.mjs'

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'chrome',
]

const MAC_APPS = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
]

const WINDOWS_APPS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
]

/** Where browsers usually live on this platform, best first. */
function usualPlaces(env) {
  if (process.platform === 'win32') {
    const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(Boolean)
    return roots.flatMap((root) => WINDOWS_APPS.map((app) => join(root, app)))
  }
  const apps =
    process.platform === 'darwin'
      ? ['/Applications', join(env.HOME ?? '/', 'Applications')].flatMap((root) =>
          MAC_APPS.map((app) => join(root, app)),
        )
      : []
  const folders = [
    ...(env.PATH ?? '').split(delimiter).filter(Boolean),
    '/usr/bin',
    '/usr/local/bin',
    '/opt/google/chrome',
    '/snap/bin',
  ]
  return [...apps, ...folders.flatMap((folder) => NAMES.map((name) => join(folder, name)))]
}

/** A file being there is not enough: some distributions put a stub that only says how to install the browser. */
function starts(path) {
  if (!existsSync(path)) return false
  // chrome.exe opens a window instead of printing its version.
  if (process.platform === 'win32') return true
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0
}

/** Where Playwright would keep its own download. */
async function playwrightsOwn() {
  try {
    const { chromium } = await import('playwright-core')
    return [chromium.executablePath()]
  } catch {
    return []
  }
}

export async function findBrowser(env = process.env) {
  if (env.CHROME_PATH) {
    if (starts(env.CHROME_PATH)) return env.CHROME_PATH
    throw new SetupProblem(`CHROME_PATH is ${env.CHROME_PATH}, but no browser starts there. Correct it or unset it.`)
  }
  const places = [...new Set([...usualPlaces(env), ...(await playwrightsOwn())])]
  return places.find(starts) ?? null
}
