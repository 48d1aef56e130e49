// `npm start`: installs and builds what is missing, then is the server itself (same process, so signals and exit codes are its own).
import { ensureBuilt } from './setup/build.mjs'
import { followNpm } from './setup/follow-npm.mjs'
import { checkNode } from './setup/node-version.mjs'
import { orExplain } from './setup/say.mjs'

await orExplain(async () => {
  checkNode()
  followNpm()
  await ensureBuilt()
  await import('../dist/server/main.js')
})
