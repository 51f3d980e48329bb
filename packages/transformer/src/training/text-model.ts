import { paddingMask } from '@heed/attention';
import type { Module, Tensor } from '@heed/core';
import { padRows } from '../generation/pad-rows.ts';

/** What one call of a {@link TextModel} is told beside its ids. */
export interface TextModelOptions {
  /** Boolean [batch, 1, 1, length], true = a real token. */
  readonly mask?: Tensor;
}

/**
 * A model that reads ids int32 [batch, length] and gives one tensor: states, or logits of texts or tokens. Every encoder
 * and every decoder-only model is one, and so is a module of your own on top of one.
 */
export interface TextModel extends Module {
  readonly config: { readonly vocabularySize: number; readonly paddingId?: number };
  forward(ids: Tensor, options?: TextModelOptions): Tensor;
}

/** Runs a model over rows of ids, padded behind to the longest. */
export function forwardRows(model: TextModel, rows: readonly (readonly number[])[]): Tensor {
  const ids = padRows(rows, model.config.paddingId ?? 0);
  const lengths = rows.map((row) => row.length);
  const length = ids.shape[1] ?? 0;
  const isPadded = lengths.some((real) => real < length);
  return model.forward(ids, isPadded ? { mask: paddingMask(lengths, length) } : {});
}
