/**
 * `Select` of TensorFlow.js 4.22 takes operands of one shape only, and of booleans the wasm engine gives the wrong
 * ones. So booleans are chosen by logic, which broadcasts, and others are tiled, as `tf.where` does; but TensorFlow
 * itself has an operation that broadcasts, `SelectV2`.
 */
import { type Shape, sizeOf } from '@heed/core';
import type { Engine } from '../engine/engine.ts';
import type { EngineTensor } from '../engine/tensorflow.ts';

type Operands = readonly [condition: EngineTensor, a: EngineTensor, b: EngineTensor];

/** `condition ? a : b`, of the given shape. */
export function selected(
  engine: Engine,
  broadcastTo: (x: EngineTensor, shape: Shape) => EngineTensor,
  [condition, a, b]: Operands,
  shape: Shape,
): EngineTensor {
  if (engine.native !== undefined) {
    return engine.native({ name: 'SelectV2', inputs: [condition, a, b], types: { T: a.dtype } });
  }
  if (a.dtype !== 'bool') {
    // Of more than four axes webgpu knows nothing, and of one shape any order is right.
    const flat = (x: EngineTensor): EngineTensor => {
      const wide = broadcastTo(x, shape);
      return shape.length > 4 ? engine.run('Reshape', { x: wide }, { shape: [sizeOf(shape)] }) : wide;
    };
    const x = engine.run('Select', { condition: flat(condition), t: flat(a), e: flat(b) });
    return shape.length > 4 ? engine.run('Reshape', { x }, { shape: [...shape] }) : x;
  }
  const chosen = engine.run('LogicalAnd', { a: condition, b: a });
  const other = engine.run('LogicalAnd', { a: engine.run('LogicalNot', { x: condition }), b });
  return broadcastTo(engine.run('LogicalOr', { a: chosen, b: other }), shape);
}
