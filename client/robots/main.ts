// The robots' program: joins simulated participants to a session and keeps them there until it ends or is told to stop.
import { readArguments } from './arguments.ts'
import { openCrew } from './crew.ts'

const read = readArguments(process.argv.slice(2), ['url', 'code', 'people', 'seed', 'hurry', 'haste'])
/** Robots whose server is gone for so long have nobody to practise with (ms). */
const GONE = 15 * 60_000
const LOOK_EVERY = 30_000
const crew = await openCrew({
  url: read.text('url') ?? 'http://127.0.0.1:8080',
  code: read.text('code') ?? '',
  people: read.number('people', 12),
  seed: read.number('seed', 1),
  hurry: Math.max(0.1, read.number('hurry', 1)),
  haste: Math.max(0.1, read.number('haste', 1)),
  onSample: (sample) => process.send?.({ is: 'sample', sample }),
  onStep: (step, at) => process.send?.({ is: 'step', step, at }),
})
process.send?.({ is: 'joined', people: crew.people })
process.on('message', (message) => {
  if (message === 'count') process.send?.({ is: 'count', count: crew.count() })
})
const end = () => {
  crew.close()
  process.exit(0)
}
process.on('SIGTERM', end)
process.on('SIGINT', end)
process.on('disconnect', end)

// Phones come back by themselves when the server does.
let heard = Date.now()
setInterval(() => {
  if (crew.isLive()) heard = Date.now()
  else if (Date.now() - heard > GONE) end()
}, LOOK_EVERY)
