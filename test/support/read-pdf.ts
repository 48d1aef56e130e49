// A PDF as another program reads it: the words of each page, and the titles of its bookmarks.
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

export type ReadPdf = { readonly pages: readonly string[]; readonly bookmarks: readonly string[] }

export async function readPdf(bytes: ArrayBuffer): Promise<ReadPdf> {
  const file = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise
  const pages: string[] = []
  for (let page = 1; page <= file.numPages; page++) {
    const { items } = await (await file.getPage(page)).getTextContent()
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '))
  }
  const bookmarks = ((await file.getOutline()) ?? []).map(({ title }) => title)
  await file.destroy()
  return { pages, bookmarks }
}
