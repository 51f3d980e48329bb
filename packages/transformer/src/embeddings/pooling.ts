import {
  cast,
  checkKind,
  cumsum,
  DTypeError,
  divide,
  equal,
  logicalAnd,
  maximum,
  ones,
  reshape,
  ShapeError,
  showShape,
  sum,
  type Tensor,
  tidy,
  to,
  where,
} from '@heed/core';

/**
 * From states of tokens, [batch, length, width], to one vector for each text, [batch, width]. Padding has no part in
 * it, whatever it holds; a text of padding alone has zeros.
 *
 * The mask is boolean [batch|1, 1, 1, length], true = a real token; without it all are real. A mask of another shape
 * is a `ShapeError`, one of numbers a `DTypeError`.
 */
export type Pooling = (states: Tensor, mask?: Tensor) => Tensor;

/**
 * The mean over the real tokens of each text: `Σ mₜ hₜ / Σ mₜ` (Reimers and Gurevych 2019).
 *
 * @example
 * ```ts
 * import { tensor } from '@heed/core';
 * import { meanPooling } from '@heed/transformer';
 * const states = tensor([[[1, 0], [1, 0], [0, 2], [0, 2]]]);
 * const mask = tensor([[[[true, true, false, false]]]]);
 * console.log(meanPooling(states, mask).dataSync()); // Float32Array [1, 0]
 * ```
 */
export const meanPooling: Pooling = (states, mask) =>
  tidy(() => {
    const real = realTokens('meanPooling', states, mask);
    const count = maximum(sum(cast(real, states.dtype), { axis: 1 }), 1);
    return divide(sum(where(real, states, 0), { axis: 1 }), count);
  });

/**
 * The state of the first real token of each text, such as [CLS].
 *
 * @example
 * ```ts
 * import { tensor } from '@heed/core';
 * import { clsPooling } from '@heed/transformer';
 * console.log(clsPooling(tensor([[[1, 0], [0, 2]]])).dataSync()); // Float32Array [1, 0]
 * ```
 */
export const clsPooling: Pooling = (states, mask) => pick('clsPooling', states, mask, 'first');

/**
 * The state of the last real token of each text, with padding on either side: what a model that reads from left to
 * right knows at the end.
 *
 * @example
 * ```ts
 * import { tensor } from '@heed/core';
 * import { lastTokenPooling } from '@heed/transformer';
 * const mask = tensor([[[[true, false]]]]);
 * console.log(lastTokenPooling(tensor([[[1, 0], [0, 2]]]), mask).dataSync()); // Float32Array [1, 0]
 * ```
 */
export const lastTokenPooling: Pooling = (states, mask) => pick('lastTokenPooling', states, mask, 'last');

/** The state of one real token of each text; zeros where there is none. */
function pick(name: string, states: Tensor, mask: Tensor | undefined, which: 'first' | 'last'): Tensor {
  return tidy(() => {
    const real = realTokens(name, states, mask);
    const counts = cast(real, 'float32');
    const wanted = which === 'first' ? 1 : sum(counts, { axis: 1, keepAxes: true });
    const chosen = logicalAnd(real, equal(cumsum(counts, { axis: 1 }), wanted));
    return sum(where(chosen, states, 0), { axis: 1 });
  });
}

/** Boolean [batch|1, length, 1]. */
function realTokens(name: string, states: Tensor, mask: Tensor | undefined): Tensor {
  checkKind(`${name}: states`, states, 'a tensor');
  const [batch = 0, length = 0] = states.shape;
  if (states.rank !== 3) {
    throw new ShapeError(`${name}: states must be [batch, length, width], got ${showShape(states.shape)}`);
  }
  if (mask === undefined) return to(ones([1, length, 1], 'bool'), states.backend);
  checkKind(`${name}: mask`, mask, 'a tensor');
  if (mask.dtype !== 'bool') {
    throw new DTypeError(`${name}: the mask must be bool, true = a real token, got ${mask.dtype}`);
  }
  const [rows = 0, heads, queries, keys] = mask.shape;
  if (mask.rank !== 4 || (rows !== 1 && rows !== batch) || heads !== 1 || queries !== 1 || keys !== length) {
    const expected = `[${batch}|1, 1, 1, ${length}]`;
    throw new ShapeError(`${name}: the mask must be ${expected}, got ${showShape(mask.shape)}`);
  }
  return reshape(mask, [rows, length, 1]);
}
