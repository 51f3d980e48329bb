import { type Backend, type KernelInput, rowsOf } from '@heed/core/backend';
import type { Block } from '../engine/block.ts';
import type { Engine } from '../engine/engine.ts';
import { writeSlice } from './runs.ts';
import { isFloat32, type KernelTable } from './table.ts';

/** The tables of a rotation, and how it goes. */
interface Turn {
  readonly cos: KernelInput<Block>;
  readonly sin: KernelInput<Block>;
  readonly offset: number;
  readonly neighbours: boolean;
}

/** Turns x into memory at `address`, where `room` rows lie from head to head: see assembly/rope.ts. */
function turn(
  engine: Engine,
  { shape, buffer }: KernelInput<Block>,
  { cos, sin, offset, neighbours }: Turn,
  address: number,
  room: number,
): void {
  const [, heads = 0, length = 0, width = 0] = shape;
  const [tables, steps = 0, half = 0] = cos.shape;
  const skipped = offset * half * 4;
  engine.exports.rope(
    buffer.address,
    cos.buffer.address + skipped,
    sin.buffer.address + skipped,
    address,
    width === 0 ? 0 : rowsOf(shape),
    heads,
    length,
    width,
    half,
    tables === 1 ? 0 : steps * half * 4,
    Number(neighbours),
    room * width * 4,
  );
}

/** Rotary positions. */
export function ropeKernels(engine: Engine): KernelTable {
  return {
    rope: (inputs, { offset, pairs }, [output]) => {
      const [x, cos, sin] = inputs;
      if (x === undefined || cos === undefined || sin === undefined || output === undefined) return undefined;
      if (!isFloat32(inputs)) return undefined;
      const y = engine.output(output);
      const given = { cos, sin, offset: Number(offset ?? 0), neighbours: pairs === 'neighbours' };
      turn(engine, x, given, y.address, x.shape[2] ?? 0);
      return [y];
    },
  };
}

/** Rotary positions straight into the rows of a cache. */
export function ropeInto(engine: Engine): NonNullable<Backend<Block>['ropeInto']> {
  return (rows, { queries, keys, values, cos, sin }, { offset = 0, pairs }) => {
    if (queries.dtype !== 'float32') return undefined;
    const turned = engine.output(queries);
    const given = { cos, sin, offset, neighbours: pairs === 'neighbours' };
    turn(engine, queries, given, turned.address, queries.shape[2] ?? 0);
    const [, , room = 0, width = 0] = rows.keys.shape;
    engine.rewrite(rows.keys.buffer);
    turn(engine, keys, given, rows.keys.buffer.address + rows.start * width * 4, room);
    writeSlice(engine, rows.values, values, { axis: 2, start: rows.start });
    return turned;
  };
}
