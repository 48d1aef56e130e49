// Makes plain JavaScript of some of our modules, for threads and processes that a test starts: Node 20 reads no .ts.
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export type Bundle = { url(name: string): URL; path(name: string): string; remove(): void }

/** `entries`: name of each script → its module, from the project's root. Built from the sources, so never stale. */
export async function bundle(entries: Readonly<Record<string, string>>): Promise<Bundle> {
  const folder = fs.mkdtempSync(join(tmpdir(), 'eighty-bundle-'))
  fs.chmodSync(folder, 0o755)
  fs.symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction')
  fs.writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: {
        input: { ...entries },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-chunk.js' },
      },
    },
  })
  const path = (name: string) => join(folder, `${name}.js`)
  return {
    path,
    url: (name) => pathToFileURL(path(name)),
    remove: () => fs.rmSync(folder, { recursive: true, force: true }),
  }
}
