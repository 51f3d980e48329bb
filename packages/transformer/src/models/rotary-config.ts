import {
  linearScaling,
  llama3Scaling,
  ntkScaling,
  type RotaryPositionsOptions,
  type RotaryScaling,
  yarnScaling,
} from '@heed/attention';
import type { HfConfig } from './hf-config.ts';

/**
 * Rotary positions as a published config tells them: `rope_parameters` (transformers 5), or `rope_theta` beside
 * `rope_scaling`, whose rule is called `rope_type` or, in the oldest files, `type`.
 *
 * @param maximumLength Positions of training, for the rules that count from there.
 * @throws {FormatError} for a rule that is not supported.
 */
export function readRotary(hf: HfConfig, maximumLength: number): RotaryPositionsOptions {
  const rules = hf.nested('rope_parameters') ?? hf.nested('rope_scaling');
  const base = rules?.has('rope_theta') ? rules.number('rope_theta') : hf.number('rope_theta', 10_000);
  return { base, scaling: rules && readScaling(rules, maximumLength) };
}

function readScaling(rules: HfConfig, maximumLength: number): RotaryScaling | undefined {
  const type = rules.has('rope_type') ? rules.text('rope_type') : rules.text('type', 'default');
  const originalMaxPositionEmbeddings = rules.size('original_max_position_embeddings', maximumLength);
  const optional = <Name extends string>(name: Name, field: string): { [name in Name]?: number } => {
    const found: { [name in Name]?: number } = {};
    if (rules.has(field)) found[name] = rules.number(field);
    return found;
  };
  switch (type) {
    case 'default':
      return undefined;
    case 'linear':
      return linearScaling(rules.number('factor'));
    case 'dynamic':
      return ntkScaling({
        factor: rules.number('factor'),
        maxPositionEmbeddings: originalMaxPositionEmbeddings,
      });
    case 'llama3':
      return llama3Scaling({
        factor: rules.number('factor'),
        lowFreqFactor: rules.number('low_freq_factor'),
        highFreqFactor: rules.number('high_freq_factor'),
        originalMaxPositionEmbeddings,
      });
    case 'yarn':
      return yarnScaling({
        factor: rules.number('factor'),
        originalMaxPositionEmbeddings,
        ...optional('attentionFactor', 'attention_factor'),
        ...optional('betaFast', 'beta_fast'),
        ...optional('betaSlow', 'beta_slow'),
        ...optional('mscale', 'mscale'),
        ...optional('mscaleAllDim', 'mscale_all_dim'),
        ...(rules.has('truncate') ? { truncate: rules.flag('truncate') } : {}),
      });
    default:
      throw rules.unsupported(
        rules.has('rope_type') ? 'rope_type' : 'type',
        'default, linear, dynamic, llama3 or yarn',
      );
  }
}
