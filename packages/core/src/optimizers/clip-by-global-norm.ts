import { OptionError, ValueError } from '../errors.ts';
import { withoutTapes } from '../gradient/tape.ts';
import { tidy } from '../memory/scope.ts';
import { multiply } from '../ops/multiply.ts';
import { sumOfSquares } from '../ops/sum-of-squares.ts';
import { checkKind } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { showValue } from '../weights/strict-json.ts';

/** Gradients after clipping, and their common norm before it. */
export interface ClippedGradients {
  readonly gradients: ReadonlyMap<string, Tensor>;
  readonly norm: number;
}

/**
 * Scales all gradients by one factor so that their common Euclidean norm is at most `maximum` (Pascanu et al. 2013):
 * `g · min(1, maximum / norm)`. Below the maximum the same tensors are returned.
 *
 * The norm is put together from each gradient's largest entry and the squares relative to it, so that gradients of
 * 1e20 in float32 are clipped and not lost.
 *
 * @param gradients By path, as `valueAndGrad` returns them; they are not changed.
 * @param maximum Above 0; `Infinity` only measures the norm.
 * @throws {ValueError} when a gradient holds NaN or infinity, with the parameters' names.
 *
 * @example
 * ```ts
 * import { clipByGlobalNorm, tensor } from '@heed/core';
 * const { gradients, norm } = clipByGlobalNorm(new Map([['weight', tensor([3, 4])]]), 1);
 * console.log(norm, await gradients.get('weight')?.data()); // 5 [0.6, 0.8]
 * ```
 */
export function clipByGlobalNorm(gradients: ReadonlyMap<string, Tensor>, maximum: number): ClippedGradients {
  if (!(typeof maximum === 'number' && maximum > 0)) {
    throw new OptionError(`clipByGlobalNorm: maximum must be above 0, got ${showValue(maximum)}`);
  }
  checkKind('clipByGlobalNorm: gradients', gradients, 'a map');
  return withoutTapes(() => {
    const { largest, root } = globalNorm(gradients);
    const norm = largest * root;
    if (norm <= maximum) return { gradients, norm };
    // Divided in this order, since the norm itself may lie beyond float64.
    const scale = maximum / largest / root;
    return {
      gradients: new Map([...gradients].map(([path, gradient]) => [path, scaled(gradient, scale)])),
      norm,
    };
  });
}

/** The norm of all gradients together as largest · root; refuses what is not finite. */
function globalNorm(gradients: ReadonlyMap<string, Tensor>): { largest: number; root: number } {
  const parts = [...Map.groupBy(gradients, ([, { dtype }]) => dtype).values()].flatMap(partsOf);
  const faulty = parts.filter((part) => !Number.isFinite(part.largest));
  if (faulty.length > 0) {
    const list = faulty.map(({ path, largest }) => `${path} (${Number.isNaN(largest) ? 'NaN' : 'infinity'})`);
    throw new ValueError(`clipByGlobalNorm: gradients must be finite, they are not for ${list.join(', ')}`);
  }
  const largest = parts.reduce((most, part) => Math.max(most, part.largest), 0);
  if (largest === 0) return { largest, root: 0 };
  return {
    largest,
    root: Math.sqrt(parts.reduce((sum, part) => sum + part.sum * (part.largest / largest) ** 2, 0)),
  };
}

/** Largest entry and relative squares of gradients of one type, read at once. */
function partsOf(
  gradients: readonly (readonly [string, Tensor])[],
): readonly { readonly path: string; readonly largest: number; readonly sum: number }[] {
  const numbers = tidy(() => sumOfSquares(gradients.map(([, gradient]) => gradient)).dataSync());
  return gradients.map(([path], index) => ({
    path,
    largest: numbers[2 * index] ?? 0,
    sum: numbers[2 * index + 1] ?? 0,
  }));
}

/** A product with a factor that the gradient's type may be too small to hold in one piece. */
function scaled(gradient: Tensor, scale: number): Tensor {
  const smallest = gradient.dtype === 'float64' ? 2 ** -1022 : 2 ** -126;
  if (scale >= smallest) return multiply(gradient, scale);
  const half = Math.sqrt(scale);
  return tidy(() => multiply(multiply(gradient, half), half));
}
