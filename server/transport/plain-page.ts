// A page of a few lines that the server writes itself: no script, no other file, readable on a phone, light and dark.
import { createHash } from 'node:crypto'
import type { Response } from 'express'
import { escapeHtml } from '../core/reminder-words.ts'

/** `heading` is text; `body` is HTML. */
export type Page = { readonly status: number; readonly heading: string; readonly body: string }

export function sendPage(response: Response, page: Page): void {
  response.status(page.status).set('Content-Security-Policy', POLICY).type('html').send(whole(page))
}

const STYLE = `
:root { color-scheme: light dark; --ground: #f6f7f7; --ink: #15201f; --soft: #4b5a58; --act: #0b5d4b; --on: #fff }
@media (prefers-color-scheme: dark) { :root { --ground: #101716; --ink: #e9efee; --soft: #a5b4b1; --act: #7fd6bd; --on: #08221b } }
body { margin: 0; padding: 2rem 1.25rem; background: var(--ground); color: var(--ink); font: 1.0625rem/1.5 system-ui, sans-serif }
main { max-width: 34rem; margin: 0 auto }
h1 { font-size: 1.5rem; line-height: 1.25 }
blockquote { margin: 1rem 0; padding-left: 1rem; border-left: 3px solid var(--act); font: 1.25rem/1.4 Charter, Cambria, serif; overflow-wrap: anywhere }
p, label { color: var(--soft) }
a { color: var(--act) }
input { box-sizing: border-box; display: block; width: 100%; min-height: 2.75rem; margin: .5rem 0 1rem; padding: .5rem; font: inherit; color: var(--ink); background: transparent; border: 1px solid var(--soft); border-radius: .375rem }
button { min-height: 2.75rem; padding: .5rem 1.25rem; font: inherit; font-weight: 600; color: var(--on); background: var(--act); border: 0; border-radius: .375rem; cursor: pointer }
:focus-visible { outline: 3px solid var(--act); outline-offset: 2px }
`
const HASH = createHash('sha256').update(STYLE).digest('base64')
const POLICY = `default-src 'none'; style-src 'sha256-${HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`

function whole({ heading, body }: Page): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${escapeHtml(heading)}</title><style>${STYLE}</style></head><body><main><h1>${escapeHtml(heading)}</h1>${body}</main></body></html>`
}
