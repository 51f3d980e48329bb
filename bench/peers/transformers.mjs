/** transformers.js on onnxruntime-node, with the models that the scripts of export/ make. */
import { env } from '@huggingface/transformers';
import { cache } from './places.mjs';

env.localModelPath = `${cache}/models`;
env.allowRemoteModels = false;

/** How a model is loaded: `dtype` as transformers.js calls them, one or one for each of its graphs. */
export function loading(threads, dtype) {
  return { dtype, device: 'cpu', session_options: { intraOpNumThreads: threads, interOpNumThreads: 1 } };
}

/** The graph of a language model. */
export const languageModelFile = 'model';
