import type { RotaryPositionsOptions } from '@heed/attention';
import type { CausalConfig } from '../causal-language-model.ts';
import { checkHfConfig, type HfConfig } from '../hf-config.ts';
import { readRotary } from '../rotary-config.ts';

/** What a model of the Llama family is made of. */
export interface LlamaConfig extends CausalConfig {
  readonly width: number;
  readonly feedForwardWidth: number;
  readonly heads: number;
  readonly keyValueHeads: number;
  readonly headDimension: number;
  readonly activation: string;
  readonly epsilon: number;
  readonly rotary: RotaryPositionsOptions;
  /** Biases of the projections to queries, keys and values. */
  readonly attentionBias: boolean;
  /** Bias of the projection behind the heads. */
  readonly outputBias: boolean;
  readonly feedForwardBias: boolean;
  /** Probability of dropping an attention weight in training. */
  readonly attentionDropout: number;
  /** Norms of queries and keys (Qwen3). */
  readonly queryKeyNorm: boolean;
  /** For each layer, how far it looks back; undefined for the whole text. */
  readonly windows: readonly (number | undefined)[];
  /** The output layer is the embedding. */
  readonly tied: boolean;
}

/** The `model_type`s of published configs that are of this family. */
export const llamaModelTypes = ['llama', 'mistral', 'qwen2', 'qwen3'] as const;

/** Reads a published config of Llama 1–3, SmolLM, TinyLlama, Mistral, Qwen2 or Qwen3. */
export function readLlamaConfig(hf: HfConfig): LlamaConfig {
  checkHfConfig('readLlamaConfig', hf);
  const type = hf.text('model_type');
  const layers = hf.size('num_hidden_layers');
  const heads = hf.size('num_attention_heads');
  const width = hf.size('hidden_size');
  const maximumLength = hf.size('max_position_embeddings', type === 'mistral' ? 131_072 : 2048);
  const attentionBias = type === 'qwen2' || hf.flag('attention_bias', false);
  return {
    vocabularySize: hf.size('vocab_size'),
    layers,
    maximumLength,
    width,
    feedForwardWidth: hf.size('intermediate_size'),
    heads,
    keyValueHeads: hf.size('num_key_value_heads', heads),
    headDimension: hf.size('head_dim', type === 'qwen3' ? 128 : width / heads),
    activation: hf.text('hidden_act', 'silu'),
    epsilon: hf.number('rms_norm_eps', 1e-6),
    rotary: readRotary(hf, maximumLength),
    attentionBias,
    outputBias: type !== 'qwen2' && attentionBias,
    feedForwardBias: hf.flag('mlp_bias', false),
    attentionDropout: hf.number('attention_dropout', 0),
    queryKeyNorm: type === 'qwen3',
    windows: readWindows(hf, layers),
    tied: hf.flag('tie_word_embeddings', false),
  };
}

/** Mistral has one window for all layers; Qwen names each layer's kind, or the first layer that has a window. */
function readWindows(hf: HfConfig, layers: number): (number | undefined)[] {
  const on = hf.has('sliding_window') && hf.flag('use_sliding_window', hf.text('model_type') === 'mistral');
  if (!on) return new Array<undefined>(layers).fill(undefined);
  const window = hf.size('sliding_window');
  const kinds = hf.texts('layer_types');
  const first = hf.text('model_type') === 'mistral' ? 0 : hf.number('max_window_layers', 28);
  return Array.from({ length: layers }, (_, layer) => {
    const slides = kinds === undefined ? layer >= first : kinds[layer] === 'sliding_attention';
    return slides ? window : undefined;
  });
}
