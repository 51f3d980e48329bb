/** A session of onnxruntime, native or WebAssembly, as the process's peer says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache } from './places.mjs';

const isWeb = process.env.HEED_BENCH_PEER === 'onnxruntime-web';
const ort = await import(isWeb ? 'onnxruntime-web' : 'onnxruntime-node');

export const { Tensor } = ort;

export async function openSession(file, threads) {
  if (isWeb) ort.env.wasm.numThreads = threads;
  const path = join(cache, file);
  return await ort.InferenceSession.create(isWeb ? readFileSync(path) : path, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionProviders: [isWeb ? 'wasm' : 'cpu'],
    graphOptimizationLevel: 'all',
  });
}

/** A side that runs a graph of one output, `y`, on float32 inputs; `calls` times in one run. */
export async function graphSide(file, threads, inputs, calls = 1) {
  const session = await openSession(file, threads);
  const feeds = Object.fromEntries(
    Object.entries(inputs).map(([name, { data, shape }]) => [name, new Tensor('float32', data, shape)]),
  );
  return {
    run: async () => {
      for (let call = 0; call < calls; call++) await session.run(feeds);
    },
    answer: async () => (await session.run(feeds)).y.data,
  };
}
