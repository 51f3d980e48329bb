/** TensorFlow.js with WebAssembly in a page. */
import * as tf from '@tensorflow/tfjs';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';

setWasmPaths(process.env.HEED_BENCH_WASM);
setThreadsCount(Number(process.env.HEED_BENCH_THREADS));
await tf.setBackend('wasm');
await tf.ready();

export { tf };

export const backend = 'wasm';
