import { OptionError, type Tensor, tensor } from '@heed/core';
import { checkSize, type Size } from './size.ts';

/** Options of {@link sinusoidalPositions2d}. */
export interface SinusoidalPositions2dOptions {
  /** Rows of zeros before the patches, for a class token; 0 by default. */
  readonly firstTokens?: number;
  /** 10000 by default. */
  readonly base?: number;
}

/**
 * Positions of a grid of patches that need no training (MoCo v3, Chen et al. 2021; MAE, He et al. 2022): half of the width
 * tells the column, half the row, each by sines and cosines: `[sin(x ωᵢ), cos(x ωᵢ), sin(y ωᵢ), cos(y ωᵢ)]` with
 * `ωᵢ = base^(−4i / width)`.
 *
 * @returns [1, firstTokens + rows · columns, width]
 * @throws {OptionError} for a width that does not divide by 4.
 *
 * @example
 * ```ts
 * import { sinusoidalPositions2d } from '@heed/vision';
 * console.log(sinusoidalPositions2d([3, 5], 8, { firstTokens: 1 }).shape); // [1, 16, 8]
 * ```
 */
export function sinusoidalPositions2d(
  grid: Size,
  width: number,
  { firstTokens = 0, base = 10_000 }: SinusoidalPositions2dOptions = {},
): Tensor {
  const [rows, columns] = checkSize('sinusoidalPositions2d: grid', grid);
  if (!Number.isSafeInteger(width) || width < 4 || width % 4 !== 0) {
    throw new OptionError(`sinusoidalPositions2d: width must divide by 4, got ${width}`);
  }
  const quarter = width / 4;
  const numbers = new Float32Array((firstTokens + rows * columns) * width);
  for (let patch = 0; patch < rows * columns; patch++) {
    const places = [patch % columns, Math.floor(patch / columns)];
    for (const [half, place] of places.entries()) {
      for (let at = 0; at < quarter; at++) {
        const angle = place * base ** (-at / quarter);
        const start = (firstTokens + patch) * width + 2 * half * quarter + at;
        numbers[start] = Math.sin(angle);
        numbers[start + quarter] = Math.cos(angle);
      }
    }
  }
  return tensor(numbers, { shape: [1, firstTokens + rows * columns, width] });
}
