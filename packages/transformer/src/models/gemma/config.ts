import type { RotaryPositionsOptions } from '@heed/attention';
import type { CausalConfig } from '../causal-language-model.ts';
import { checkHfConfig, type HfConfig } from '../hf-config.ts';
import { readRotary, readRotaryRules } from '../rotary-config.ts';

/** What a Gemma is made of. */
export interface GemmaConfig extends CausalConfig {
  readonly width: number;
  readonly feedForwardWidth: number;
  readonly heads: number;
  readonly keyValueHeads: number;
  readonly headDimension: number;
  readonly activation: string;
  readonly epsilon: number;
  /** Factor of the scores. */
  readonly scale: number;
  /** Scores stay within ± this (Gemma 2). */
  readonly scoreCap: number | undefined;
  /** Logits stay within ± this (Gemma 2). */
  readonly logitCap: number | undefined;
  /** Norms of queries and keys (Gemma 3). */
  readonly queryKeyNorm: boolean;
  readonly attentionBias: boolean;
  readonly attentionDropout: number;
  /** For each layer, how far it looks back; undefined for the whole text. */
  readonly windows: readonly (number | undefined)[];
  /** Positions in layers that see the whole text. */
  readonly rotary: RotaryPositionsOptions;
  /** Positions in layers with a window. */
  readonly localRotary: RotaryPositionsOptions;
  /** The output layer is the embedding. */
  readonly tied: boolean;
}

/** The `model_type`s of published configs that are of this family; `gemma3` reads pictures too, and its text part is read. */
export const gemmaModelTypes = ['gemma2', 'gemma3_text', 'gemma3'] as const;

/**
 * Reads a published config of Gemma 2 or Gemma 3, or of the text part of a Gemma 3 that sees. Published configs leave
 * out what transformers has as defaults, so these are the defaults here.
 *
 * @throws {FormatError} for a field that is missing or not as it must be, and for what changes the numbers and is not
 *   done here: attention in both directions.
 */
export function readGemmaConfig(hf: HfConfig): GemmaConfig {
  checkHfConfig('readGemmaConfig', hf);
  const type = hf.text('model_type');
  const text = type === 'gemma3' ? hf.nested('text_config') : hf;
  if (text === undefined) throw hf.unsupported('text_config', 'an object');
  const second = type === 'gemma2';
  if (text.flag('use_bidirectional_attention', false)) {
    throw text.unsupported('use_bidirectional_attention', 'false');
  }
  // transformers' Gemma 3 has the field, and its attention does not read it.
  if (!second && text.has('attn_logit_softcapping')) throw text.unsupported('attn_logit_softcapping', 'null');
  const layers = text.size('num_hidden_layers');
  const maximumLength = text.size('max_position_embeddings', second ? 8192 : 131_072);
  return {
    vocabularySize: text.size('vocab_size', second ? 256_000 : 262_208),
    layers,
    maximumLength,
    width: text.size('hidden_size'),
    feedForwardWidth: text.size('intermediate_size'),
    heads: text.size('num_attention_heads', 8),
    keyValueHeads: text.size('num_key_value_heads', 4),
    headDimension: text.size('head_dim', 256),
    activation: text.text('hidden_activation', 'gelu_pytorch_tanh'),
    epsilon: text.number('rms_norm_eps', 1e-6),
    scale: text.number('query_pre_attn_scalar', 256) ** -0.5,
    scoreCap: second ? readCap(text, 'attn_logit_softcapping', 50) : undefined,
    logitCap: readCap(text, 'final_logit_softcapping', second ? 30 : undefined),
    queryKeyNorm: !second,
    attentionBias: text.flag('attention_bias', false),
    attentionDropout: text.number('attention_dropout', 0),
    windows: readWindows(text, layers, second ? 2 : 6),
    ...readRotaries(text, maximumLength, second),
    tied: text.flag('tie_word_embeddings', true),
  };
}

/** Null says that there is no cap, and nothing says that it is as ever. */
function readCap(hf: HfConfig, field: string, fallback: number | undefined): number | undefined {
  return hf.has(field) ? hf.number(field) : hf.isNull(field) ? undefined : fallback;
}

/** The kind of each layer by name, or every nth layer sees the whole text. */
function readWindows(hf: HfConfig, layers: number, every: number): (number | undefined)[] {
  const window = hf.isNull('sliding_window') ? undefined : hf.size('sliding_window', 4096);
  const pattern = hf.size('sliding_window_pattern', every);
  const kinds =
    hf.texts('layer_types') ??
    Array.from({ length: layers }, (_, layer) =>
      (layer + 1) % pattern === 0 ? 'full_attention' : 'sliding_attention',
    );
  if (kinds.length !== layers) throw hf.unsupported('layer_types', `the kinds of ${layers} layers`);
  return kinds.map((kind) => {
    if (kind === 'sliding_attention') return window;
    if (kind === 'full_attention') return undefined;
    throw hf.unsupported('layer_types', 'sliding_attention or full_attention, each');
  });
}

/** Gemma 3 has slow frequencies for the whole text, to which alone `rope_scaling` belongs, and fast ones for windows. */
function readRotaries(
  hf: HfConfig,
  maximumLength: number,
  second: boolean,
): Pick<GemmaConfig, 'rotary' | 'localRotary'> {
  const kinds = hf.nested('rope_parameters');
  if (second) {
    const rotary = readRotary(hf, maximumLength);
    return { rotary, localRotary: rotary };
  }
  const localBase = hf.number('rope_local_base_freq', 10_000);
  const base = hf.number('rope_theta', 1_000_000);
  const whole = kinds?.nested('full_attention') ?? hf.nested('rope_scaling');
  return {
    rotary: readRotaryRules(whole, hf, maximumLength, { base }),
    localRotary: readRotaryRules(kinds?.nested('sliding_attention'), hf, maximumLength, { base: localBase }),
  };
}
