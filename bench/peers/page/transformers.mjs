/** transformers.js on onnxruntime-web, in a page. */
import { env } from '@huggingface/transformers';
import { cache } from '../places.mjs';

env.localModelPath = `${cache}/models`;
env.allowLocalModels = true;
env.allowRemoteModels = false;
env.useBrowserCache = false;
env.backends.onnx.wasm.wasmPaths = process.env.HEED_BENCH_WASM;
env.backends.onnx.wasm.numThreads = Number(process.env.HEED_BENCH_THREADS);

/** How a model is loaded: `dtype` as transformers.js calls them, one or one for each of its graphs. */
export function loading(_threads, dtype) {
  return { dtype, device: 'wasm' };
}

/** The graph of a language model: its onnxruntime has no embeddings in blocks. */
export const languageModelFile = 'model_float_embeddings';
