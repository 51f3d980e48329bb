import {
  linearScaling,
  llama3Scaling,
  longropeScaling,
  ntkScaling,
  type RotaryPositionsOptions,
  type RotaryScaling,
  yarnScaling,
} from '@heed/attention';
import { checkHfConfig, type HfConfig } from './hf-config.ts';

/** What a family's rotary positions are where its config says nothing. */
export interface RotaryDefaults {
  /** Base of the frequencies; 10000 by default. */
  readonly base?: number;
  /** Width of a head, for families that turn only a part of it (`partial_rotary_factor`). */
  readonly headDimension?: number;
  /** The part of a head that turns; all by default. */
  readonly part?: number;
}

/**
 * Rotary positions as a published config tells them: `rope_parameters` (transformers 5), or `rope_theta` beside
 * `rope_scaling`, whose rule is called `rope_type` or, in the oldest files, `type`.
 *
 * @param maximumLength Positions that the model is said to know, for the rules that count from there.
 * @throws {FormatError} for a rule that is not supported.
 */
export function readRotary(
  hf: HfConfig,
  maximumLength: number,
  { base = 10_000, part = 1, ...rest }: RotaryDefaults = {},
): RotaryPositionsOptions {
  checkHfConfig('readRotary', hf);
  return readRotaryRules(hf.nested('rope_parameters') ?? hf.nested('rope_scaling'), hf, maximumLength, {
    base: hf.number('rope_theta', base),
    part: hf.number('partial_rotary_factor', part),
    ...rest,
  });
}

/**
 * Rotary positions from one set of rules, where a config has one for each kind of layer.
 *
 * @param rules Such as `rope_parameters.full_attention`; the defaults alone where there is none.
 * @param hf The config around it.
 */
export function readRotaryRules(
  rules: HfConfig | undefined,
  hf: HfConfig,
  maximumLength: number,
  { base = 10_000, part = 1, headDimension }: RotaryDefaults = {},
): RotaryPositionsOptions {
  if (rules !== undefined) checkHfConfig('readRotaryRules', rules);
  const turning = rules?.number('partial_rotary_factor', part) ?? part;
  return {
    base: rules?.number('rope_theta', base) ?? base,
    scaling: rules && readScaling(rules, hf, maximumLength),
    ...(headDimension && { rotaryDimension: Math.trunc(headDimension * turning) }),
  };
}

function readScaling(rules: HfConfig, hf: HfConfig, maximumLength: number): RotaryScaling | undefined {
  const type = rules.has('rope_type') ? rules.text('rope_type') : rules.text('type', 'default');
  // Phi-3 has it beside max_position_embeddings, and there it counts for more.
  const outside = hf.has('original_max_position_embeddings') ? hf : rules;
  const originalMaxPositionEmbeddings = outside.size('original_max_position_embeddings', maximumLength);
  const optional = <Name extends string>(name: Name, field: string): { [name in Name]?: number } => {
    const found: { [name in Name]?: number } = {};
    if (rules.has(field)) found[name] = rules.number(field);
    return found;
  };
  // The first files of Phi-3 call it su, or yarn.
  switch (rules.has('short_factor') ? 'longrope' : type) {
    case 'default':
      return undefined;
    case 'linear':
      return linearScaling(rules.number('factor'));
    case 'dynamic':
      return ntkScaling({ factor: rules.number('factor'), maxPositionEmbeddings: maximumLength });
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
    case 'longrope':
      return longropeScaling({
        shortFactor: rules.numbers('short_factor'),
        longFactor: rules.numbers('long_factor'),
        factor: rules.number('factor', maximumLength / originalMaxPositionEmbeddings),
        originalMaxPositionEmbeddings,
        ...optional('attentionFactor', 'attention_factor'),
      });
    default:
      throw rules.unsupported(
        rules.has('rope_type') ? 'rope_type' : 'type',
        'default, linear, dynamic, llama3, yarn or longrope',
      );
  }
}
