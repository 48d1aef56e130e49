// When a device may have been asleep or away: the moments to look whether the connection still lives.

/** Calls `wake` when the page is shown again or the network is back; returns its own stop. Does nothing without a page. */
export function onWake(wake: () => void): () => void {
  if (typeof document === 'undefined') return () => undefined
  const shown = () => {
    if (document.visibilityState === 'visible') wake()
  }
  document.addEventListener('visibilitychange', shown)
  addEventListener('pageshow', wake)
  addEventListener('online', wake)
  return () => {
    document.removeEventListener('visibilitychange', shown)
    removeEventListener('pageshow', wake)
    removeEventListener('online', wake)
  }
}

/** Calls `hide` when the page is about to be hidden or frozen; returns its own stop. */
export function onHide(hide: () => void): () => void {
  if (typeof document === 'undefined') return () => undefined
  const hidden = () => {
    if (document.visibilityState === 'hidden') hide()
  }
  document.addEventListener('visibilitychange', hidden)
  addEventListener('pagehide', hide)
  return () => {
    document.removeEventListener('visibilitychange', hidden)
    removeEventListener('pagehide', hide)
  }
}

/** Whether the page is hidden right now; never, without a page. */
export function isHidden(): boolean {
  return typeof document !== 'undefined' && document.visibilityState === 'hidden'
}
