import {
  concat,
  Dropout,
  Embedding,
  GRU,
  gather,
  Linear,
  LSTM,
  linear,
  Module,
  multiply,
  normalInitializer,
  RandomGenerator,
  type RecurrentNetwork,
  type Tensor,
  tanh,
  tidy,
  unstack,
} from '@heed/core';
import type { AlignmentAttention } from '../mechanisms/alignment.ts';
import { BahdanauDecoder } from './bahdanau-decoder.ts';
import { checkRecurrentConfig, type RecurrentEncoderDecoderConfig } from './config.ts';
import { createAttention } from './create-attention.ts';
import type { RecurrentDecoder, RecurrentSource } from './decoder.ts';
import { LuongDecoder } from './luong-decoder.ts';
import { mapState, RecurrentCache } from './recurrent-cache.ts';

/**
 * A recurrent encoder–decoder: a bidirectional GRU or LSTM reads the source, and a recurrent decoder with attention
 * writes the target. With `additive` attention it is the model of Bahdanau et al. 2015, with `dot`, `general`,
 * `concat`, `local-m` and `local-p` that of Luong et al. 2015, and with `none` that of Cho et al. 2014, in which
 * the whole source passes through one vector.
 *
 * One embedding serves source, target and output, as in the Transformer; it is scaled by √embeddingWidth on the
 * way in. Observers can ask for `attention.weights` and `attention.scores`,
 * [batch, 1, target length, source length], one tensor per call. With `additive` attention and with input feeding
 * these are for reading: the steps are over when they pass.
 *
 * @example
 * ```ts
 * import { RecurrentEncoderDecoder } from '@heed/attention';
 * import { observe, RandomGenerator, tensor } from '@heed/core';
 * const model = new RecurrentEncoderDecoder({
 *   vocabularySize: 11, embeddingWidth: 6, hiddenWidth: 8, cell: 'gru', attention: 'additive', dropout: 0,
 *   padId: 0, startId: 1, endId: 2,
 * }).initialize(new RandomGenerator(0));
 * const source = tensor([[3, 4, 5, 2]], { dtype: 'int32' });
 * const target = tensor([[1, 6, 7]], { dtype: 'int32' });
 * const logits = observe(model, { 'attention.weights': (weights) => console.log(weights.shape) }, () =>
 *   model.forward(source, target)); // [1, 1, 3, 4]
 * console.log(logits.shape); // [1, 3, 11]
 * ```
 */
export class RecurrentEncoderDecoder extends Module {
  readonly config: RecurrentEncoderDecoderConfig;
  readonly embedding: Embedding;
  readonly encoder: RecurrentNetwork;
  readonly initialHidden: Linear;
  readonly initialCell: Linear | undefined;
  readonly attention: AlignmentAttention | undefined;
  readonly decoder: RecurrentDecoder;
  readonly dropout: Dropout;

  /** @param generator Source of all dropout; its state makes a training run repeatable. */
  constructor(config: RecurrentEncoderDecoderConfig, generator: RandomGenerator = new RandomGenerator(0)) {
    super(config);
    checkRecurrentConfig(config);
    this.config = config;
    const { vocabularySize, embeddingWidth, hiddenWidth, attention } = config;
    this.embedding = new Embedding(vocabularySize, embeddingWidth, {
      paddingIndex: config.padId,
      initializer: normalInitializer(embeddingWidth ** -0.5),
    });
    const Network = config.cell === 'gru' ? GRU : LSTM;
    this.encoder = new Network(embeddingWidth, hiddenWidth / 2, { bidirectional: true });
    this.initialHidden = new Linear(hiddenWidth, hiddenWidth);
    this.initialCell = config.cell === 'lstm' ? new Linear(hiddenWidth, hiddenWidth) : undefined;
    this.attention = createAttention(config);
    this.decoder =
      this.attention === undefined || attention === 'additive'
        ? new BahdanauDecoder(config, this.attention)
        : new LuongDecoder(config, this.attention);
    this.dropout = new Dropout(config.dropout, generator);
  }

  /**
   * Logits of the next target token at each position.
   *
   * @param source int32 [batch, source length]
   * @param target int32 [batch, target length], starting with the start id
   * @param sourceMask boolean [batch, 1, 1, source length], true = a real token
   * @returns [batch, target length, vocabulary]
   */
  override forward(source: Tensor, target: Tensor, sourceMask?: Tensor): Tensor {
    return this.decode(target, this.encode(source, sourceMask));
  }

  /** Runs the encoder over int32 [batch, length], and projects its states for the attention. */
  encode(source: Tensor, mask?: Tensor): RecurrentSource {
    return tidy(() => {
      const { output: memory, state } = this.encoder.forward(this.#embed(source), { mask });
      const summary = sideBySide(state.hidden);
      const hidden = tanh(this.initialHidden.forward(summary));
      const cell = state.cell && this.initialCell?.forward(sideBySide(state.cell));
      const prepared = this.attention?.prepare(memory, mask);
      return { memory, mask, prepared, summary, state: { hidden, cell } };
    });
  }

  /** Runs the decoder; with a cache, `target` holds only the tokens that are new. */
  decode(target: Tensor, source: RecurrentSource, cache?: RecurrentCache): Tensor {
    return tidy(() => {
      const before = cache?.state ?? source.state;
      const embedded = this.#embed(target);
      const { readouts, state } = this.decoder.forward(embedded, source, before, cache?.length ?? 0);
      cache?.advance(state, target.shape[1] ?? 0);
      return linear(this.dropout.forward(readouts), this.embedding.weight);
    });
  }

  /** An empty cache for {@link decode}. */
  createCache(): RecurrentCache {
    return new RecurrentCache();
  }

  /** Rows of an encoded batch, picked anew: int32 [rows]. */
  selectRows(source: RecurrentSource, rows: Tensor): RecurrentSource {
    const pick = (x: Tensor): Tensor => gather(x, rows, { axis: 0 });
    const { mask, prepared } = source;
    const picked = mask && pick(mask);
    return {
      memory: pick(source.memory),
      mask: picked,
      prepared: prepared && { keys: pick(prepared.keys), values: pick(prepared.values), mask: picked },
      summary: pick(source.summary),
      state: mapState(source.state, pick),
    };
  }

  #embed(ids: Tensor): Tensor {
    const scaled = multiply(this.embedding.forward(ids), Math.sqrt(this.config.embeddingWidth));
    return this.dropout.forward(scaled);
  }
}

/** Both directions of a state [2, batch, width] as [batch, 2 · width]. */
function sideBySide(state: Tensor): Tensor {
  return concat(unstack(state, { axis: 0 }), { axis: 1 });
}
