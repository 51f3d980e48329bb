import { RotaryPositions } from '@heed/attention';
import {
  Conv1d,
  GroupNorm,
  gelu,
  Module,
  OptionError,
  passBy,
  type RandomGenerator,
  reshape,
  slice,
  type Tensor,
  tanh,
  transpose,
} from '@heed/core';
import { PlainNorm, stackLayers } from '@heed/transformer';
import { checkMask, framesOfSamples, inOneChannel } from '../wav2vec2/frames.ts';
import type { MoonshineConfig } from './config.ts';
import { MoonshineEncoderLayer } from './layers.ts';

/**
 * Moonshine's encoder: three convolutions on samples, with a norm of the whole sound behind the first, and layers with
 * rotary positions. Samples [batch, samples] → states [batch, frames, width]. Observers can ask for `input`, what enters
 * the first layer.
 */
export class MoonshineEncoder extends Module {
  readonly conv1: Conv1d;
  readonly conv2: Conv1d;
  readonly conv3: Conv1d;
  readonly groupnorm: GroupNorm;
  readonly layers: readonly MoonshineEncoderLayer[];
  readonly layerNorm: PlainNorm;
  readonly rotary: RotaryPositions;
  readonly #config: MoonshineConfig;

  constructor(config: MoonshineConfig, generator: RandomGenerator) {
    super(config);
    const { width, heads, encoderLayers, convolutions } = config;
    const [first, second, third] = convolutions.map(({ channels, kernel, stride }, index) => {
      const inputs = convolutions[index - 1]?.channels ?? 1;
      return new Conv1d(inputs, channels, kernel, { stride, bias: index > 0 });
    });
    if (first === undefined || second === undefined || third === undefined) {
      throw new OptionError(`Moonshine has three convolutions, got ${convolutions.length}`);
    }
    [this.conv1, this.conv2, this.conv3] = [first, second, third];
    this.groupnorm = new GroupNorm(1, width);
    this.rotary = new RotaryPositions(width / heads, config.rotary);
    this.layers = stackLayers(encoderLayers, () => new MoonshineEncoderLayer(config, this.rotary, generator));
    this.layerNorm = new PlainNorm(width, { epsilon: 1e-5 });
    this.#config = config;
  }

  override get observationPoints(): readonly string[] {
    return ['input'];
  }

  /**
   * @param mask Boolean [batch, 1, 1, frames], true = attend; see `frameMask`.
   * @throws {ShapeError} for other than [batch, samples] or [batch, 1, samples], and sounds shorter than a frame.
   */
  override forward(samples: Tensor, mask?: Tensor): Tensor {
    const wave = inOneChannel(samples, this.#config.convolutions);
    const first = this.groupnorm.forward(tanh(this.conv1.forward(wave)));
    const heard = gelu(this.conv3.forward(gelu(this.conv2.forward(first))));
    const input = passBy(this, 'input', transpose(heard, [0, 2, 1]));
    return this.layerNorm.forward(this.layers.reduce((states, layer) => layer.forward(states, mask), input));
  }

  /**
   * Which frames are sound, those whose first sample is: bool [batch, samples] → bool [batch, 1, 1, frames].
   *
   * @throws {ShapeError} for a mask that does not fit the samples.
   */
  frameMask(mask: Tensor, samples: Tensor): Tensor {
    checkMask(mask, samples);
    const { convolutions } = this.#config;
    const step = convolutions.reduce((product, { stride }) => product * stride, 1);
    const [batch = 0, length = 0] = mask.shape;
    const frames = framesOfSamples(length, convolutions);
    const first = slice(mask, { axis: 1, start: 0, end: (frames - 1) * step + 1, step });
    return reshape(first, [batch, 1, 1, frames]);
  }
}
