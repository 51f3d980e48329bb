/** onnxruntime, native or WebAssembly, as the process's peer says; its twin in `page/` is that of a page. */
import { readFileSync } from 'node:fs';

const isWeb = process.env.HEED_BENCH_PEER === 'onnxruntime-web';

export const ort = await import(isWeb ? 'onnxruntime-web' : 'onnxruntime-node');

export const provider = isWeb ? 'wasm' : 'cpu';

/** A model's file as a session is made of it. */
export const modelAt = (path) => (isWeb ? readFileSync(path) : path);
