/** onnxruntime-web in a page. */
import * as ort from 'onnxruntime-web/wasm';

ort.env.wasm.wasmPaths = process.env.HEED_BENCH_WASM;

export { ort };

export const provider = 'wasm';

/** Graphs in 4 bits come in two kinds, which differ in the type that products are computed in. */
export const isLevel0 = process.env.HEED_BENCH_PEER.endsWith('at level 0');

export const modelAt = (path) => (isLevel0 ? path.replace('_q4.', '_level0_q4.') : path);
