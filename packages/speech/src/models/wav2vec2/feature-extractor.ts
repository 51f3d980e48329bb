import { Conv1d, GroupNorm, kaimingNormal, LayerNorm, Module, type Tensor, transpose } from '@heed/core';
import { activationNamed } from '@heed/transformer';
import type { Wav2Vec2Config } from './config.ts';
import { inOneChannel } from './frames.ts';

/** LayerNorm over the channels of [batch, channels, frames]. */
export class FrameNorm extends LayerNorm {
  override forward(x: Tensor): Tensor {
    return transpose(super.forward(transpose(x, [0, 2, 1])), [0, 2, 1]);
  }
}

/** A convolution of the front-end with its norm, where it has one, and its activation. */
export class Wav2Vec2ConvLayer extends Module {
  readonly conv: Conv1d;
  readonly layerNorm: GroupNorm | FrameNorm | undefined;
  readonly #activation: (x: Tensor) => Tensor;

  constructor(config: Wav2Vec2Config, index: number) {
    super(config);
    const { convolutions, convolutionBias: bias, convolutionNorm } = config;
    const { channels = 1, kernel = 1, stride = 1 } = convolutions[index] ?? {};
    const inputs = convolutions[index - 1]?.channels ?? 1;
    this.conv = new Conv1d(inputs, channels, kernel, { stride, bias, initializer: kaimingNormal });
    this.layerNorm = normOf(convolutionNorm, channels, index);
    this.#activation = activationNamed(config.convolutionActivation);
  }

  override forward(x: Tensor): Tensor {
    const heard = this.conv.forward(x);
    return this.#activation(this.layerNorm?.forward(heard) ?? heard);
  }
}

function normOf(
  kind: Wav2Vec2Config['convolutionNorm'],
  channels: number,
  index: number,
): GroupNorm | FrameNorm | undefined {
  if (kind === 'layer') return new FrameNorm(channels);
  return index === 0 ? new GroupNorm(channels, channels) : undefined;
}

/** The convolutional front-end: samples [batch, samples] → features [batch, frames, channels]. */
export class Wav2Vec2FeatureExtractor extends Module {
  readonly convLayers: readonly Wav2Vec2ConvLayer[];
  readonly #config: Wav2Vec2Config;

  constructor(config: Wav2Vec2Config) {
    super(config);
    this.convLayers = config.convolutions.map((_, index) => new Wav2Vec2ConvLayer(config, index));
    this.#config = config;
  }

  /** @throws {ShapeError} for other than [batch, samples] or [batch, 1, samples], and sounds shorter than a frame. */
  override forward(samples: Tensor): Tensor {
    const first = inOneChannel(samples, this.#config.convolutions);
    const features = this.convLayers.reduce((x, layer) => layer.forward(x), first);
    return transpose(features, [0, 2, 1]);
  }
}
