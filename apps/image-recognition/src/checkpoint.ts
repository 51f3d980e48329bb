import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeJson } from '@heed/app-translation';
import { OptionError, type RandomGenerator } from '@heed/core';
import { HfConfig } from '@heed/transformer';
import { savePretrained } from '@heed/transformer/node';
import {
  BeitForImageClassification,
  type PictureClassifier,
  readBeitConfig,
  readSegformerConfig,
  readViTConfig,
  SegformerForImageClassification,
  ViTForImageClassification,
  visionFamilies,
} from '@heed/vision';
import type { LabelledPictures } from './dataset.ts';
import { startLocal } from './local-start.ts';

/**
 * The kinds of models that are trained: a plain ViT, one whose patches know their ways by a learned bias, as in BEiT, or one
 * whose patches overlap and whose layers hold convolutions, as in SegFormer.
 */
export const modelKinds = ['vit', 'beit', 'segformer'] as const;

/** One of {@link modelKinds}. */
export type ModelKind = (typeof modelKinds)[number];

/** Kind and sizes of a model to train; those of a SegFormer are its last stage's. */
export interface ModelSizes {
  readonly kind: ModelKind;
  readonly patch: number;
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  readonly feedForwardWidth: number;
  readonly dropout: number;
}

/** How pictures are normalised. */
export interface Normalization {
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

/** The published config of a model for a set of pictures. */
export function configFor(set: LabelledPictures, sizes: ModelSizes): HfConfig {
  return new HfConfig({
    ...shapeOf[sizes.kind](sizes),
    model_type: sizes.kind,
    image_size: set.height === set.width ? set.height : [set.height, set.width],
    num_channels: set.color === 'grey' ? 1 : 3,
    hidden_act: 'gelu',
    hidden_dropout_prob: sizes.dropout,
    attention_probs_dropout_prob: 0,
    id2label: Object.fromEntries(set.names.map((name, at) => [String(at), name])),
    label2id: Object.fromEntries(set.names.map((name, at) => [name, at])),
  });
}

/** The fields of each kind's config that its sizes decide. */
const shapeOf: Readonly<Record<ModelKind, (sizes: ModelSizes) => Readonly<Record<string, unknown>>>> = {
  vit: (sizes) => ({ architectures: ['ViTForImageClassification'], qkv_bias: true, ...plainShape(sizes) }),
  beit: (sizes) => ({
    architectures: ['BeitForImageClassification'],
    use_absolute_position_embeddings: true,
    use_relative_position_bias: true,
    use_mean_pooling: false,
    layer_scale_init_value: 0,
    drop_path_rate: 0,
    ...plainShape(sizes),
  }),
  // Two stages: one layer on finer patches, a third as wide, comes before all others.
  segformer: ({ patch, width, layers, heads, feedForwardWidth }) => {
    if (width % 3 !== 0 || heads % 3 !== 0 || patch % 2 !== 0 || feedForwardWidth % width !== 0) {
      throw new OptionError(
        'a segformer needs a width and heads that 3 divides, an even patch and a feed-forward width that is a multiple of the ' +
          `width, got width ${width}, heads ${heads}, patch ${patch} and feed-forward width ${feedForwardWidth}`,
      );
    }
    return {
      architectures: ['SegformerForImageClassification'],
      num_encoder_blocks: 2,
      depths: [1, layers],
      hidden_sizes: [width / 3, width],
      num_attention_heads: [heads / 3, heads],
      mlp_ratios: [feedForwardWidth / width, feedForwardWidth / width],
      patch_sizes: [patch + 1, 3],
      strides: [patch / 2, 2],
      sr_ratios: [2, 1],
      drop_path_rate: 0.05,
    };
  },
};

/** The sizes of one stage of layers on patches that do not overlap. */
function plainShape({
  patch,
  width,
  layers,
  heads,
  feedForwardWidth,
}: ModelSizes): Readonly<Record<string, unknown>> {
  return {
    patch_size: patch,
    hidden_size: width,
    intermediate_size: feedForwardWidth,
    num_hidden_layers: layers,
    num_attention_heads: heads,
    layer_norm_eps: 1e-6,
  };
}

/** A fresh model of a published config. What has biases for the ways between patches begins as a convolution. */
export function createModel(config: HfConfig, generator: RandomGenerator): PictureClassifier {
  const kind = config.text('model_type');
  if (kind === 'vit') {
    return new ViTForImageClassification(readViTConfig(config), generator).initialize(generator);
  }
  if (kind === 'segformer') {
    return new SegformerForImageClassification(readSegformerConfig(config), generator).initialize(generator);
  }
  const model = new BeitForImageClassification(readBeitConfig(config), generator).initialize(generator);
  startLocal(model, model.config);
  return model;
}

/** Writes a folder that this application and Python's transformers load. */
export async function exportCheckpoint(
  folder: string,
  model: PictureClassifier,
  config: HfConfig,
  { mean, deviation }: Normalization,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  await savePretrained({ model, config }, folder, { dtype: 'float16', families: visionFamilies });
  const [height, width] = model.config.imageSize;
  const processor = {
    image_processor_type: 'ViTImageProcessor',
    do_resize: true,
    size: { height, width },
    resample: 2,
    do_rescale: true,
    rescale_factor: 1 / 255,
    do_normalize: true,
    image_mean: mean,
    image_std: deviation,
    do_grayscale: model.config.channels === 1,
  };
  await writeJson(join(folder, 'preprocessor_config.json'), processor);
}
