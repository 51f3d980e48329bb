/**
 * `Tile` of five axes on the webgpu engine of TensorFlow.js 4.22 reads the tensor back at once, which gives zeros, and in Chromium
 * takes the device away. Neighbouring axes that are both repeated, or both not, are one axis as well.
 */
import type { Shape } from '@heed/core';
import type { Engine } from '../engine/engine.ts';
import type { EngineTensor } from '../engine/tensorflow.ts';

const most = 4;

/** x repeated along its axes of size 1 up to a shape of as many axes. */
export function tiled(engine: Engine, x: EngineTensor, shape: Shape): EngineTensor {
  const reps = shape.map((length, axis) => length / (x.shape[axis] ?? 1));
  if (engine.name !== 'webgpu' || shape.length <= most) return engine.run('Tile', { x }, { reps });
  const joint: { size: number; reps: number; repeated: boolean }[] = [];
  for (const [axis, count] of reps.entries()) {
    const repeated = count > 1;
    const last = joint.at(-1);
    if (last?.repeated === repeated) {
      last.size *= x.shape[axis] ?? 1;
      last.reps *= count;
    } else {
      joint.push({ size: x.shape[axis] ?? 1, reps: count, repeated });
    }
  }
  const flat = engine.run('Reshape', { x }, { shape: joint.map(({ size }) => size) });
  const wide = engine.run('Tile', { x: flat }, { reps: joint.map((one) => one.reps) });
  return engine.run('Reshape', { x: wide }, { shape: [...shape] });
}
