import { checkKind } from '../../options.ts';

/**
 * The path in `GRU` or `LSTM` of a parameter that PyTorch names, for the option `rename` of {@link loadWeights}:
 *
 * | PyTorch | here |
 * | --- | --- |
 * | `weight_ih_l0` | `layers.0.forwardCell.weightIh` |
 * | `bias_hh_l1_reverse` | `layers.1.backwardCell.biasHh` |
 *
 * What stands before and after such a name stays, and so do other names.
 *
 * @example
 * ```ts
 * import { torchRecurrentPath } from '@heed/core';
 * console.log(torchRecurrentPath('encoder.bias_hh_l1_reverse')); // encoder.layers.1.backwardCell.biasHh
 * ```
 */
export function torchRecurrentPath(name: string): string {
  checkKind('torchRecurrentPath: name', name, 'a text');
  return name.replace(
    /\b(weight|bias)_(ih|hh)_l(\d+)(_reverse)?$/,
    (_, kind: string, side: string, layer: string, reverse: string | undefined) =>
      `layers.${layer}.${reverse === undefined ? 'forward' : 'backward'}Cell.${kind}${side === 'ih' ? 'Ih' : 'Hh'}`,
  );
}
