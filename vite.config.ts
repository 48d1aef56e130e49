// How the browser code is built, served while developing, and how every test is run.
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** One entry a surface, so that a phone never loads the console. */
const PAGES = ['home', 'phone', 'console', 'screen', 'board', 'anonymity'] as const

/** The server's addresses for the pages, for `npm run dev`; the built pages get theirs from the server itself. */
const pageAddresses: Plugin = {
  name: 'page-addresses',
  configureServer(server) {
    server.middlewares.use((request, _response, next) => {
      const path = (request.url ?? '/').split(/[?#]/)[0] ?? '/'
      if (path === '/') request.url = '/home/index.html'
      if (path === '/j' || path.startsWith('/j/')) request.url = '/phone/index.html'
      const page = PAGES.find((name) => path === `/${name}`)
      if (page) request.url = `/${page}/index.html`
      next()
    })
  },
}

const backend = 'http://127.0.0.1:8080'
const cores = availableParallelism()
const story = ['test/story/**/*.test.ts', 'test/hostile/**/*.test.ts']
const screens = ['test/screens/**/*.test.ts']
/** Taking the pictures rewrites docs/screens, so it happens only when asked for by name. */
const takesScreens = process.argv.some((word) => /^(--project=)?screens$/.test(word))

/** One server and one Chromium at a time: two cores are just enough for them and the robots. */
const oneAtATime = { maxWorkers: 1, testTimeout: 180_000, hookTimeout: 90_000 }

export default defineConfig({
  root: process.env.VITEST ? at('.') : at('client'),
  plugins: [react(), pageAddresses],
  build: {
    outDir: at('dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    manifest: true,
    // The content security policy forbids inline scripts and data: addresses for them.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: { input: Object.fromEntries(PAGES.map((page) => [page, at(`client/${page}/index.html`)])) },
  },
  server: {
    proxy: {
      '/socket.io': { target: backend, ws: true },
      '/yjs': { target: backend, ws: true },
      '/a/': backend,
      '/api': backend,
      '/ics': backend,
    },
  },
  test: {
    reporters: ['default', at('test/support/closing-line-reporter.ts')],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...story, ...screens],
          setupFiles: [at('test/support/setup.ts')],
          // Forks, since the SQLite drivers are native.
          pool: 'forks',
          maxWorkers: Math.min(4, cores),
          testTimeout: 15_000,
          hookTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'story',
          include: story,
          setupFiles: [at('test/support/setup.ts')],
          ...oneAtATime,
          sequence: { groupOrder: 1 },
        },
      },
      ...(takesScreens
        ? [
            {
              extends: true as const,
              test: {
                name: 'screens',
                include: screens,
                ...oneAtATime,
                testTimeout: 600_000,
                sequence: { groupOrder: 2 },
              },
            },
          ]
        : []),
    ],
  },
})
