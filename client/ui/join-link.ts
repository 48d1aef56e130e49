// Where phones join: this page's own address, or the server's on the network when this page was opened as localhost.

export type JoinLink = {
  readonly link: string /** Without scheme and code: what is read from ten metres. */
  readonly address: string
}

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]'])

/** `origin` is what the server says of itself; null when it does not know. */
export function joinLink(place: Pick<Location, 'origin' | 'hostname'>, origin: string | null, code: string): JoinLink {
  const base = LOCAL.has(place.hostname) && origin !== null ? origin.replace(/\/$/, '') : place.origin
  return { link: `${base}/j/${code}`, address: `${base.replace(/^https?:\/\//, '')}/j` }
}
