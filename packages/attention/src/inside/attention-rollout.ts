import { matmul, type Tensor, tidy } from '@heed/core';
import { checkLayers } from './check-maps.ts';
import { residualAttention } from './residual-attention.ts';

/**
 * Attention rollout (Abnar & Zuidema 2020, equation 1): how much of each input token is in each state of the last
 * layer, if layers did nothing but mix: `Ãₙ · … · Ã₂ · Ã₁` with `Ã = ½ A + ½ I`, A the mean over the heads, rows
 * renormalised. Each row sums to 1.
 *
 * @param layers Self-attention weights from the first layer to the last, each [batch, heads, length, length].
 * @returns [batch, length, length], row i tells where state i comes from.
 * @throws {ShapeError} when a layer is not square or has another length.
 *
 * @example
 * ```ts
 * import { attentionRollout } from '@heed/attention';
 * import { tensor } from '@heed/core';
 * const layer = tensor([[[[1, 0], [1, 0]]]]);
 * console.log(attentionRollout([layer, layer]).toString()); // [[[1, 0], [0.75, 0.25]]]
 * ```
 */
export function attentionRollout(layers: readonly Tensor[]): Tensor {
  checkLayers('attentionRollout', layers);
  return tidy(() => layers.map(residualAttention).reduce((below, layer) => matmul(layer, below)));
}
