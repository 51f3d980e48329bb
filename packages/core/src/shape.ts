import { ShapeError } from './errors.ts';

/** The sizes of a tensor's axes, outermost first; `[]` is a scalar. */
export type Shape = readonly number[];

/** Number of elements: the product of the sizes, 1 for a scalar. */
export function sizeOf(shape: Shape): number {
  let size = 1;
  for (const length of shape) size *= length;
  return size;
}

/** Number of rows: the product of the sizes but the last. */
export function rowsOf(shape: Shape): number {
  let rows = 1;
  for (let axis = 0; axis < shape.length - 1; axis++) rows *= shape[axis] ?? 1;
  return rows;
}

/** True when both shapes have the same rank and sizes. */
export function sameShape(a: Shape, b: Shape): boolean {
  if (a.length !== b.length) return false;
  for (let axis = 0; axis < a.length; axis++) if (a[axis] !== b[axis]) return false;
  return true;
}

/** `[2, 3]` as text, for messages; what callers without types gave in place of a tensor has no shape. */
export function showShape(shape: Shape): string {
  if (!Array.isArray(shape)) return 'what is no tensor';
  return `[${shape.join(', ')}]`;
}

/** Refuses sizes that are not whole numbers ≥ 0, and, of callers without types, what is no list of sizes. */
export function checkShape(name: string, shape: Shape): void {
  if (!Array.isArray(shape))
    throw new ShapeError(`${name}: a shape is an array of sizes, got ${String(shape)}`);
  for (const length of shape) {
    if (!Number.isSafeInteger(length) || length < 0) {
      throw new ShapeError(`${name}: sizes must be whole numbers of at least 0, got ${showShape(shape)}`);
    }
  }
}

/** Row-major strides, in elements. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis] ?? 1;
  }
  return strides;
}

/**
 * The shape of an elementwise result: shapes are lined up at their last axis, and a size of 1 stretches.
 *
 * @throws {ShapeError} when two sizes differ and neither is 1.
 */
export function broadcastShapes(name: string, ...shapes: readonly Shape[]): Shape {
  const [first] = shapes;
  if (first !== undefined && shapes.every((shape) => sameShape(shape, first))) return first;
  const rank = Math.max(0, ...shapes.map((shape) => shape.length));
  const result = new Array<number>(rank).fill(1);
  for (const shape of shapes) {
    for (let axis = 0; axis < shape.length; axis++) {
      const at = rank - shape.length + axis;
      const length = shape[axis] ?? 1;
      if (length === 1) continue;
      if (result[at] !== 1 && result[at] !== length) {
        throw new ShapeError(`${name}: shapes ${shapes.map(showShape).join(' and ')} do not broadcast`);
      }
      result[at] = length;
    }
  }
  return result;
}

/** Strides with which `shape` is read as if it had the (broadcast) shape `target`: 0 on stretched axes. */
export function broadcastStrides(shape: Shape, target: Shape): number[] {
  const own = stridesOf(shape);
  const shift = target.length - shape.length;
  return target.map((_, axis) => (axis < shift || shape[axis - shift] === 1 ? 0 : (own[axis - shift] ?? 0)));
}

/**
 * An axis counted from the front; negative axes count from the back, −1 being the last.
 *
 * @throws {ShapeError} when the tensor has no such axis.
 */
export function resolveAxis(name: string, axis: number, rank: number): number {
  const resolved = axis < 0 ? axis + rank : axis;
  if (!Number.isInteger(axis) || resolved < 0 || resolved >= rank) {
    throw new ShapeError(`${name}: axis ${axis} does not exist in a tensor of rank ${rank}`);
  }
  return resolved;
}

/** Several axes, resolved, sorted and free of doubles; all axes when none are given. */
export function resolveAxes(
  name: string,
  axes: number | readonly number[] | undefined,
  rank: number,
): number[] {
  if (axes === undefined) return Array.from({ length: rank }, (_, axis) => axis);
  const list = [axes].flat().map((axis) => resolveAxis(name, axis, rank));
  const unique = [...new Set(list)].sort((a, b) => a - b);
  if (unique.length !== list.length) throw new ShapeError(`${name}: axis named twice in ${showShape(list)}`);
  return unique;
}
