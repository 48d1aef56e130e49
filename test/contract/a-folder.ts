// A folder of its own for each test that writes files, gone when the test is.
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

export function aFolder(): string {
  const folder = fs.mkdtempSync(join(tmpdir(), 'eighty-store-'))
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }))
  return folder
}
