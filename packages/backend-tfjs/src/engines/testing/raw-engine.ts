import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { Engine } from '../../engine/engine.ts';
import { type Operations, operationsOf } from '../../engine/operations.ts';
import type { EngineTensor } from '../../engine/tensorflow.ts';

/** The kernels of an engine as TensorFlow.js has them, to look at its faults. */
export async function rawOperations(name: 'cpu' | 'wasm'): Promise<Operations> {
  await tf.setBackend(name);
  return operationsOf(new Engine(tf));
}

/** A row of floats. */
export function row({ engine }: Operations, numbers: readonly number[]): EngineTensor {
  return engine.make(Float32Array.from(numbers), [numbers.length], 'float32');
}

/** A row of whole numbers. */
export function integers({ engine }: Operations, numbers: readonly number[]): EngineTensor {
  return engine.make(Int32Array.from(numbers), [numbers.length], 'int32');
}

/** Its numbers. */
export function read(x: EngineTensor | undefined): number[] {
  return [...(x?.dataSync() ?? [])];
}
