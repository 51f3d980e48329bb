/**
 * Whole numbers and booleans on the webgpu engine of TensorFlow.js 4.22: `Cast` to float32 leaves the memory as it is and
 * only calls it floats; and the shader of `Transpose` compiles for neither them nor such floats, so that it gives zeros.
 *
 * Here: adding 0 makes floats of them in truth, which are transposed. They hold whole numbers of 24 bits; beyond, shaders do not
 * compute with int32 anyhow.
 */
import type { Engine, EngineType } from '../engine/engine.ts';
import type { EngineTensor } from '../engine/tensorflow.ts';

/** x as another type. */
export function converted(engine: Engine, x: EngineTensor, dtype: EngineType): EngineTensor {
  const result = engine.run('Cast', { x }, { dtype });
  if (engine.name !== 'webgpu' || dtype !== 'float32') return result;
  return engine.run('Add', { a: result, b: engine.constant(0) });
}

/** x with its axes in another order. */
export function transposed(engine: Engine, x: EngineTensor, perm: readonly number[]): EngineTensor {
  const moved = (y: EngineTensor): EngineTensor => engine.run('Transpose', { x: y }, { perm: [...perm] });
  if (engine.name !== 'webgpu' || x.dtype === 'float32') return moved(x);
  const floats = moved(converted(engine, x, 'float32'));
  return converted(engine, floats, x.dtype === 'bool' ? 'bool' : 'int32');
}
