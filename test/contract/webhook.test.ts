// Webhooks against a real receiver: what arrives, and the addresses that are never written to (HOSTILE E4).
import { afterEach, describe, expect, test } from 'vitest'
import { isPublic, openWebhooks } from '../../server/adapters/webhook.ts'
import { catchPosts, type PostCatcher } from '../support/post-catcher.ts'

const closing: PostCatcher[] = []
afterEach(async () => {
  for (const one of closing.splice(0)) await one.close()
})
const receiver = async () => {
  const one = await catchPosts()
  closing.push(one)
  return one
}
const inside = openWebhooks({ allowPrivate: true })
const guarded = openWebhooks({ allowPrivate: false })
const LOOPBACK = { address: '127.0.0.1', family: 4 }

test('JSON is posted once, to the path that was given', async () => {
  const post = await receiver()
  expect(await inside.post(`${post.url}?key=1`, { text: 'Größer' })).toEqual({ is: 'taken' })
  expect(post.posts).toEqual([
    {
      path: '/hook?key=1',
      body: { text: 'Größer' },
      headers: expect.objectContaining({ 'content-type': 'application/json; charset=utf-8' }),
    },
  ])
})

test('nothing inside this network is written to, unless that is allowed', async () => {
  const post = await receiver()
  for (const host of ['127.0.0.1', 'localhost', '0x7f.1', '2130706433', '[::1]', '[::ffff:127.0.0.1]', '0.0.0.0'])
    expect(await guarded.post(`http://${host}:${post.port}/`, {}), host).toEqual({ is: 'private' })
  expect(await guarded.post('http://169.254.169.254/latest/meta-data', {})).toEqual({ is: 'private' })
  expect(post.posts).toEqual([])
})

test('no other kind of address is opened', async () => {
  for (const url of ['file:///etc/passwd', 'ftp://127.0.0.1/', 'gopher://127.0.0.1/', 'data:,x', 'nothing', ''])
    expect(await inside.post(url, {}), url).toEqual({ is: 'no-address' })
})

test('a name is looked up once, and the connection goes to what was checked', async () => {
  const post = await receiver()
  let asked = 0
  const resolve = async () => (asked++ === 0 ? [LOOPBACK] : [{ address: '127.0.0.2', family: 4 }])
  const flips = openWebhooks({ allowPrivate: true, resolve })
  expect(await flips.post(`http://flips.example:${post.port}/`, {})).toEqual({ is: 'taken' })
  expect(asked).toBe(1)
  expect(post.posts[0]?.headers.host).toBe(`flips.example:${post.port}`)
})

test('a name with one public and one private face is refused', async () => {
  const post = await receiver()
  const resolve = async () => [{ address: '93.184.216.34', family: 4 }, LOOPBACK]
  const two = openWebhooks({ allowPrivate: false, resolve })
  expect(await two.post(`http://two.example:${post.port}/`, {})).toEqual({ is: 'private' })
  expect(post.posts).toEqual([])
})

test('a name that nobody knows, or that stands for nothing, is no address', async () => {
  const unknown = openWebhooks({ allowPrivate: true, resolve: () => Promise.reject(new Error('ENOTFOUND')) })
  expect(await unknown.post('http://nobody.example/', {})).toEqual({ is: 'no-address' })
  expect(await openWebhooks({ allowPrivate: true, resolve: async () => [] }).post('http://no.example/', {})).toEqual({
    is: 'no-address',
  })
})

test('nothing is followed anywhere', async () => {
  const [door, secret] = [await receiver(), await receiver()]
  for (const status of [301, 302, 307, 308]) {
    door.says = () => ({ status, location: secret.url })
    expect(await inside.post(door.url, {})).toEqual({ is: 'refused', status })
  }
  expect(secret.posts).toEqual([])
})

test('who answers no, not at all, or is not there', async () => {
  const post = await receiver()
  post.says = () => ({ status: 410 })
  expect(await inside.post(post.url, {})).toEqual({ is: 'refused', status: 410 })
  post.says = () => null
  expect(await openWebhooks({ allowPrivate: true, patience: 100 }).post(post.url, {})).toEqual({ is: 'slow' })
  const hangs = openWebhooks({ allowPrivate: true, patience: 100, resolve: () => new Promise(() => undefined) })
  expect(await hangs.post('http://hangs.example/', {})).toEqual({ is: 'slow' })
  await closing.pop()?.close()
  expect(await inside.post(post.url, {})).toEqual({ is: 'unreachable' })
})

describe('which addresses are public', () => {
  const four = (address: string) => isPublic({ address, family: 4 })
  const six = (address: string) => isPublic({ address, family: 6 })
  test('of the open internet', () => {
    for (const one of ['1.1.1.1', '93.184.216.34', '172.15.255.255', '172.32.0.0', '100.128.0.1', '223.255.255.255'])
      expect(four(one), one).toBe(true)
    for (const one of ['2606:4700::1111', '2a00:1450:4001::200e']) expect(six(one), one).toBe(true)
  })
  test('of a network of one’s own, of this machine, of nobody', () => {
    for (const one of [
      '0.1.2.3',
      '10.0.0.1',
      '100.64.0.1',
      '127.255.0.1',
      '169.254.169.254',
      '172.16.0.1',
      '172.31.255.255',
      '192.0.0.1',
      '192.168.1.1',
      '198.18.0.1',
      '198.51.100.7',
      '203.0.113.9',
      '224.0.0.1',
      '255.255.255.255',
    ])
      expect(four(one), one).toBe(false)
    for (const one of [
      '::',
      '::1',
      '::ffff:127.0.0.1',
      '::ffff:8.8.8.8',
      '64:ff9b::7f00:1',
      'fc00::1',
      'fd12::1',
      'fe80::1',
      'ff02::1',
      '2001:db8::1',
      '2001:0:1::1',
      '2002:7f00:1::1',
    ])
      expect(six(one), one).toBe(false)
  })
})
