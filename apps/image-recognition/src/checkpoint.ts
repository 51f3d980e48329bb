import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { RandomGenerator } from '@heed/core';
import { writeFileAtomically } from '@heed/core/node';
import { HfConfig } from '@heed/transformer';
import { savePretrained } from '@heed/transformer/node';
import { readViTConfig, ViTForImageClassification, visionFamilies } from '@heed/vision';
import type { LabelledPictures } from './dataset.ts';

/** Sizes of a model to train. */
export interface ModelSizes {
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

/** The published config of a ViT for a set of pictures. */
export function configFor(set: LabelledPictures, sizes: ModelSizes): HfConfig {
  return new HfConfig({
    architectures: ['ViTForImageClassification'],
    model_type: 'vit',
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
    qkv_bias: true,
    id2label: Object.fromEntries(set.names.map((name, at) => [String(at), name])),
    label2id: Object.fromEntries(set.names.map((name, at) => [name, at])),
  });
}

/** A fresh ViT of a published config. */
export function createViT(config: HfConfig, generator: RandomGenerator): ViTForImageClassification {
  return new ViTForImageClassification(readViTConfig(config), generator);
}

/** Writes a folder that this application and Python's transformers load. */
export async function exportCheckpoint(
  folder: string,
  model: ViTForImageClassification,
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
