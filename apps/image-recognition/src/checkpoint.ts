import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { RandomGenerator } from '@heed/core';
import { writeFileAtomically } from '@heed/core/node';
import { HfConfig } from '@heed/transformer';
import { savePretrained } from '@heed/transformer/node';
import {
  BeitForImageClassification,
  type PictureClassifier,
  readBeitConfig,
  readViTConfig,
  ViTForImageClassification,
  visionFamilies,
} from '@heed/vision';
import type { LabelledPictures } from './dataset.ts';
import { startLocal } from './local-start.ts';

/** The kinds of models that are trained: a plain ViT, or one whose patches know their ways by a learned bias, as in BEiT. */
export type ModelKind = 'vit' | 'beit';

/** Kind and sizes of a model to train. */
export interface ModelSizes {
  readonly kind: ModelKind;
  readonly patch: number;
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  readonly innerWidth: number;
  readonly dropout: number;
}

/** How pictures are normalised. */
export interface Normalization {
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

/** The published config of a model for a set of pictures. */
export function configFor(set: LabelledPictures, sizes: ModelSizes): HfConfig {
  const positions = {
    use_absolute_position_embeddings: true,
    use_relative_position_bias: true,
    use_mean_pooling: false,
    layer_scale_init_value: 0,
    drop_path_rate: 0,
  };
  return new HfConfig({
    architectures: [sizes.kind === 'vit' ? 'ViTForImageClassification' : 'BeitForImageClassification'],
    model_type: sizes.kind,
    ...(sizes.kind === 'vit' ? { qkv_bias: true } : positions),
    image_size: set.height === set.width ? set.height : [set.height, set.width],
    patch_size: sizes.patch,
    num_channels: set.color === 'grey' ? 1 : 3,
    hidden_size: sizes.width,
    intermediate_size: sizes.innerWidth,
    num_hidden_layers: sizes.layers,
    num_attention_heads: sizes.heads,
    hidden_act: 'gelu',
    hidden_dropout_prob: sizes.dropout,
    attention_probs_dropout_prob: 0,
    layer_norm_eps: 1e-6,
    id2label: Object.fromEntries(set.names.map((name, at) => [String(at), name])),
    label2id: Object.fromEntries(set.names.map((name, at) => [name, at])),
  });
}

/** A fresh model of a published config. What has biases for the ways between patches begins as a convolution. */
export function createModel(config: HfConfig, generator: RandomGenerator): PictureClassifier {
  if (config.text('model_type') === 'vit') {
    return new ViTForImageClassification(readViTConfig(config), generator).initialize(generator);
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
  const text = `${JSON.stringify(processor, null, 2)}\n`;
  await writeFileAtomically(join(folder, 'preprocessor_config.json'), new TextEncoder().encode(text));
}
