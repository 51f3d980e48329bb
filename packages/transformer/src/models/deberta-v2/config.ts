import type { RelativeEmbeddingsOptions } from '@heed/attention';
import { type BertConfig, readBertLikeConfig } from '../bert/config.ts';
import { checkHfConfig, type HfConfig } from '../hf-config.ts';

/** What a DeBERTa v2 or v3 is made of. */
export interface DebertaV2Config extends BertConfig {
  /** The table of relative positions that all layers share. */
  readonly relative: Required<Pick<RelativeEmbeddingsOptions, 'maxDistance' | 'norm'>> &
    Pick<RelativeEmbeddingsOptions, 'buckets'>;
  readonly contentToPosition: boolean;
  readonly positionToContent: boolean;
  /** Positions are projected by the layers of contents. */
  readonly shareProjections: boolean;
  /** Of the first layer of the xlarge models; undefined in the others. */
  readonly convolution: DebertaV2ConvolutionConfig | undefined;
  readonly poolerActivation: string;
  readonly poolerDropout: number;
  /** The masked language model has BERT's head, as transformers makes it, not the one that DeBERTa was trained with. */
  readonly legacy: boolean;
}

/** The convolution beside the first layer. */
export interface DebertaV2ConvolutionConfig {
  /** Tokens that it reads. */
  readonly size: number;
  readonly groups: number;
  readonly activation: string;
}

/** The `model_type`s of published configs that are of this family: v3 and mDeBERTa have that of v2. */
export const debertaV2ModelTypes = ['deberta-v2'] as const;

/**
 * Reads a published config of DeBERTa v2, v3 or mDeBERTa.
 *
 * @param names Names in the weight file. Where the config says nothing of it, they tell which head a masked language
 * model has.
 * @throws {FormatError} for a field that is missing or not as it must be, and for what no published model has: attention
 * without relative positions, embeddings, heads or a pooler of another width than the states.
 */
export function readDebertaV2Config(hf: HfConfig, names: ReadonlySet<string> = new Set()): DebertaV2Config {
  checkHfConfig('readDebertaV2Config', hf);
  const config = readBertLikeConfig(hf, 0);
  if (!hf.flag('relative_attention', false)) throw hf.unsupported('relative_attention', 'true');
  checkWidth(hf, 'embedding_size', config.width);
  checkWidth(hf, 'pooler_hidden_size', config.width);
  checkWidth(hf, 'attention_head_size', config.width / config.heads);
  const trainedHead = names.has('lm_predictions.lm_head.dense.weight');
  return {
    ...config,
    ...readTerms(hf),
    epsilon: hf.number('layer_norm_eps', 1e-7),
    tokenTypes: hf.number('type_vocab_size', 0) === 0 ? 0 : hf.size('type_vocab_size'),
    absolutePositions: hf.flag('position_biased_input', true),
    relative: {
      maxDistance: sizeUnlessBelow1(hf, 'max_relative_positions') ?? config.maximumLength,
      buckets: sizeUnlessBelow1(hf, 'position_buckets'),
      norm: readNorm(hf),
    },
    shareProjections: hf.flag('share_att_key', false),
    convolution: readConvolution(hf),
    classifierDropout: hf.number('cls_dropout', config.dropout),
    poolerActivation: hf.text('pooler_hidden_act', 'gelu'),
    poolerDropout: hf.number('pooler_dropout', 0),
    legacy: hf.flag('legacy', !trainedHead),
  };
}

/** Of `pos_att_type`, a list or `p2c|c2p`. */
function readTerms(hf: HfConfig): Pick<DebertaV2Config, 'contentToPosition' | 'positionToContent'> {
  const isText = typeof hf.toJSON()['pos_att_type'] === 'string';
  const terms = isText ? parts(hf.text('pos_att_type')) : (hf.texts('pos_att_type') ?? []);
  if (terms.length > 0 && terms.every((term) => term === 'c2p' || term === 'p2c')) {
    return { contentToPosition: terms.includes('c2p'), positionToContent: terms.includes('p2c') };
  }
  throw hf.unsupported('pos_att_type', 'c2p, p2c or both');
}

/** Of `norm_rel_ebd`: `none`, or `layer_norm`. */
function readNorm(hf: HfConfig): boolean {
  const wanted = parts(hf.text('norm_rel_ebd', 'none'));
  const known = wanted.every((part) => part === 'none' || part === 'layer_norm');
  if (!known) throw hf.unsupported('norm_rel_ebd', 'none or layer_norm');
  return wanted.includes('layer_norm');
}

function readConvolution(hf: HfConfig): DebertaV2ConvolutionConfig | undefined {
  const size = sizeUnlessBelow1(hf, 'conv_kernel_size');
  if (size === undefined) return undefined;
  if (size % 2 === 0) throw hf.unsupported('conv_kernel_size', 'odd');
  return { size, groups: hf.size('conv_groups', 1), activation: hf.text('conv_act', 'tanh') };
}

/** Undefined for 0 and below, which say that there is no such thing. */
function sizeUnlessBelow1(hf: HfConfig, field: string): number | undefined {
  return hf.number(field, -1) < 1 ? undefined : hf.size(field);
}

function checkWidth(hf: HfConfig, field: string, width: number): void {
  if (hf.number(field, width) !== width) throw hf.unsupported(field, String(width));
}

function parts(text: string): string[] {
  return text.split('|').map((part) => part.trim().toLowerCase());
}
