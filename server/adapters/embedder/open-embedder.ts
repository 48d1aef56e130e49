// The Embedder that a server uses: the operator's endpoint as long as it answers, else the built-in model.
import type { Embedder, Report } from '../../ports.ts'
import { builtInEmbedder } from './built-in.ts'
import { askEndpoint, type Endpoint } from './endpoint.ts'

/**
 * Without an endpoint the built-in model. With one its vectors, until it fails once or is too slow: then the built-in model for
 * as long as the server runs, said in one line of the log; the call during which that happens is answered by the built-in too.
 */
export async function openEmbedder(
  endpoint: Endpoint | null,
  report: Report,
  builtIn: Embedder = builtInEmbedder(),
): Promise<Embedder> {
  if (endpoint === null) return builtIn
  const fallBack = (problem: unknown) => {
    report('embeddings-fell-back', { why: reasonOf(problem) })
    return null
  }
  const dims = await askEndpoint(endpoint, ['hello'])
    .then(([vector]) => vector?.length ?? 0)
    .catch(fallBack)
  let failed = dims === null
  const id = `endpoint:${endpoint.model}/${dims ?? 0}/int16`
  return {
    get id() {
      return failed ? builtIn.id : id
    },
    get dims() {
      return failed ? builtIn.dims : (dims ?? 0)
    },
    embed: async (texts) => {
      if (!failed) {
        const vectors = await askEndpoint(endpoint, texts)
          .then((made) => {
            if (made.some((vector) => vector.length !== dims)) throw new Error('its vectors changed in length')
            return made
          })
          .catch((problem: unknown) => (failed ? null : fallBack(problem)))
        if (vectors !== null) return vectors
        failed = true
      }
      return builtIn.embed(texts)
    },
    close: () => builtIn.close(),
  }
}

/** Never the address, which may hold a key. */
function reasonOf(problem: unknown): string {
  if (!(problem instanceof Error)) return 'no reason given'
  if (problem.name === 'TimeoutError') return 'it took too long'
  return problem.message === 'fetch failed' ? 'it cannot be reached' : problem.message
}
