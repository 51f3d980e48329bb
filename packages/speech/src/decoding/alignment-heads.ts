import { checkConfig } from '@heed/core';
import { checkHfConfig, type HfConfig } from '@heed/transformer';
import type { WhisperConfig } from '../models/whisper/config.ts';

/** A head of the decoder's attention to the sound. */
export interface AlignmentHead {
  readonly layer: number;
  readonly head: number;
}

/**
 * The heads that follow the sound as it is written down: `alignment_heads` of `generation_config.json`, [layer, head]
 * each; where it says nothing, all of the upper half of the layers.
 *
 * @throws {FormatError} for heads that the model does not have.
 *
 * @example
 * ```ts
 * import { readAlignmentHeads, readWhisperConfig } from '@heed/speech';
 * import { HfConfig } from '@heed/transformer';
 * const config = readWhisperConfig(new HfConfig({ model_type: 'whisper' }));
 * console.log(readAlignmentHeads(config, new HfConfig({ alignment_heads: [[2, 0], [3, 5]] }))); // layers 2 and 3
 * ```
 */
export function readAlignmentHeads(config: WhisperConfig, hf?: HfConfig): readonly AlignmentHead[] {
  if (hf !== undefined) checkHfConfig('readAlignmentHeads', hf);
  checkConfig('readAlignmentHeads', config);
  const { layers, heads } = config.decoder;
  if (hf?.has('alignment_heads') !== true) {
    const upper = Array.from({ length: layers }, (_, layer) => layer).slice(Math.floor(layers / 2));
    return upper.flatMap((layer) => Array.from({ length: heads }, (_, head) => ({ layer, head })));
  }
  const list = hf.toJSON()['alignment_heads'];
  const isBelow = (value: unknown, end: number): value is number =>
    typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < end;
  const found: unknown[] = Array.isArray(list) ? list : [];
  const read = found.flatMap((pair) => {
    const [layer, head, ...more]: unknown[] = Array.isArray(pair) ? pair : [];
    return isBelow(layer, layers) && isBelow(head, heads) && more.length === 0 ? [{ layer, head }] : [];
  });
  if (read.length === found.length && read.length > 0) return read;
  throw hf.unsupported('alignment_heads', `[layer, head] pairs of ${layers} layers and ${heads} heads`);
}
