import { type Kernel, sizeOf, type TensorSpec, type TypedArray } from '@heed/core/backend';

/** Number of matrices in a tensor. */
function batchOf({ shape }: TensorSpec): number {
  return sizeOf(shape.slice(0, -2));
}

/**
 * `C = A · B` over the last two axes in float32, for leading axes that are equal. Sums run in float64, since
 * JavaScript's numbers are doubles, and are rounded once.
 */
export const matmul: Kernel<TypedArray> = ([a, b], { transposeA, transposeB }, [output]) => {
  if (a?.dtype !== 'float32' || b?.dtype !== 'float32' || output === undefined) return undefined;
  const batch = batchOf(output);
  if (batchOf(a) !== batch || batchOf(b) !== batch) return undefined;
  const [rows = 0, columns = 0] = output.shape.slice(-2);
  const inner = (transposeA ? a.shape.at(-2) : a.shape.at(-1)) ?? 0;
  const [rowStep, innerStepA] = transposeA ? [1, rows] : [inner, 1];
  const [innerStepB, columnStep] = transposeB ? [1, inner] : [columns, 1];
  const c = new Float32Array(batch * rows * columns);
  for (let matrix = 0; matrix < batch; matrix++) {
    const [startA, startB, startC] = [rows * inner, inner * columns, rows * columns].map(
      (size) => matrix * size,
    );
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        let atA = (startA ?? 0) + row * rowStep;
        let atB = (startB ?? 0) + column * columnStep;
        let sum = 0;
        for (let k = 0; k < inner; k++) {
          sum += (a.buffer[atA] ?? 0) * (b.buffer[atB] ?? 0);
          atA += innerStepA;
          atB += innerStepB;
        }
        c[(startC ?? 0) + row * columns + column] = sum;
      }
    }
  }
  return [c];
};
