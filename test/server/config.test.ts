// The configuration: defaults, every mistake at once, and the committed example.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ConfigProblem, envExample, readConfig, withEnvFile } from '../../server/config.ts'

function mistakesOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig(env)
  } catch (problem) {
    if (problem instanceof ConfigProblem) return problem.mistakes
    throw problem
  }
  return []
}

test('an empty environment is a laptop in a hotel', () => {
  expect(readConfig({})).toEqual({
    PORT: 8080,
    HOST: '0.0.0.0',
    DATA_DIR: resolve('data'),
    ALLOWED_ORIGINS: [],
    TRUST_PROXY: false,
    ROUND_SPREAD_MS: 4000,
    EMBEDDINGS_MODEL: 'nomic-embed-text',
    ROUND_GRACE_MS: 2500,
    ALLOW_PRIVATE_WEBHOOKS: false,
  })
})

test('what is set is read, and an empty variable counts as unset', () => {
  const config = readConfig({
    PORT: '0',
    HOST: '::',
    PUBLIC_URL: 'https://Offsite.example.org/',
    ALLOWED_ORIGINS: 'http://a.test:3000, https://b.test',
    TRUST_PROXY: 'on',
    ROUND_SPREAD_MS: '',
  })
  expect(config).toMatchObject({
    PORT: 0,
    HOST: '::',
    PUBLIC_URL: 'https://offsite.example.org',
    ALLOWED_ORIGINS: ['http://a.test:3000', 'https://b.test'],
    TRUST_PROXY: true,
    ROUND_SPREAD_MS: 4000,
  })
})

test('every mistake is named in one message, and no value is repeated', () => {
  const mistakes = mistakesOf({
    PORT: '70000',
    TRUST_PROXY: 'perhaps',
    PUBLIC_URL: 'https://x.test/path?key=s3cret',
    ALLOWED_ORIGINS: 'ftp://x.test',
    ROUND_GRACE_MS: '-5',
    DEBUG: 'engine:ws',
  })
  expect(mistakes.map((mistake) => mistake.split(' ')[0])).toEqual([
    'PORT',
    'PUBLIC_URL',
    'ALLOWED_ORIGINS',
    'TRUST_PROXY',
    'ROUND_GRACE_MS',
    'DEBUG',
  ])
  expect(mistakes.join()).not.toMatch(/s3cret|perhaps|70000|ftp/)
})

test('a mail server needs somebody whom mails come from, and neither is repeated', () => {
  const SMTP_URL = 'smtps://eighty:s3cret@mail.example.org'
  expect(mistakesOf({ SMTP_URL })).toEqual(['MAIL_FROM must be set with SMTP_URL: mails come from somebody.'])
  for (const MAIL_FROM of ['eighty@example.org', 'Eighty <eighty@example.org>'])
    expect(readConfig({ SMTP_URL, MAIL_FROM })).toMatchObject({ SMTP_URL, MAIL_FROM })
  const wrong = { SMTP_URL: 'mail.s3cret.org', MAIL_FROM: 'Eighty s3cret', ALLOW_PRIVATE_WEBHOOKS: 's3cret' }
  expect(mistakesOf(wrong).map((mistake) => mistake.split(' ')[0])).toEqual([
    'SMTP_URL',
    'MAIL_FROM',
    'ALLOW_PRIVATE_WEBHOOKS',
  ])
  expect(mistakesOf(wrong).join()).not.toContain('s3cret')
})

describe('R10: loggers that tell who sent what keep the server from starting', () => {
  for (const DEBUG of [
    '*',
    'express:*',
    'foo,engine',
    'socket.io*',
    'socket.io-parser',
    'ws',
    'e*',
    'router',
    'ENGINE:ws',
  ]) {
    test(`DEBUG=${DEBUG}`, () => expect(mistakesOf({ DEBUG })).toHaveLength(1))
  }
  for (const DEBUG of ['vite:*', 'mine', '-express:*', 'news', '']) {
    test(`DEBUG=${DEBUG} is harmless`, () => expect(mistakesOf({ DEBUG })).toEqual([]))
  }
  test('NODE_DEBUG=http', () => expect(mistakesOf({ NODE_DEBUG: 'timer,http' })).toHaveLength(1))
})

test('a .env file lies under the environment, and its absence is no mistake', () => {
  const folder = mkdtempSync(join(tmpdir(), 'eighty-config-'))
  const file = join(folder, '.env')
  try {
    expect(withEnvFile({ PORT: '1' }, file)).toEqual({ PORT: '1' })
    writeFileSync(file, '# a comment\nPORT=2\nHOST="127.0.0.1"\n')
    expect(withEnvFile({ PORT: '1' }, file)).toEqual({ PORT: '1', HOST: '127.0.0.1' })
    expect(() => withEnvFile({}, folder)).toThrow(ConfigProblem)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('.env.example is what the table says', () => {
  const committed = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8')
  expect(committed).toBe(envExample())
})

test('.env.example, with its comment marks taken off, is the default configuration', () => {
  const folder = mkdtempSync(join(tmpdir(), 'eighty-config-'))
  try {
    writeFileSync(join(folder, '.env'), envExample().replaceAll(/^# (?=[A-Z_]+=)/gm, ''))
    expect(readConfig(withEnvFile({}, join(folder, '.env')))).toEqual(readConfig({}))
  } finally {
    rmSync(folder, { recursive: true })
  }
})
