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
  /** Logits [batch, target length, vocabulary] of the next token at each position; ids are int32 [batch, length]. */
  forward(source: Tensor, target: Tensor, sourceMask?: Tensor): Tensor;
  /** Runs the encoder; the mask is boolean [batch, 1, 1, source length]. */
  encode(source: Tensor, mask?: Tensor): Encoded;
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
