import { checkOptions } from '@heed/core';
import type { TfjsBackend } from './backend.ts';
import type { TensorFlow } from './engine/tensorflow.ts';
import { start } from './start.ts';

export type { TfjsBackend } from './backend.ts';
export type { KnownRange, TfjsBuffer } from './buffer.ts';
export type {
  EngineAttributes,
  EngineInputs,
  EngineTensor,
  EngineValues,
  TensorFlow,
  TensorFlowEngine,
  TensorFlowMemory,
} from './engine/tensorflow.ts';

/** Options of {@link tfjs}. */
export interface TfjsOptions {
  /** TensorFlow.js as the program imports it: `@tensorflow/tfjs`, `tfjs-node` or `tfjs-node-gpu`, 4.22 or later. */
  readonly tf: TensorFlow;
  /** `tensorflow`, `webgpu`, `webgl`, `wasm` or `cpu`; the one that TensorFlow.js chose by default. */
  readonly engine?: string;
}

/**
 * Runs Heed on TensorFlow.js: on CUDA devices by `@tensorflow/tfjs-node-gpu`, on processors by `@tensorflow/tfjs-node`,
 * in browsers by its webgpu, webgl or wasm engine. Tensors live there, and Heed's scopes free them; forward, gradients
 * and training run there without reading numbers back. `report()` says what was asked and given.
 *
 * float32, int32 and bool are native; float16 and bfloat16 are stored as float32, uint8 as int32, float64 is refused.
 *
 * @throws {OptionError} when `tf` is not TensorFlow.js, or for an unknown option.
 * @throws {BackendError} for another version, a second copy of tfjs-core, or an engine that is not there.
 *
 * @example
 * ```ts
 * import { matmul, tensor, use } from '@heed/core';
 * import { tfjs } from '@heed/backend-tfjs';
 * import * as tf from '@tensorflow/tfjs';
 * const backend = await tfjs({ tf, engine: 'cpu' });
 * use(backend);
 * console.log(await matmul(tensor([[1, 2]]), tensor([[3], [4]])).data()); // [11]
 * console.log(backend.report().details);
 * ```
 */
export async function tfjs(options: TfjsOptions): Promise<TfjsBackend> {
  checkOptions('tfjs', options, ['tf', 'engine']);
  return await start(options);
}
