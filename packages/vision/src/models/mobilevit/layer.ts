import { concat, LayerNorm, Module, type RandomGenerator, reshape, type Tensor, transpose } from '@heed/core';
import type { Size } from '../../patches/size.ts';
import { resizeMap } from '../resize-map.ts';
import { LayerStack, ViTLayer } from '../vit-like/layer.ts';
import type { MobileViTConfig, MobileViTStageConfig } from './config.ts';
import { MobileViTConvLayer, MobileViTInvertedResidual, MobileViTProjection } from './convolution.ts';

/**
 * Sequences of a map [batch, channels, rows, columns]: of each patch the pixel at one place, so that pixels attend to those at
 * the same place of all patches, [batch · side², patches, channels].
 */
export function patchSequences(map: Tensor, side: number): Tensor {
  const [batch = 0, channels = 0, rows = 0, columns = 0] = map.shape;
  const [down, across] = [rows / side, columns / side];
  const cut = reshape(map, [batch, channels, down, side, across, side]);
  return reshape(transpose(cut, [0, 3, 5, 2, 4, 1]), [batch * side * side, down * across, channels]);
}

/** Undoes {@link patchSequences}. */
export function joinSequences(sequences: Tensor, side: number, [rows, columns]: Size): Tensor {
  const [many = 0, , channels = 0] = sequences.shape;
  const batch = many / (side * side);
  const cut = reshape(sequences, [batch, side, side, rows / side, columns / side, channels]);
  return reshape(transpose(cut, [0, 5, 3, 1, 4, 2]), [batch, channels, rows, columns]);
}

/**
 * The block that gives MobileViT its name (Mehta and Rastegari 2022): convolutions look near, then every pixel attends to
 * those at its place in all patches, which looks far; both are mixed with what came in. Maps whose sides are no multiples of
 * a patch are stretched for attention, and shrunk behind it.
 */
export class MobileViTLayer extends Module {
  readonly downsamplingLayer: MobileViTInvertedResidual;
  readonly convKxk: MobileViTConvLayer;
  readonly conv_1x1: MobileViTProjection;
  readonly transformer: LayerStack<ViTLayer>;
  readonly layernorm: LayerNorm;
  readonly convProjection: MobileViTConvLayer;
  readonly fusion: MobileViTConvLayer;
  readonly #patch: number;

  constructor(config: MobileViTConfig, stage: MobileViTStageConfig, generator: RandomGenerator) {
    super(config, stage);
    const { kernel, activation, epsilon, innerRatio, patch } = config;
    const { width, depth, inputs, outputs, stride, dilation } = stage;
    const layer = { ...config, width, feedForwardWidth: Math.trunc(innerRatio * width) };
    this.downsamplingLayer = new MobileViTInvertedResidual(config, inputs, outputs, { stride, dilation });
    this.convKxk = new MobileViTConvLayer(outputs, outputs, kernel, { activation });
    this.conv_1x1 = new MobileViTProjection(outputs, width);
    this.transformer = new LayerStack(depth, () => new ViTLayer(layer, generator));
    this.layernorm = new LayerNorm(width, { epsilon });
    this.convProjection = new MobileViTConvLayer(width, outputs, 1, { activation });
    this.fusion = new MobileViTConvLayer(2 * outputs, outputs, kernel, { activation });
    this.#patch = patch;
  }

  override forward(map: Tensor): Tensor {
    const near = this.downsamplingLayer.forward(map);
    const local = this.conv_1x1.forward(this.convKxk.forward(near));
    const size: Size = [local.shape[2] ?? 0, local.shape[3] ?? 0];
    const whole = (length: number): number => Math.ceil(length / this.#patch) * this.#patch;
    const stretched: Size = [whole(size[0]), whole(size[1])];
    const sequences = patchSequences(resizeMap(local, stretched), this.#patch);
    const attended = this.layernorm.forward(this.transformer.forward(sequences));
    const far = this.convProjection.forward(resizeMap(joinSequences(attended, this.#patch, stretched), size));
    return this.fusion.forward(concat([near, far], { axis: 1 }));
  }
}
