// Vectors from an endpoint that the operator runs or rents (OpenAI's form, as Ollama and others speak it).
import * as z from 'zod/mini'
import { asStored } from './orders.ts'

export type Endpoint = {
  /** Full address, such as http://127.0.0.1:11434/v1/embeddings. */
  readonly url: string
  readonly model: string
  /** Sent as a bearer token, if there is one. */
  readonly key: string | null
  /** For each request. */
  readonly timeoutMs: number
}

const BATCH = 32
/** A vector of more numbers would be a mistake of the endpoint's. */
const DIMS_MOST = 8192

const Reply = z.object({
  data: z.array(z.object({ index: z.optional(z.int()), embedding: z.array(z.number()).check(z.maxLength(DIMS_MOST)) })),
})

/** One vector per text, all of one length; rejects when the endpoint fails, is slow, or answers something else. */
export async function askEndpoint(endpoint: Endpoint, texts: readonly string[]): Promise<Int16Array[]> {
  const vectors: Int16Array[] = []
  for (let from = 0; from < texts.length; from += BATCH) {
    vectors.push(...(await askOnce(endpoint, texts.slice(from, from + BATCH))))
  }
  const dims = vectors[0]?.length ?? 0
  if (vectors.some((vector) => vector.length !== dims)) throw new Error('its vectors differ in length')
  return vectors
}

async function askOnce({ url, model, key, timeoutMs }: Endpoint, texts: readonly string[]): Promise<Int16Array[]> {
  const response = await fetch(url, {
    method: 'POST',
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
    headers: { 'content-type': 'application/json', ...(key === null ? {} : { authorization: `Bearer ${key}` }) },
    // a text of nothing is refused by some of them
    body: JSON.stringify({ model, input: texts.map((text) => (text === '' ? '.' : text)) }),
  })
  if (!response.ok) throw new Error(`it answered ${response.status}`)
  const read = Reply.safeParse(await response.json())
  if (!read.success) throw new Error('it answered something else')
  const { data } = read.data
  if (data.length !== texts.length) throw new Error('it answered for another number of texts')
  const ordered = data.map((one, i) => ({ at: one.index ?? i, values: one.embedding })).sort((a, b) => a.at - b.at)
  if (ordered.some(({ at, values }, i) => at !== i || values.length === 0)) throw new Error('it left a text out')
  return ordered.map(({ values }) => asStored(values))
}
