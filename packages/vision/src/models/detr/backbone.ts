import { Module, ShapeError, showShape, type Tensor } from '@heed/core';
import type { Size } from '../../patches/size.ts';
import { nearestMap } from '../resize-map.ts';
import type { ResNetConfig } from '../resnet/config.ts';
import { ResNetModel } from '../resnet/model.ts';

/** The convolutional net, under its published name. */
export class DetrConvolutionalEncoder extends Module {
  readonly model: ResNetModel;

  constructor(config: ResNetConfig) {
    super(config);
    this.model = new ResNetModel(config, { frozen: true });
    // As in the paper, the first layers are not trained: they find edges in any picture.
    this.model.freeze('embedder.**', 'encoder.stages.0.**');
  }

  /** The maps of all stages, the finest first. */
  override forward(pixels: Tensor): readonly Tensor[] {
    return this.model.featureMaps(pixels);
  }
}

/** What makes maps of pictures: a ResNet whose norms stay as they are. */
export class DetrBackbone extends Module {
  readonly convEncoder: DetrConvolutionalEncoder;

  constructor(config: ResNetConfig) {
    super(config);
    this.convEncoder = new DetrConvolutionalEncoder(config);
  }

  /** The maps of all stages, the finest first. */
  override forward(pixels: Tensor): readonly Tensor[] {
    return this.convEncoder.forward(pixels);
  }
}

/**
 * What of a map lies within the picture: the mask's nearest pixel above and to the left for each place.
 *
 * @param mask Boolean [batch, height, width].
 * @returns Boolean [batch, rows, columns].
 * @throws {ShapeError} for a mask that is not of these pixels.
 */
export function maskOfMap(mask: Tensor, pixels: Tensor, [rows, columns]: Size): Tensor {
  const [batch = 0, , height = 0, width = 0] = pixels.shape;
  if (mask.dtype !== 'bool' || mask.shape.join() !== [batch, height, width].join()) {
    throw new ShapeError(
      `DETR: mask must be bool ${showShape([batch, height, width])}, as the pixels are, got ${mask.dtype} ` +
        showShape(mask.shape),
    );
  }
  return nearestMap(mask, [rows, columns]);
}
