import { add, divide, eye, mean, multiply, sum, type Tensor, to } from '@heed/core';

/**
 * What a layer mixes, with its residual connection (Abnar & Zuidema 2020, §3): `½ A + ½ I`, with A the mean over the
 * heads, rows renormalised. [batch, heads, length, length] → [batch, length, length].
 */
export function residualAttention(weights: Tensor): Tensor {
  const identity = to(eye(weights.shape[2] ?? 0, { dtype: weights.dtype }), weights.backend);
  const mixed = multiply(add(mean(weights, { axis: 1 }), identity), 0.5);
  return divide(mixed, sum(mixed, { axis: -1, keepAxes: true }));
}
