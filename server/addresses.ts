// Where phones in the same building find this server, and how the terminal shows it.
import { networkInterfaces } from 'node:os'
import { renderUnicodeCompact } from 'uqr'

/** Addresses of this machine on its networks, the likeliest for a hotel wifi first; loopback last. */
export function lanAddresses(port: number): string[] {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  const outside = all.filter((one) => one.family === 'IPv4' && !one.internal).map((one) => one.address)
  const rank = (address: string) =>
    address.startsWith('192.168.') ? 0 : address.startsWith('10.') ? 1 : address.startsWith('172.') ? 3 : 2
  return [...outside.sort((a, b) => rank(a) - rank(b)), 'localhost'].map((host) => `http://${host}:${port}`)
}

/** What a terminal shows once the server listens. */
export function welcome(addresses: readonly string[]): string {
  const [first = ''] = addresses
  return [
    '',
    '  Eighty is ready.',
    '',
    `  Start a session, on this laptop   ${addresses.at(-1)}/`,
    `  Console of a running session      ${addresses.at(-1)}/console`,
    ...addresses.slice(0, -1).map((address) => `  Phones, on the same wifi          ${address}/j`),
    '',
    ...renderUnicodeCompact(`${first}/j`, { border: 2 })
      .split('\n')
      .map((line) => `  ${line}`),
    '',
    '  Create a session on the first page; its big screen shows the room code.',
    '  Stop with Ctrl+C: everything acknowledged is on disk.',
    '',
  ].join('\n')
}
