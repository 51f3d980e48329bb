import { RotaryPositions } from '@heed/attention';
import { Embedding, type Linear, Module, passBy, RandomGenerator, type Tensor } from '@heed/core';
import {
  type DecoderOptions,
  type EncodedSource,
  EncoderDecoderModel,
  lastPositions,
  outputLayer,
  PlainNorm,
  stackLayers,
  type TargetOptions,
  type TiedLinear,
} from '@heed/transformer';
import { framesOfSamples } from '../wav2vec2/frames.ts';
import type { MoonshineConfig } from './config.ts';
import { MoonshineEncoder } from './encoder.ts';
import { MoonshineDecoderLayer } from './layers.ts';

/**
 * Moonshine's decoder: int32 [batch, length] → states [batch, length, width]; with a cache, the ids are those that are
 * new. Observers can ask for `input`, what enters the first layer.
 */
export class MoonshineDecoder extends Module {
  readonly embedTokens: Embedding;
  readonly layers: readonly MoonshineDecoderLayer[];
  readonly norm: PlainNorm;
  readonly rotary: RotaryPositions;

  constructor(config: MoonshineConfig, generator: RandomGenerator) {
    super(config);
    const { vocabularySize, width, heads, decoderLayers, paddingIndex } = config;
    this.embedTokens = new Embedding(
      vocabularySize,
      width,
      paddingIndex === undefined ? {} : { paddingIndex },
    );
    this.rotary = new RotaryPositions(width / heads, config.rotary);
    this.layers = stackLayers(decoderLayers, () => new MoonshineDecoderLayer(config, this.rotary, generator));
    this.norm = new PlainNorm(width, { epsilon: 1e-5 });
  }

  override get observationPoints(): readonly string[] {
    return ['input'];
  }

  override forward(ids: Tensor, { cache, ...rest }: DecoderOptions): Tensor {
    const embedded = passBy(this, 'input', this.embedTokens.forward(ids));
    const states = this.layers.reduce(
      (state, layer, index) => layer.forward(state, { ...rest, cache: cache?.layers[index] }),
      embedded,
    );
    return this.norm.forward(states);
  }
}

/** Encoder and decoder; what is behind the decoder belongs to {@link Moonshine}. */
export class MoonshineModel extends Module {
  readonly encoder: MoonshineEncoder;
  readonly decoder: MoonshineDecoder;

  constructor(config: MoonshineConfig, generator: RandomGenerator) {
    super(config);
    this.encoder = new MoonshineEncoder(config, generator);
    this.decoder = new MoonshineDecoder(config, generator);
  }

  /** States of the target, [batch, target length, width]. */
  override forward(samples: Tensor, target: Tensor, mask?: Tensor): Tensor {
    const memoryMask = mask && this.encoder.frameMask(mask, samples);
    const memory = this.encoder.forward(samples, memoryMask);
    return this.decoder.forward(target, { memory, memoryMask });
  }
}

/**
 * Moonshine (Jeffries et al. 2024): samples of speech at 16 kHz to text, in time that grows with the sound and not with
 * a window of 30 s. Its source is float32 [batch, samples]; a mask of the source is bool [batch, samples], true where
 * sound is, at the beginning of each row. The norm behind the first convolution looks at whole rows, as published models
 * do, so that a short sound in a batch is not heard quite as it is alone. `MoonshineRecognizer` writes down what is said;
 * this is the network in it.
 *
 * Observers can ask for the output of any layer (`model.encoder.layers.3`, `model.decoder.layers.3`), its attention
 * (`….selfAttn.weights`, in the decoder also `….encoderAttn.weights`), what enters the first (`model.encoder.input`,
 * `model.decoder.input`) and `logits`.
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { Moonshine, readMoonshineConfig } from '@heed/speech';
 * import { HfConfig } from '@heed/transformer';
 * const config = readMoonshineConfig(
 *   new HfConfig({
 *     model_type: 'moonshine', vocab_size: 11, hidden_size: 16, intermediate_size: 20, encoder_num_hidden_layers: 1,
 *     decoder_num_hidden_layers: 1, encoder_num_attention_heads: 2, decoder_num_attention_heads: 2,
 *     partial_rotary_factor: 0.5,
 *   }),
 * );
 * const generator = new RandomGenerator(0);
 * const model = new Moonshine(config).initialize(generator);
 * const samples = generator.normal([1, 2000]);
 * console.log(model.forward(samples, tensor([[1, 5, 7]], { dtype: 'int32' })).shape); // [1, 3, 11]
 * ```
 */
export class Moonshine extends EncoderDecoderModel {
  readonly config: MoonshineConfig;
  readonly model: MoonshineModel;
  readonly projOut: Linear | TiedLinear;

  /** @param generator Source of all dropout; its state makes a training run repeatable. */
  constructor(config: MoonshineConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super();
    this.config = config;
    this.model = new MoonshineModel(config, generator);
    this.projOut = outputLayer(this.model.decoder.embedTokens, config.tied);
  }

  /** Frames of the encoder for samples of a sound. */
  framesOf(samples: number): number {
    return framesOfSamples(samples, this.config.convolutions);
  }

  /**
   * Runs the encoder over samples.
   *
   * @param mask bool [batch, samples], true where sound is; what comes back has it over frames.
   * @throws {ShapeError} for other shapes, and sounds that are shorter than a frame.
   */
  override encode(samples: Tensor, mask?: Tensor): EncodedSource {
    return super.encode(samples, mask && this.model.encoder.frameMask(mask, samples));
  }

  protected override readSource(samples: Tensor, mask: Tensor | undefined): Tensor {
    return this.model.encoder.forward(samples, mask);
  }

  protected override readTarget(target: Tensor, source: EncodedSource, options: TargetOptions): Tensor {
    const { memory, mask } = source;
    const states = this.model.decoder.forward(target, { memory, memoryMask: mask, cache: options.cache });
    return this.projOut.forward(lastPositions(states, options.lastPositions));
  }
}
