/** A session of onnxruntime. */
import { modelAt, ort, provider } from './onnx-runtime.mjs';
import { cache } from './places.mjs';

export const { Tensor } = ort;

export async function openSession(file, threads) {
  if (provider === 'wasm') ort.env.wasm.numThreads = threads;
  return await ort.InferenceSession.create(modelAt(`${cache}/${file}`), {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionProviders: [provider],
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
