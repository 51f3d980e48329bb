import { checkHfConfig, type HfConfig, readLabels } from '@heed/transformer';
import { readSize, type VisionConfig } from '../vision-config.ts';

/** A stage of a SegFormer: layers at one resolution. */
export interface SegformerStageConfig {
  readonly width: number;
  readonly heads: number;
  readonly depth: number;
  /** Side and step of the overlapping patches that begin the stage. */
  readonly patch: number;
  readonly stride: number;
  /** Keys and values are made of every so-manieth patch each way. */
  readonly reduction: number;
  readonly innerRatio: number;
}

/**
 * What a SegFormer is made of; `width`, `heads` and `patchSize`, the pixels from one place of the map to the next, are those
 * of the last stage, `layers` counts all layers.
 */
export interface SegformerConfig extends VisionConfig {
  readonly stages: readonly SegformerStageConfig[];
  readonly decoderWidth: number;
  /** Dropout of the head that names pixels; the one that names pictures has none. */
  readonly classifierDropout: number;
  /** How often the last layer's branches are left out; the rates rise in equal steps from 0 at the first. */
  readonly stochasticDepth: number;
  /** Deviation of fresh weights of linear layers. */
  readonly initializerRange: number;
}

/** The `model_type`s of published configs that are of this family. */
export const segformerModelTypes = ['segformer'] as const;

/**
 * Reads a published config of SegFormer. `layer_norm_eps` is not read: transformers has 1e-5 in all of its norms. Neither is
 * `reshape_last_stage`, which says how transformers hands on the last states: numbers are the same.
 *
 * @throws {FormatError} for a field that is not as it must be.
 */
export function readSegformerConfig(hf: HfConfig): SegformerConfig {
  checkHfConfig('readSegformerConfig', hf);
  const count = hf.size('num_encoder_blocks', 4);
  const list = (field: string, fallback: readonly number[]): readonly number[] => {
    const numbers = hf.has(field) ? hf.numbers(field) : fallback;
    if (numbers.length >= count && numbers.every((value) => Number.isInteger(value) && value > 0)) {
      return numbers;
    }
    throw hf.unsupported(field, `${count} whole numbers above 0, one for each stage`);
  };
  const lists = {
    width: list('hidden_sizes', [32, 64, 160, 256]),
    heads: list('num_attention_heads', [1, 2, 5, 8]),
    depth: list('depths', [2, 2, 2, 2]),
    patch: list('patch_sizes', [7, 3, 3, 3]),
    stride: list('strides', [4, 2, 2, 2]),
    reduction: list('sr_ratios', [8, 4, 2, 1]),
    innerRatio: list('mlp_ratios', [4, 4, 4, 4]),
  };
  const stages = Array.from({ length: count }, (_, at): SegformerStageConfig => {
    const one = (numbers: readonly number[]): number => numbers[at] ?? 1;
    if (one(lists.width) % one(lists.heads) !== 0) {
      throw hf.unsupported(
        'num_attention_heads',
        `a divisor of the width of each stage, such as ${one(lists.width)}`,
      );
    }
    return {
      ...{ width: one(lists.width), heads: one(lists.heads), depth: one(lists.depth) },
      ...{ patch: one(lists.patch), stride: one(lists.stride), reduction: one(lists.reduction) },
      innerRatio: one(lists.innerRatio),
    };
  });
  const last = stages.at(-1);
  if (last === undefined) throw hf.unsupported('num_encoder_blocks', 'at least 1');
  const side = stages.reduce((product, { stride }) => product * stride, 1);
  const layersOf = (depths: readonly number[]): number => depths.reduce((sum, depth) => sum + depth, 0);
  const layers = layersOf(stages.map(({ depth }) => depth));
  // The rates rise over all depths that are named, those of stages beyond the last too, as in transformers.
  const share = (layers - 1) / Math.max(layersOf(lists.depth) - 1, 1);
  return {
    imageSize: readSize(hf, 'image_size', 512),
    patchSize: [side, side],
    channels: hf.size('num_channels', 3),
    width: last.width,
    heads: last.heads,
    layers,
    feedForwardWidth: last.innerRatio * last.width,
    stages,
    activation: hf.text('hidden_act', 'gelu'),
    epsilon: 1e-5,
    dropout: hf.number('hidden_dropout_prob', 0),
    attentionDropout: hf.number('attention_probs_dropout_prob', 0),
    classifierDropout: hf.number('classifier_dropout_prob', 0.1),
    stochasticDepth: share * hf.number('drop_path_rate', 0.1),
    initializerRange: hf.number('initializer_range', 0.02),
    decoderWidth: hf.size('decoder_hidden_size', 256),
    labels: readLabels(hf),
  };
}
