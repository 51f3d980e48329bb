import { type HfConfig, readLabels } from '@heed/transformer';
import { readHeads, readSize, type VisionConfig } from '../vision-config.ts';

/** What a tower that reads texts is made of. */
export interface TextTowerConfig {
  readonly vocabularySize: number;
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  readonly feedForwardWidth: number;
  readonly maximumLength: number;
  readonly activation: string;
  readonly epsilon: number;
  readonly attentionDropout: number;
}

/** A model of two towers: that of pictures, and beside it that of texts. */
export interface TwoTowerConfig extends VisionConfig {
  readonly text: TextTowerConfig;
}

/** What the families fill in where a published config says nothing. */
export interface TowerDefaults {
  readonly activation: string;
  readonly epsilon: number;
  readonly patchSize: number;
  readonly vocabularySize: number;
  readonly textHeads: number;
  readonly maximumLength: number;
}

/** Reads the config of a tower of pictures. */
export function readVisionTower(hf: HfConfig, defaults: TowerDefaults): VisionConfig {
  const width = hf.size('hidden_size', 768);
  return {
    imageSize: readSize(hf, 'image_size', 224),
    patchSize: readSize(hf, 'patch_size', defaults.patchSize),
    channels: hf.size('num_channels', 3),
    width,
    layers: hf.size('num_hidden_layers', 12),
    heads: readHeads(hf, 12, width),
    feedForwardWidth: hf.size('intermediate_size', 3072),
    activation: hf.text('hidden_act', defaults.activation),
    epsilon: hf.number('layer_norm_eps', defaults.epsilon),
    dropout: 0,
    attentionDropout: hf.number('attention_dropout', 0),
    labels: readLabels(hf),
  };
}

/** Reads the config of a tower of texts. */
export function readTextTower(hf: HfConfig, width: number, defaults: TowerDefaults): TextTowerConfig {
  const own = hf.size('hidden_size', width);
  return {
    vocabularySize: hf.size('vocab_size', defaults.vocabularySize),
    width: own,
    layers: hf.size('num_hidden_layers', 12),
    heads: readHeads(hf, defaults.textHeads, own),
    feedForwardWidth: hf.size('intermediate_size', 4 * width),
    maximumLength: hf.size('max_position_embeddings', defaults.maximumLength),
    activation: hf.text('hidden_act', defaults.activation),
    epsilon: hf.number('layer_norm_eps', defaults.epsilon),
    attentionDropout: hf.number('attention_dropout', 0),
  };
}
