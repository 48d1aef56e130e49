// Ends this process, gracefully, when the npm that started it was told to end: npm's shell swallows the signal on the way.

const LOOK_EVERY_MS = 500

/** Does nothing unless npm started us: a process that somebody put in the background may outlive its parent. */
export function followNpm() {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, LOOK_EVERY_MS)
  watch.unref()
}
