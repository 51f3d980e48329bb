import { Embedding, type Linear, multiply, RandomGenerator, type Tensor } from '@heed/core';
import type { EncodedSource } from '../../encoder-decoder/decoder.ts';
import { EncoderDecoderModel, statesAsked, type TargetOptions } from '../encoder-decoder-model.ts';
import { outputLayer, type TiedLinear } from '../output-layer.ts';
import type { T5Config } from './config.ts';
import { T5Stack } from './stack.ts';

/**
 * T5 (Raffel et al. 2020; T5 1.1, Flan-T5, mT5): every task as text to text. Relative positions that all layers of a
 * stack share, scores that are not scaled, RMS norms before each sub-layer. For the names in published files see
 * {@link t5WeightNames}.
 *
 * Weights are float32 whatever the file has. That goes for `wo` too, where T5's numbers pass the end of float16
 * (65,504): reference implementations keep that layer in float32 for the same reason.
 *
 * Observers can ask for the output of any block (`encoder.block.3`, `decoder.block.3`), its attention
 * (`….layer.0.SelfAttention.weights`, in the decoder also `….layer.1.EncDecAttention.weights`), what enters the first
 * (`encoder.input`) and `logits`.
 *
 * @example
 * ```ts
 * import { RandomGenerator, tensor } from '@heed/core';
 * import { HfConfig, readT5Config, T5 } from '@heed/transformer';
 * const config = readT5Config(
 *   new HfConfig({
 *     model_type: 't5', vocab_size: 11, d_model: 8, d_kv: 3, d_ff: 16, num_layers: 2, num_heads: 2,
 *   }),
 * );
 * const model = new T5(config).initialize(new RandomGenerator(0));
 * const source = tensor([[3, 4, 1]], { dtype: 'int32' });
 * const target = tensor([[config.startId, 5]], { dtype: 'int32' });
 * console.log(model.forward(source, target).shape); // [1, 2, 11]
 * ```
 */
export class T5 extends EncoderDecoderModel {
  readonly config: T5Config;
  /** Training and generation give it lengths in place of masks. */
  override readonly takesLengths: boolean = true;
  readonly shared: Embedding;
  readonly encoder: T5Stack;
  readonly decoder: T5Stack;
  readonly lmHead: Linear | TiedLinear;

  /** @param generator Source of all dropout; its state makes a training run repeatable. */
  constructor(config: T5Config, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    this.config = config;
    this.shared = new Embedding(config.vocabularySize, config.width);
    this.encoder = new T5Stack(config, 'encoder', this.shared, generator);
    this.decoder = new T5Stack(config, 'decoder', this.shared, generator);
    this.lmHead = outputLayer(this.shared, config.tied);
  }

  protected override readSource(
    source: Tensor,
    mask: Tensor | undefined,
    lengths?: readonly number[],
  ): Tensor {
    return this.encoder.forward(source, { mask, lengths });
  }

  protected override readTarget(target: Tensor, source: EncodedSource, options: TargetOptions): Tensor {
    const { outputScale } = this.config;
    const { memory, mask: memoryMask } = source;
    const { cache, lengths } = options;
    const all = this.decoder.forward(target, { memory, memoryMask, cache, lengths });
    const states = statesAsked(all, options);
    return this.lmHead.forward(outputScale === 1 ? states : multiply(states, outputScale));
  }
}
