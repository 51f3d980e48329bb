import { checkHfConfig, type HfConfig } from '../hf-config.ts';
import type { LlamaConfig } from '../llama/index.ts';
import { readRotary } from '../rotary-config.ts';

/** What a Mixtral is made of: a Llama with several feed-forward layers to choose from. */
export interface MixtralConfig extends LlamaConfig {
  readonly experts: number;
  /** How many experts each token goes to. */
  readonly expertsPerToken: number;
}

/** The `model_type`s of published configs that are of this family. */
export const mixtralModelTypes = ['mixtral'] as const;

/**
 * Reads a published config of Mixtral.
 *
 * @throws {FormatError} for a field that is missing or not as it must be, and for noise of the router, which is not done
 *   here.
 */
export function readMixtralConfig(hf: HfConfig): MixtralConfig {
  checkHfConfig('readMixtralConfig', hf);
  if (hf.number('router_jitter_noise', 0) !== 0) throw hf.unsupported('router_jitter_noise', '0');
  const layers = hf.size('num_hidden_layers');
  const heads = hf.size('num_attention_heads');
  const width = hf.size('hidden_size');
  const maximumLength = hf.size('max_position_embeddings', 131_072);
  const window = hf.has('sliding_window') ? hf.size('sliding_window') : undefined;
  const experts = hf.size('num_local_experts', 8);
  const expertsPerToken = hf.size('num_experts_per_tok', 2);
  if (expertsPerToken > experts) throw hf.unsupported('num_experts_per_tok', `at most ${experts}`);
  return {
    vocabularySize: hf.size('vocab_size'),
    layers,
    maximumLength,
    width,
    feedForwardWidth: hf.size('intermediate_size'),
    heads,
    keyValueHeads: hf.size('num_key_value_heads', 8),
    headDimension: hf.size('head_dim', width / heads),
    activation: hf.text('hidden_act', 'silu'),
    epsilon: hf.number('rms_norm_eps', 1e-5),
    rotary: readRotary(hf, maximumLength, { base: 1_000_000 }),
    attentionBias: false,
    outputBias: false,
    feedForwardBias: false,
    attentionDropout: hf.number('attention_dropout', 0),
    queryKeyNorm: false,
    windows: new Array<number | undefined>(layers).fill(window),
    tied: hf.flag('tie_word_embeddings', false),
    experts,
    expertsPerToken,
  };
}
