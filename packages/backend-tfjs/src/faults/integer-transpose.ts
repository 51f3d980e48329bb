/**
 * The shader of `Transpose` of the webgpu engine of TensorFlow.js 4.22 does not compile for int32 and bool, and the result is
 * zeros. Floats hold whole numbers of 24 bits, so an int32 goes in two halves.
 */
import type { Engine } from '../engine/engine.ts';
import type { EngineTensor } from '../engine/tensorflow.ts';

const half = 65_536;

/** x with its axes in another order. */
export function transposed(engine: Engine, x: EngineTensor, perm: readonly number[]): EngineTensor {
  const moved = (y: EngineTensor): EngineTensor => engine.run('Transpose', { x: y }, { perm: [...perm] });
  if (engine.name !== 'webgpu' || x.dtype === 'float32') return moved(x);
  const cast = (y: EngineTensor, dtype: string): EngineTensor => engine.run('Cast', { x: y }, { dtype });
  const throughFloats = (y: EngineTensor): EngineTensor => cast(moved(cast(y, 'float32')), 'int32');
  if (x.dtype === 'bool') return cast(throughFloats(x), 'bool');
  const b = engine.constant(half, 'int32');
  const upper = engine.run('FloorDiv', { a: x, b });
  const lower = engine.run('Sub', { a: x, b: engine.run('Multiply', { a: upper, b }) });
  return engine.run('Add', {
    a: throughFloats(lower),
    b: engine.run('Multiply', { a: throughFloats(upper), b }),
  });
}
