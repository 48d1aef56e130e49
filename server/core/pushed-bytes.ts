// How many bytes something takes on its way to everybody.
import { utf8Bytes } from '../../shared/text.ts'

/** A view travels as a text inside a message: every quotation mark that was typed takes four bytes. */
export const pushedBytes = (part: unknown): number => utf8Bytes(JSON.stringify(JSON.stringify(part)))
