/** TensorFlow.js with the backend of the process's peer: WebAssembly, or TensorFlow itself; its twin in `page/` is that of a page. */
import { createRequire } from 'node:module';
import util from 'node:util';

const isNode = process.env.HEED_BENCH_PEER === 'tfjs-node';

// Node 23 took away two functions that tfjs-node 4.22 calls; it looks them up on the module of CommonJS.
const commonUtil = createRequire(import.meta.url)('node:util');
commonUtil.isNullOrUndefined ??= (x) => x === null || x === undefined;
commonUtil.isArray ??= Array.isArray;
util.isArray ??= Array.isArray;

async function open() {
  if (isNode) return (await import('@tensorflow/tfjs-node')).default;
  const tfjs = await import('@tensorflow/tfjs');
  await import('@tensorflow/tfjs-backend-wasm');
  await tfjs.setBackend('wasm');
  return tfjs;
}

export const tf = await open();
await tf.ready();

export const backend = isNode ? 'tensorflow' : 'wasm';
