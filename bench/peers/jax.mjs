/** jax-js on its WebAssembly backend; on several threads where the process's peer says so. */
import { provideWorkers } from './web-worker.mjs';

/** Starts it: its modules look for workers when they are loaded. */
export async function openJax(threads) {
  if (process.env.HEED_BENCH_PEER === 'jax-js with workers') provideWorkers(threads);
  const jax = await import('@jax-js/jax');
  await jax.init('cpu', 'wasm');
  jax.defaultDevice('wasm');
  return jax;
}

/** An array of float32 numbers. */
export function toArray({ numpy }, { data, shape }) {
  return numpy.array(data).reshape([...shape]);
}

/** A side that computes one array; `calls` times in one run. Arguments of `compute` are consumed: it takes `.ref`s. */
export function opSide(compute, calls = 1) {
  return {
    run: async () => {
      for (let call = 0; call < calls; call++) {
        const result = compute();
        await result.blockUntilReady();
        result.dispose();
      }
    },
    answer: async () => await compute().data(),
  };
}
