import type { RotaryPositionsOptions } from '@heed/attention';
import type { CausalConfig } from '../causal-language-model.ts';
import { checkHfConfig, type HfConfig } from '../hf-config.ts';
import { readRotary } from '../rotary-config.ts';

/** What a GPT-NeoX is made of. */
export interface GptNeoXConfig extends CausalConfig {
  readonly width: number;
  readonly feedForwardWidth: number;
  readonly heads: number;
  readonly headDimension: number;
  readonly activation: string;
  readonly epsilon: number;
  readonly rotary: RotaryPositionsOptions;
  /** Biases of the projections around the heads. */
  readonly attentionBias: boolean;
  /** Attention and feed-forward read the same states, side by side. */
  readonly parallelResidual: boolean;
  readonly attentionDropout: number;
  readonly hiddenDropout: number;
  /** The output layer is the embedding. */
  readonly tied: boolean;
}

/** The `model_type`s of published configs that are of this family. */
export const gptNeoXModelTypes = ['gpt_neox'] as const;

/**
 * Reads a published config of GPT-NeoX or Pythia.
 *
 * @throws {FormatError} for a field that is missing or not as it must be.
 */
export function readGptNeoXConfig(hf: HfConfig): GptNeoXConfig {
  checkHfConfig('readGptNeoXConfig', hf);
  const width = hf.size('hidden_size');
  const heads = hf.size('num_attention_heads');
  if (width % heads !== 0) throw hf.unsupported('num_attention_heads', `a divisor of the width, ${width}`);
  const headDimension = width / heads;
  const maximumLength = hf.size('max_position_embeddings', 2048);
  return {
    vocabularySize: hf.size('vocab_size'),
    layers: hf.size('num_hidden_layers'),
    maximumLength,
    width,
    feedForwardWidth: hf.size('intermediate_size'),
    heads,
    headDimension,
    activation: hf.text('hidden_act', 'gelu'),
    epsilon: hf.number('layer_norm_eps', 1e-5),
    rotary: readRotary(hf, maximumLength, {
      headDimension,
      base: hf.number('rotary_emb_base', 10_000),
      part: hf.number('rotary_pct', 0.25),
    }),
    attentionBias: hf.flag('attention_bias', true),
    parallelResidual: hf.flag('use_parallel_residual', true),
    attentionDropout: hf.number('attention_dropout', 0),
    hiddenDropout: hf.number('hidden_dropout', 0),
    tied: hf.flag('tie_word_embeddings', false),
  };
}
