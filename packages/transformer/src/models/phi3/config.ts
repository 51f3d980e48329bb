import type { RotaryPositionsOptions } from '@heed/attention';
import type { CausalConfig } from '../causal-language-model.ts';
import { checkHfConfig, type HfConfig } from '../hf-config.ts';
import { readRotary } from '../rotary-config.ts';

/** What a Phi-3 is made of. */
export interface Phi3Config extends CausalConfig {
  readonly width: number;
  readonly feedForwardWidth: number;
  readonly heads: number;
  readonly keyValueHeads: number;
  readonly headDimension: number;
  readonly activation: string;
  readonly epsilon: number;
  readonly rotary: RotaryPositionsOptions;
  /** How far all layers look back; undefined for the whole text. */
  readonly window: number | undefined;
  readonly attentionDropout: number;
  readonly residualDropout: number;
  /** The output layer is the embedding. */
  readonly tied: boolean;
}

/** The `model_type`s of published configs that are of this family. */
export const phi3ModelTypes = ['phi3'] as const;

/**
 * Reads a published config of Phi-3, Phi-3.5 or Phi-4, mini and larger (not of those with experts or pictures).
 *
 * @throws {FormatError} for a field that is missing or not as it must be, and for dropout of embeddings, which
 *   transformers has in the config only.
 */
export function readPhi3Config(hf: HfConfig): Phi3Config {
  checkHfConfig('readPhi3Config', hf);
  const width = hf.size('hidden_size');
  const heads = hf.size('num_attention_heads');
  const headDimension = hf.size('head_dim', width / heads);
  const maximumLength = hf.size('max_position_embeddings', 4096);
  const rotary = readRotary(hf, maximumLength, { headDimension });
  if (hf.number('embd_pdrop', 0) !== 0) throw hf.unsupported('embd_pdrop', '0');
  return {
    vocabularySize: hf.size('vocab_size'),
    layers: hf.size('num_hidden_layers'),
    maximumLength,
    steadyLength: rotary.scaling?.type === 'longrope' ? rotary.scaling.steadyLength : undefined,
    width,
    feedForwardWidth: hf.size('intermediate_size'),
    heads,
    keyValueHeads: hf.size('num_key_value_heads', heads),
    headDimension,
    activation: hf.text('hidden_act', 'silu'),
    epsilon: hf.number('rms_norm_eps', 1e-5),
    rotary,
    window: hf.has('sliding_window') ? hf.size('sliding_window') : undefined,
    attentionDropout: hf.number('attention_dropout', 0),
    residualDropout: hf.number('resid_pdrop', 0),
    tied: hf.flag('tie_word_embeddings', false),
  };
}
