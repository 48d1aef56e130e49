// The address by which other devices reach this server: the page's own, unless that is this machine's name for itself.

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]'])

export type Place = Pick<Location, 'origin' | 'hostname'>

/** `origin` is what the server says of itself; null when it does not know. */
export function baseAddress(place: Place, origin: string | null): string {
  return LOCAL.has(place.hostname) && origin !== null ? origin.replace(/\/$/, '') : place.origin
}

/** A link of the board, for other devices than this one too. */
export function boardLink(place: Place, origin: string | null, session: string, key: string): string {
  return `${baseAddress(place, origin)}/board#s=${session}&k=${key}`
}
