import { keep, type Tensor, tensor, tidy, to } from '@heed/core';
import { checkLayers } from './check-maps.ts';
import { FlowNetwork } from './maximum-flow.ts';
import { residualAttention } from './residual-attention.ts';

/**
 * Attention flow (Abnar & Zuidema 2020, §3): how much can flow from each state of the last layer down to each input
 * token, through a network whose edges carry no more than the attention between the states that they join,
 * `Ã = ½ A + ½ I` as in {@link attentionRollout}. Each entry is a maximum flow of its own; divide by the sums of the
 * rows for shares, as the authors' code does.
 *
 * The work grows with the fourth power of the length: for sentences, not for documents.
 *
 * @param layers Self-attention weights from the first layer to the last, each [batch, heads, length, length].
 * @returns [batch, length, length], row i tells where state i comes from. It has no gradient.
 * @throws {ShapeError} when a layer is not square or has another length.
 *
 * @example
 * ```ts
 * import { attentionFlow } from '@heed/attention';
 * import { tensor } from '@heed/core';
 * const layer = tensor([[[[1, 0], [1, 0]]]]);
 * console.log((await attentionFlow([layer, layer])).toString()); // [[[1, 0], [1, 0.5]]]
 * ```
 */
export async function attentionFlow(layers: readonly Tensor[]): Promise<Tensor> {
  checkLayers('attentionFlow', layers);
  const [{ shape, dtype, backend } = tensor(0)] = layers;
  const [batch = 0, , length = 0] = shape;
  const mixed = tidy(() => keep(layers.map(residualAttention)));
  try {
    const capacities = await Promise.all(mixed.map((layer) => layer.data()));
    const flows = Array.from({ length: batch }, (_, row) => {
      const size = length * length;
      return flowsOf(
        capacities.map((layer) => layer.subarray(row * size, (row + 1) * size)),
        length,
      );
    });
    return to(tensor(flows.flat(), { shape: [batch, length, length], dtype }), backend);
  } finally {
    for (const layer of mixed) layer.dispose();
  }
}

/** Flows from each node above to each below; node `layer · length + i` is state i above `layer` layers. */
function flowsOf(layers: readonly ArrayLike<number>[], length: number): number[] {
  const network = new FlowNetwork((layers.length + 1) * length);
  for (const [layer, capacities] of layers.entries()) {
    for (const [edge, capacity] of Array.from(capacities).entries()) {
      const above = (layer + 1) * length + Math.floor(edge / length);
      network.connect(above, layer * length + (edge % length), capacity);
    }
  }
  return Array.from({ length: length * length }, (_, pair) =>
    network.maximumFlow(layers.length * length + Math.floor(pair / length), pair % length),
  );
}
