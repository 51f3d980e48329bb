import type { Module, Tensor } from '@heed/core';
import type { VisionConfig } from './vision-config.ts';

/** A model that reads pictures by patches, and of which one can see what it looks at. */
export interface PatchModel extends Module {
  readonly config: VisionConfig;
  /** Number of tokens before the patches: class, distillation and register tokens. */
  readonly firstTokens: number;
  /** Path of the attention weights of a layer, for `observe`: [batch, heads, tokens, tokens]. */
  attentionPath(layer: number): string;
}

/**
 * What gives a picture's states: pixels [batch, channels, height, width] → [batch, tokens, width], or in families with
 * convolutions a map [batch, width, rows, columns].
 */
export interface PictureEncoder extends PatchModel {
  forward(pixels: Tensor): Tensor;
  /** One vector for each picture, [batch, width], as the family takes it for a picture's embedding. */
  embed(states: Tensor): Tensor;
}

/** What gives the class of a picture: pixels [batch, channels, height, width] → logits [batch, labels]. */
export interface PictureClassifier extends PatchModel {
  forward(pixels: Tensor): Tensor;
}
