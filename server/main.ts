// Starts the server: config, store, app, a listening port, and a graceful end.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { childRobots } from './adapters/child-robots.ts'
import { realClock } from './adapters/clock.ts'
import type { Endpoint } from './adapters/embedder/endpoint.ts'
import { openEmbedder } from './adapters/embedder/open-embedder.ts'
import { storedConcepts } from './adapters/embedder/stored-concepts.ts'
import { realIds } from './adapters/ids.ts'
import { openMint } from './adapters/mint/mint.ts'
import { openPress } from './adapters/press/press.ts'
import { replySecret } from './adapters/reply-secret.ts'
import { openMail } from './adapters/smtp.ts'
import { openSqliteStore } from './adapters/sqlite/sqlite-store.ts'
import { StoreProblem } from './adapters/sqlite/store-problem.ts'
import { openWebhooks } from './adapters/webhook.ts'
import { lanAddresses, welcome } from './addresses.ts'
import { createApp } from './app.ts'
import { type Config, ConfigProblem, readConfig, withEnvFile } from './config.ts'
import { createReport } from './report.ts'

const report = createReport((line) => process.stderr.write(`${line}\n`))

async function main(): Promise<void> {
  const config = readConfig(withEnvFile(process.env))
  const { SMTP_URL, MAIL_FROM } = config
  const store = await openSqliteStore({ file: join(config.DATA_DIR, 'eighty.db') })
  let port = config.PORT
  const robots = childRobots({ address: () => `http://127.0.0.1:${port}`, report })
  const app = await createApp({
    store,
    clock: realClock,
    ids: realIds,
    mint: openMint(),
    press: openPress(),
    embedder: await openEmbedder(endpointOf(config), report),
    concepts: storedConcepts,
    report,
    mail: SMTP_URL === undefined || MAIL_FROM === undefined ? null : openMail({ url: SMTP_URL, from: MAIL_FROM }),
    webhooks: openWebhooks({ allowPrivate: config.ALLOW_PRIVATE_WEBHOOKS }),
    replySecret: replySecret(config.DATA_DIR),
    robots,
    web: fileURLToPath(new URL('../web', import.meta.url)),
    spreadMs: config.ROUND_SPREAD_MS,
    graceMs: config.ROUND_GRACE_MS,
    trustProxy: config.TRUST_PROXY,
    origin: () => config.PUBLIC_URL ?? lanAddresses(port)[0] ?? null,
    origins: [
      ...(config.PUBLIC_URL === undefined ? [] : [new URL(config.PUBLIC_URL).origin]),
      ...config.ALLOWED_ORIGINS,
    ],
  })
  app.server.on('error', (problem: NodeJS.ErrnoException) => {
    report(problem.code === 'EADDRINUSE' ? 'port-taken' : 'listen-failed', { port })
    process.exit(1)
  })
  app.server.listen(config.PORT, config.HOST, 4096, () => {
    const address = app.server.address()
    if (typeof address === 'object' && address !== null) port = address.port
    const addresses =
      config.PUBLIC_URL === undefined
        ? lanAddresses(port)
        : [config.PUBLIC_URL.replace(/\/$/, ''), `http://localhost:${port}`]
    process.stdout.write(welcome(addresses))
    // Whoever started this as a child (rehearsal, tests) hears where it is, and may ask how large it has grown.
    process.send?.({ is: 'listening', port })
  })
  process.on('message', (message) => {
    if (message === 'rss') process.send?.({ is: 'rss', bytes: process.memoryUsage.rss() })
  })

  let ending = false
  const end = () => {
    if (ending) return
    ending = true
    report('draining')
    robots.close()
    setTimeout(() => process.exit(1), 9000).unref()
    app.close().then(
      () => {
        report('stopped')
        process.exit(0)
      },
      () => process.exit(1),
    )
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  process.on('disconnect', end)
}

/** Long enough for a laptop's own service to load its model. */
const EMBEDDINGS_MS = 10_000

function endpointOf({ EMBEDDINGS_URL: url, EMBEDDINGS_MODEL: model, EMBEDDINGS_KEY: key }: Config): Endpoint | null {
  return url === undefined ? null : { url, model, key: key ?? null, timeoutMs: EMBEDDINGS_MS }
}

main().catch((problem: unknown) => {
  if (problem instanceof ConfigProblem) report('config-refused', { why: problem.message })
  else if (problem instanceof StoreProblem) report('store-refused', { why: problem.say })
  else process.stderr.write(`${problem instanceof Error ? problem.stack : String(problem)}\n`)
  process.exit(1)
})
