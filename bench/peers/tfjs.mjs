/** What sides of TensorFlow.js share. */
import { tf } from './tfjs-runtime.mjs';

export { backend, tf } from './tfjs-runtime.mjs';

export function toTensor({ data, shape }) {
  return tf.tensor(data, shape);
}

/** Ids below `vocabulary` in one row, from an input in −1…1. */
export function toIds({ data }, vocabulary) {
  return tf.tensor1d(
    Int32Array.from(data, (value) => Math.floor(((value + 1) / 2) * vocabulary)),
    'int32',
  );
}

/** A side that computes one tensor; `calls` times in one run. */
export function opSide(compute, calls = 1) {
  return {
    run: () => {
      for (let call = 0; call < calls; call++) compute().dispose();
    },
    answer: () => tf.tidy(compute).dataSync(),
  };
}
