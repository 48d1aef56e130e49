// Text on its way into a file: nothing in it may end a line, turn the direction of writing, or be no character at all.

const DANGEROUS =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is removed
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** Several lines, divided by \n alone. */
export function inertText(text: string): string {
  return text
    .replace(LONE_SURROGATE, '\ufffd')
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(DANGEROUS, '')
    .replace(/\t/g, ' ')
}

/** One line, however many there were. */
export function inertLine(text: string): string {
  return inertText(text).replace(/\s+/g, ' ').trim()
}
