// Minutes as Markdown, the canonical written form. What people wrote is escaped: it can be no markup, link, mention or HTML.
import { inertLine, inertText } from './inert.ts'
import type { Block } from './minutes.ts'

export function markdown(blocks: readonly Block[]): string {
  let out = ''
  let before: Block['is'] | null = null
  for (const block of blocks) {
    // Items that follow each other are one list.
    if (before !== null) out += before === 'item' && block.is === 'item' ? '\n' : '\n\n'
    out += set(block)
    before = block.is
  }
  return `${out}\n`
}

function set(block: Block): string {
  if (block.is === 'heading') return `${'#'.repeat(block.level)} ${escaped(block.text).replace(/^(\d+)\\?\. /, '$1. ')}`
  if (block.is === 'item') {
    const label = block.label === null ? '' : `**${escaped(block.label)}:** `
    return `${'  '.repeat(block.level)}- ${label}${escaped(block.text)}`
  }
  const lines = inertText(block.text)
    .split('\n')
    .map((line) => line.trim())
  if (block.is === 'say') return lines.map((line) => `> ${escaped(line)}`.trimEnd()).join('\n')
  return paragraphs(lines)
}

/** Lines stay lines; those that begin with a dash become a list. */
function paragraphs(lines: readonly string[]): string {
  let out = ''
  let before: 'text' | 'item' | 'none' = 'none'
  for (const line of lines) {
    if (line === '') {
      before = 'none'
      continue
    }
    const listed = /^[-•*]\s+(.*)$/.exec(line)
    const now = listed === null ? 'text' : 'item'
    if (out !== '') out += before !== now ? '\n\n' : now === 'text' ? '\\\n' : '\n'
    out += listed === null ? escaped(line) : `- ${escaped(listed[1] ?? '')}`
    before = now
  }
  return out
}

/** CommonMark lets every ASCII punctuation mark be escaped; GFM's bare links and mentions are broken the same way. */
function escaped(text: string): string {
  return inertLine(text)
    .replace(/[\\`*_[\]<>|~&@$^]/g, '\\$&')
    .replace(/(^|\s)#/g, '$1\\#')
    .replace(/:(?=\/\/)|(?<=www)\.|(?<=javascript|data|mailto|xmpp):/gi, '\\$&')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
    .replace(/^([-+=!])/, '\\$1')
}
