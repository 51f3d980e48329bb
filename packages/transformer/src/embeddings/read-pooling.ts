import { checkHfConfig, type HfConfig } from '../models/hf-config.ts';
import { clsPooling, lastTokenPooling, meanPooling, type Pooling } from './pooling.ts';

const poolings: ReadonlyMap<string, Pooling> = new Map([
  ['cls_token', clsPooling],
  ['mean_tokens', meanPooling],
  ['lasttoken', lastTokenPooling],
]);
const others = ['max_tokens', 'mean_sqrt_len_tokens', 'weightedmean_tokens'] as const;

/**
 * The pooling that the file `1_Pooling/config.json` of a published sentence encoder asks for.
 *
 * @throws {FormatError} for one that is not supported, and unless exactly one is asked for.
 *
 * @example
 * ```ts
 * import { HfConfig, meanPooling, readPooling } from '@heed/transformer';
 * const config = new HfConfig({ word_embedding_dimension: 8, pooling_mode_mean_tokens: true });
 * console.log(readPooling(config) === meanPooling); // true
 * ```
 */
export function readPooling(hf: HfConfig): Pooling {
  checkHfConfig('readPooling', hf);
  const asked = (mode: string): boolean => hf.flag(`pooling_mode_${mode}`, false);
  const supported = [...poolings.keys()].map((mode) => `pooling_mode_${mode}`).join(', ');
  for (const mode of others) {
    if (asked(mode)) throw hf.unsupported(`pooling_mode_${mode}`, `false; supported are ${supported}`);
  }
  const [first, ...more] = [...poolings].filter(([mode]) => asked(mode));
  if (first === undefined)
    throw hf.unsupported('pooling_mode_mean_tokens', `true, or another of ${supported}`);
  if (more.length > 0) throw hf.unsupported(`pooling_mode_${first[0]}`, 'the only one that is true');
  return first[1];
}
