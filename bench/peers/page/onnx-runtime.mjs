/** onnxruntime-web in a page. */
import * as ort from 'onnxruntime-web/wasm';

ort.env.wasm.wasmPaths = process.env.HEED_BENCH_WASM;

export { ort };

export const provider = 'wasm';

export const modelAt = (path) => path;
