import type { Module, Tensor } from '@heed/core';

/** What training and generation need to know of a model's vocabulary. */
export interface SequenceConfig {
  readonly vocabularySize: number;
  readonly padId: number;
  readonly startId: number;
  readonly endId: number;
  /** Longest target, in tokens; no limit if absent. */
  readonly maximumLength?: number;
}

/** Real tokens of each row of padded sources and of their targets; padding stands behind them. */
export interface PairLengths {
  readonly sources: readonly number[];
  readonly targets: readonly number[];
}

/** State of a decoder between steps: keys and values, or a recurrent state. */
export interface TargetCache {
  /** Target positions seen. */
  readonly length: number;
  /** Picks rows of the batch anew: row i becomes the former row `rows[i]`. */
  reorder(rows: Tensor): void;
  /** The same where each row stays with its source, as beams do: what was made of the source need not be copied. */
  reorderTargets?(rows: Tensor): void;
  /** Frees the buffers. */
  dispose(): void;
}

/**
 * A model from source to target tokens, whatever it is made of: the Transformer (`EncoderDecoder`) or a recurrent
 * one (`RecurrentEncoderDecoder` of `@heed/attention`). Training and generation take any.
 */
export interface SequenceToSequence<Encoded, Cache extends TargetCache> extends Module {
  readonly config: SequenceConfig;
  /**
   * True for a model that is to be given lengths in place of masks, as Transformers of ids to ids here: their layers leave
   * padding out.
   */
  readonly takesLengths?: boolean;
  /**
   * Logits of the next target token at each position, [batch, target length, vocabulary]; ids are int32 [batch, length].
   *
   * @param padding Boolean [batch, 1, 1, source length], true = a real token of the source. Or, to a model that says
   * `takesLengths`, the lengths of sources and targets: it then gives the logits of real target tokens alone, one target
   * behind the other, [tokens, vocabulary].
   */
  forward(source: Tensor, target: Tensor, padding?: Tensor | PairLengths): Tensor;
  /** Runs the encoder; padding is such a mask, or the lengths of the sources. */
  encode(source: Tensor, padding?: Tensor | readonly number[]): Encoded;
  /** Rows of an encoded batch, picked anew: int32 [rows]. */
  selectRows(encoded: Encoded, rows: Tensor): Encoded;
  /**
   * Runs the decoder; with a cache, `target` holds only the tokens that are new.
   *
   * @param lastPositions How many of the last tokens are asked for; a model may answer all even so.
   */
  decode(target: Tensor, encoded: Encoded, cache?: Cache, lastPositions?: number): Tensor;
  /** An empty cache for {@link decode}. */
  createCache(): Cache;
}
