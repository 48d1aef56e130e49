// The types of find-browser.mjs, for the tests, which are written in TypeScript.

/** Path of a Chromium-like browser that starts, or null. Throws if CHROME_PATH names none. */
export function findBrowser(env?: NodeJS.ProcessEnv): Promise<string | null>
