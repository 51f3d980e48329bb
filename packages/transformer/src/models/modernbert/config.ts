import type { RotaryPositionsOptions } from '@heed/attention';
import type { EncoderConfig } from '../encoder-model.ts';
import { readLabels } from '../heads/labels.ts';
import { checkHfConfig, type HfConfig } from '../hf-config.ts';
import { readRotaryRules } from '../rotary-config.ts';

/** What a ModernBERT is made of. */
export interface ModernBertConfig extends EncoderConfig {
  readonly feedForwardWidth: number;
  readonly heads: number;
  readonly activation: string;
  readonly epsilon: number;
  readonly normBias: boolean;
  readonly attentionBias: boolean;
  readonly feedForwardBias: boolean;
  /** For each layer, tokens less than this far away are seen, on either side; undefined for the whole text. */
  readonly windows: readonly (number | undefined)[];
  /** Positions in layers that see the whole text. */
  readonly rotary: RotaryPositionsOptions;
  /** Positions in layers with a window. */
  readonly localRotary: RotaryPositionsOptions;
  readonly embeddingDropout: number;
  readonly attentionDropout: number;
  readonly feedForwardDropout: number;
  readonly classifierDropout: number;
  /** What a classifier of texts reads: the first token, or the mean over all. */
  readonly classifierPooling: 'cls' | 'mean';
  readonly classifierActivation: string;
  readonly classifierBias: boolean;
  readonly decoderBias: boolean;
  /** The output layer of a masked language model is the embedding. */
  readonly tied: boolean;
}

/** The `model_type`s of published configs that are of this family. */
export const modernBertModelTypes = ['modernbert'] as const;

/**
 * Reads a published config of ModernBERT, of transformers 5 (`layer_types`, `rope_parameters`) or older
 * (`global_attn_every_n_layers`, `global_rope_theta`, `local_rope_theta`).
 *
 * @throws {FormatError} for a field that is missing or not as it must be.
 */
export function readModernBertConfig(hf: HfConfig): ModernBertConfig {
  checkHfConfig('readModernBertConfig', hf);
  const [width, heads] = [hf.size('hidden_size'), hf.size('num_attention_heads')];
  if (width % heads !== 0) throw hf.unsupported('num_attention_heads', `a divisor of the width, ${width}`);
  const layers = hf.size('num_hidden_layers');
  const maximumLength = hf.size('max_position_embeddings', 8192);
  return {
    vocabularySize: hf.size('vocab_size'),
    layers,
    width,
    feedForwardWidth: hf.size('intermediate_size'),
    heads,
    maximumLength,
    padId: hf.number('pad_token_id', 50_283),
    tokenTypes: 0,
    labels: readLabels(hf),
    activation: hf.text('hidden_activation', 'gelu'),
    epsilon: hf.number('norm_eps', 1e-5),
    normBias: hf.flag('norm_bias', false),
    attentionBias: hf.flag('attention_bias', false),
    feedForwardBias: hf.flag('mlp_bias', false),
    windows: readWindows(hf, layers),
    ...readRotaries(hf, maximumLength),
    embeddingDropout: hf.number('embedding_dropout', 0),
    attentionDropout: hf.number('attention_dropout', 0),
    feedForwardDropout: hf.number('mlp_dropout', 0),
    classifierDropout: hf.number('classifier_dropout', 0),
    classifierPooling: readPooling(hf),
    classifierActivation: hf.text('classifier_activation', 'gelu'),
    classifierBias: hf.flag('classifier_bias', false),
    decoderBias: hf.flag('decoder_bias', true),
    tied: hf.flag('tie_word_embeddings', true),
  };
}

/** `local_attention` counts both sides; a token sees half of it before and behind itself. */
function readWindows(hf: HfConfig, layers: number): (number | undefined)[] {
  const window = Math.floor(hf.size('local_attention', 128) / 2) + 1;
  const every = hf.size('global_attn_every_n_layers', 3);
  const kinds = hf.texts('layer_types');
  return Array.from({ length: layers }, (_, layer) => {
    const slides = kinds === undefined ? layer % every !== 0 : kinds[layer] === 'sliding_attention';
    return slides ? window : undefined;
  });
}

function readRotaries(hf: HfConfig, maximumLength: number): Pick<ModernBertConfig, 'rotary' | 'localRotary'> {
  const rules = hf.nested('rope_parameters');
  const of = (kind: string, field: string, base: number): RotaryPositionsOptions =>
    readRotaryRules(rules?.nested(kind), hf, maximumLength, { base: hf.number(field, base) });
  return {
    rotary: of('full_attention', 'global_rope_theta', 160_000),
    localRotary: of('sliding_attention', 'local_rope_theta', 10_000),
  };
}

function readPooling(hf: HfConfig): 'cls' | 'mean' {
  const pooling = hf.text('classifier_pooling', 'cls');
  if (pooling === 'cls' || pooling === 'mean') return pooling;
  throw hf.unsupported('classifier_pooling', 'cls or mean');
}
