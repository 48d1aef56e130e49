// The answer to every path that leads nowhere: a page for whoever reads pages, plain words for programs.
import type { Request, Response } from 'express'
import { type Page, sendPage } from './plain-page.ts'

const PAGE: Page = {
  status: 404,
  heading: 'There is no such page',
  body: '<p>The address may have been cut off or mistyped. Whoever has a room code can join from <a href="/">the first page</a>.</p>',
}

export function noSuchPage(request: Request, response: Response): void {
  const isLook = request.method === 'GET' || request.method === 'HEAD'
  // Whoever takes anything gets the plain one; browsers name HTML.
  if (isLook && request.accepts(['text/plain', 'text/html']) === 'text/html') sendPage(response, PAGE)
  else response.status(PAGE.status).type('text/plain').send(`${PAGE.heading}.`)
}
