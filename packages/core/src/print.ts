import { type DType, isQuantized, type TypedArray } from './dtype.ts';
import { fromBfloat16, fromFloat16 } from './half.ts';
import { type Shape, showShape } from './shape.ts';

/** What printing needs of a tensor. */
interface Printable {
  readonly shape: Shape;
  readonly dtype: DType;
  readonly backend: { readonly downloadSync?: unknown };
  dataSync(): TypedArray;
}

const edge = 3;

function formatNumber(value: number, dtype: DType): string {
  if (dtype === 'bool') return value === 0 ? 'false' : 'true';
  const number =
    dtype === 'float16' ? fromFloat16(value) : dtype === 'bfloat16' ? fromBfloat16(value) : value;
  if (Number.isInteger(number) && Math.abs(number) < 1e6) return String(number);
  const size = Math.abs(number);
  return size >= 1e5 || size < 1e-4 ? number.toExponential(3) : number.toFixed(4);
}

/** The indices that are shown of an axis: all of a short one, both ends of a long one. */
function shown(length: number): (number | undefined)[] {
  if (length <= 2 * edge + 1) return Array.from({ length }, (_, index) => index);
  const front = Array.from({ length: edge }, (_, index) => index);
  return [...front, undefined, ...front.map((index) => length - edge + index)];
}

function formatAxis(shape: Shape, next: () => string, depth: number): string {
  const [length, ...rest] = shape;
  if (length === undefined) return next();
  const items = shown(length).map((index) => (index === undefined ? '…' : formatAxis(rest, next, depth + 1)));
  const separator = rest.length === 0 ? ', ' : `,${'\n'.repeat(rest.length)}${' '.repeat(depth + 1)}`;
  return `[${items.join(separator)}]`;
}

/** Visits the shown elements in order and returns their positions in the row-major data. */
function shownPositions(shape: Shape, offset = 0): number[] {
  const [length, ...rest] = shape;
  if (length === undefined) return [offset];
  const stride = rest.reduce((product, size) => product * size, 1);
  return shown(length).flatMap((index) =>
    index === undefined ? [] : shownPositions(rest, offset + index * stride),
  );
}

/** A header with type and shape, then the numbers in aligned columns; long axes are shortened to their ends. */
export function formatTensor(tensor: Printable | undefined): string {
  if (tensor === undefined) return 'Tensor (disposed)';
  const header = `Tensor ${tensor.dtype} ${showShape(tensor.shape)}`;
  if (tensor.backend.downloadSync === undefined) return `${header} (read it with await data())`;
  if (isQuantized(tensor.dtype)) return `${header} (in blocks)`;
  const data = tensor.dataSync();
  if (data.length === 0) return `${header} (empty)`;
  const texts = shownPositions(tensor.shape).map((at) => formatNumber(data[at] ?? Number.NaN, tensor.dtype));
  const width = Math.max(...texts.map((text) => text.length));
  const padded = texts.map((text) => text.padStart(tensor.shape.length === 0 ? 0 : width));
  let at = 0;
  return `${header}\n${formatAxis(tensor.shape, () => padded[at++] ?? '', 0)}`;
}
