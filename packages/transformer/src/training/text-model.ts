import { paddingMask } from '@heed/attention';
import { checkKind, type Module, type Tensor } from '@heed/core';
import { padRows } from '../generation/pad-rows.ts';

/** What one call of a {@link TextModel} is told beside its ids: one of these where there is padding, else nothing. */
export interface TextModelOptions {
  /** Boolean [batch, 1, 1, length], true = a real token. */
  readonly mask?: Tensor;
  /** Real tokens of each row, at least 1: for a model that says `takesLengths`. */
  readonly lengths?: readonly number[];
}

/**
 * A model that reads ids int32 [batch, length] and gives one tensor: states, or logits of texts or tokens. Every encoder
 * and every decoder-only model is one, and so is a module of your own on top of one.
 */
export interface TextModel extends Module {
  readonly config: { readonly vocabularySize: number; readonly padId?: number };
  /**
   * True for a model that is to be given `lengths` in place of a mask, as all encoders here: their layers leave padding
   * out. What it gives for padding then means nothing, and must not be read.
   */
  readonly takesLengths?: boolean;
  forward(ids: Tensor, options?: TextModelOptions): Tensor;
}

/**
 * Runs a model over rows of ids, padded behind to the longest; no time goes into padding where the model takes `lengths`.
 */
export function forwardRows(model: TextModel, rows: readonly (readonly number[])[]): Tensor {
  checkKind('forwardRows: model', model, 'a module');
  checkKind('forwardRows: rows', rows, 'a list');
  const ids = padRows(rows, model.config.padId ?? 0);
  const lengths = rows.map((row) => row.length);
  const length = ids.shape[1] ?? 0;
  const isPadded = lengths.some((real) => real < length);
  if (!isPadded) return model.forward(ids);
  // What a model says of a text without a token it reads off padding.
  const leavesOut = model.takesLengths === true && !lengths.includes(0);
  return model.forward(ids, leavesOut ? { lengths } : { mask: paddingMask(lengths, length) });
}
