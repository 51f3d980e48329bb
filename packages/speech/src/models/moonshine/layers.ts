import type { PositionScheme } from '@heed/attention';
import { add, Linear, Module, multiply, type RandomGenerator, split, type Tensor } from '@heed/core';
import {
  type ActivatedLinear,
  activatedLinear,
  activationNamed,
  type DecoderLayerInput,
  PlainNorm,
} from '@heed/transformer';
import { MoonshineAttention } from './attention.ts';
import type { MoonshineConfig } from './config.ts';

/** The feed-forward layer of the encoder: `fc2(act(fc1(x)))`. */
export class MoonshineEncoderMlp extends Module {
  readonly fc1: Linear;
  readonly fc2: Linear;
  readonly #activated: ActivatedLinear;

  constructor(config: MoonshineConfig) {
    super(config);
    const { width, feedForwardWidth, encoderActivation } = config;
    this.fc1 = new Linear(width, feedForwardWidth);
    this.fc2 = new Linear(feedForwardWidth, width);
    this.#activated = activatedLinear(encoderActivation);
  }

  override forward(x: Tensor): Tensor {
    return this.fc2.forward(this.#activated(this.fc1, x));
  }
}

/** The gated feed-forward layer of the decoder (Shazeer 2020), both halves from one projection: `fc2(act(gate) ⊙ up)`. */
export class MoonshineDecoderMlp extends Module {
  readonly fc1: Linear;
  readonly fc2: Linear;
  readonly #activation: (x: Tensor) => Tensor;

  constructor(config: MoonshineConfig) {
    super(config);
    const { width, feedForwardWidth, decoderActivation } = config;
    this.fc1 = new Linear(width, 2 * feedForwardWidth);
    this.fc2 = new Linear(feedForwardWidth, width);
    this.#activation = activationNamed(decoderActivation);
  }

  override forward(x: Tensor): Tensor {
    const [up, gate] = split(this.fc1.forward(x), { axis: -1, parts: 2 });
    return this.fc2.forward(multiply(this.#activation(gate), up));
  }
}

/** What the norms of a Moonshine are: without a bias, as PyTorch does them by default otherwise. */
const norm = ({ width }: MoonshineConfig): PlainNorm => new PlainNorm(width, { epsilon: 1e-5 });

/** A layer of the encoder, norms first. */
export class MoonshineEncoderLayer extends Module {
  readonly selfAttn: MoonshineAttention;
  readonly mlp: MoonshineEncoderMlp;
  readonly inputLayernorm: PlainNorm;
  readonly postAttentionLayernorm: PlainNorm;

  /** @param positions Shared by all layers. */
  constructor(config: MoonshineConfig, positions: PositionScheme, generator: RandomGenerator) {
    super(config);
    this.selfAttn = new MoonshineAttention(config, generator, positions);
    this.mlp = new MoonshineEncoderMlp(config);
    this.inputLayernorm = norm(config);
    this.postAttentionLayernorm = norm(config);
  }

  /**
   * States [batch, frames, width] → the same shape.
   *
   * @param mask Boolean [batch|1, 1, 1, frames], true = attend.
   */
  override forward(x: Tensor, mask?: Tensor): Tensor {
    const attended = add(x, this.selfAttn.forward(this.inputLayernorm.forward(x), { mask }));
    return add(attended, this.mlp.forward(this.postAttentionLayernorm.forward(attended)));
  }
}

/** A layer of the decoder, norms first: to the text so far, to the sound, and the feed-forward layer. */
export class MoonshineDecoderLayer extends Module {
  readonly selfAttn: MoonshineAttention;
  readonly encoderAttn: MoonshineAttention;
  readonly mlp: MoonshineDecoderMlp;
  readonly inputLayernorm: PlainNorm;
  readonly postAttentionLayernorm: PlainNorm;
  readonly finalLayernorm: PlainNorm;

  /** @param positions Shared by all layers. */
  constructor(config: MoonshineConfig, positions: PositionScheme, generator: RandomGenerator) {
    super(config);
    this.selfAttn = new MoonshineAttention(config, generator, positions);
    this.encoderAttn = new MoonshineAttention(config, generator);
    this.mlp = new MoonshineDecoderMlp(config);
    this.inputLayernorm = norm(config);
    this.postAttentionLayernorm = norm(config);
    this.finalLayernorm = norm(config);
  }

  override forward(x: Tensor, { memory, memoryMask, cache }: DecoderLayerInput): Tensor {
    const read = this.selfAttn.forward(this.inputLayernorm.forward(x), { causal: true, cache: cache?.self });
    const told = add(x, read);
    const heard = this.encoderAttn.forward(this.postAttentionLayernorm.forward(told), {
      ...{ memory, mask: memoryMask, cache: cache?.cross },
    });
    const both = add(told, heard);
    return add(both, this.mlp.forward(this.finalLayernorm.forward(both)));
  }
}
