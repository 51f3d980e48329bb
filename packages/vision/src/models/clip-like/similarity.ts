import { divide, matmul, multiply, sqrt, sum, type Tensor, transpose } from '@heed/core';
import type { PatchModel } from '../vision-model.ts';
import type { TwoTowerConfig } from './config.ts';

/** Options of a tower of texts. */
export interface TextTowerOptions {
  /** Boolean [batch, 1, 1, length], true = a real token; see `paddingMask` of `@heed/attention`. */
  readonly mask?: Tensor;
}

/** A model that puts pictures and texts into one space, where what belongs together is near. */
export interface PictureTextModel extends PatchModel {
  readonly config: TwoTowerConfig;
  /** Pixels [pictures, channels, height, width] → vectors of length 1, [pictures, width]. */
  encodePictures(pixels: Tensor): Tensor;
  /** Token ids int32 [texts, length] → vectors of length 1, [texts, width]. */
  encodeTexts(ids: Tensor, options?: TextTowerOptions): Tensor;
  /** How well each picture and text fit, [pictures, texts]. */
  similarity(pictures: Tensor, texts: Tensor): Tensor;
  /** Scores of {@link similarity} as probabilities, as the family means them. */
  probabilities(scores: Tensor): Tensor;
}

/** Vectors of length 1 along the last axis. */
export function toUnitLength(x: Tensor): Tensor {
  return divide(x, sqrt(sum(multiply(x, x), { axis: -1, keepAxes: true })));
}

/** All products of the rows of two tables: [a, width], [b, width] → [a, b]. */
export function allProducts(a: Tensor, b: Tensor): Tensor {
  return matmul(a, transpose(b, [1, 0]));
}
