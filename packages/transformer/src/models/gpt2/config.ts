import type { CausalConfig } from '../causal-language-model.ts';
import { checkHfConfig, type HfConfig } from '../hf-config.ts';

/** What a GPT-2 is made of. */
export interface Gpt2Config extends CausalConfig {
  readonly width: number;
  readonly feedForwardWidth: number;
  readonly heads: number;
  readonly activation: string;
  readonly epsilon: number;
  /** For each layer, the factor of its attention's scores. */
  readonly scales: readonly number[];
  readonly embeddingDropout: number;
  readonly attentionDropout: number;
  readonly residualDropout: number;
  /** The output layer is the embedding. */
  readonly tied: boolean;
}

/** The `model_type`s of published configs that are of this family. */
export const gpt2ModelTypes = ['gpt2'] as const;

/**
 * Reads a published config of GPT-2 or DistilGPT-2.
 *
 * @throws {FormatError} for a field that is missing or not as it must be, and for cross-attention.
 */
export function readGpt2Config(hf: HfConfig): Gpt2Config {
  checkHfConfig('readGpt2Config', hf);
  if (hf.flag('add_cross_attention', false)) throw hf.unsupported('add_cross_attention', 'false');
  const width = hf.size('n_embd');
  const heads = hf.size('n_head');
  const layers = hf.size('n_layer');
  if (width % heads !== 0) throw hf.unsupported('n_head', `a divisor of the width, ${width}`);
  return {
    vocabularySize: hf.size('vocab_size'),
    layers,
    // Files of 2019 call it n_ctx, or both.
    maximumLength: hf.size(hf.has('n_positions') ? 'n_positions' : 'n_ctx', 1024),
    width,
    feedForwardWidth: hf.size('n_inner', 4 * width),
    heads,
    activation: hf.text('activation_function', 'gelu_new'),
    epsilon: hf.number('layer_norm_epsilon', 1e-5),
    scales: readScales(hf, layers, width / heads),
    embeddingDropout: hf.number('embd_pdrop', 0.1),
    attentionDropout: hf.number('attn_pdrop', 0.1),
    residualDropout: hf.number('resid_pdrop', 0.1),
    tied: hf.flag('tie_word_embeddings', true),
  };
}

/** 1/√headDimension, or 1; and if so asked, divided by the number of the layer, from 1 (Mistral's stable training). */
function readScales(hf: HfConfig, layers: number, headDimension: number): number[] {
  const scale = hf.flag('scale_attn_weights', true) ? headDimension ** -0.5 : 1;
  const byLayer = hf.flag('scale_attn_by_inverse_layer_idx', false);
  return Array.from({ length: layers }, (_, layer) => (byLayer ? scale / (layer + 1) : scale));
}
