/**
 * `GatherV2` of tfjs-node 4.22 reads all indices back to check them, which on a CUDA device waits for everything
 * before. Here ids were checked already, so TensorFlow's own operation is called.
 */
import type { Engine } from '../engine/engine.ts';
import type { EngineTensor } from '../engine/tensorflow.ts';

/** Rows of `x` along an axis by ids that are inside. */
export function gathered(engine: Engine, x: EngineTensor, indices: EngineTensor, axis: number): EngineTensor {
  if (engine.native === undefined) return engine.run('GatherV2', { x, indices }, { axis, batchDims: 0 });
  return engine.native({
    name: 'GatherV2',
    inputs: [x, indices, engine.constant(axis, 'int32')],
    types: { Tparams: x.dtype, Tindices: 'int32', Taxis: 'int32' },
    integers: { batch_dims: 0 },
  });
}
