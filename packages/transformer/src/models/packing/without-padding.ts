import { documentMask, paddingMask } from '@heed/attention';
import { checkKind, isWatched, type Module, OptionError, type Tensor, to } from '@heed/core';
import type { EncoderOptions } from '../encoder-model.ts';
import { inRows, ofTexts, toBatch, toRows } from './move-states.ts';
import { placeTexts } from './place-texts.ts';

/** What the layers of an encoder are told. */
export type LayerOptions = Pick<EncoderOptions, 'mask' | 'positionIds'>;

/**
 * The mask of padding that the options of an encoder say, boolean [batch|1, 1, 1, length]: as it is, or of `lengths`;
 * undefined where there is no padding.
 *
 * @param x Ids or states, [batch, length, …].
 * @throws {OptionError} for lengths that do not fit, and for both.
 */
export function paddingOf(x: Tensor, { mask, lengths }: EncoderOptions): Tensor | undefined {
  if (lengths === undefined) return mask;
  checkLengths(x, lengths, mask);
  const [, length = 0] = x.shape;
  if (lengths.every((count) => count === length)) return undefined;
  return to(paddingMask(lengths, length), x.backend);
}

/**
 * Runs the layers of an encoder over states [batch, length, width]. With `lengths`, where that saves much, the texts lie
 * behind one another in few rows meanwhile, each seeing itself alone (Krell et al. 2021): no time goes into padding,
 * whose states then mean nothing. While somebody observes the model, rows stay as they were given.
 *
 * @param model The encoder.
 */
export function withoutPadding(
  model: Module,
  states: Tensor,
  options: EncoderOptions,
  layers: (states: Tensor, options: LayerOptions) => Tensor,
): Tensor {
  const { lengths, mask, positionIds } = options;
  if (lengths === undefined) return layers(states, { mask, positionIds });
  checkLengths(states, lengths, mask);
  // Own positions are few models' and few callers' wish: they keep the padded batch.
  const places =
    positionIds !== undefined || isWatched(model) ? undefined : placeTexts(lengths, states.shape[1] ?? 0);
  if (places === undefined) return layers(states, { mask: paddingOf(states, options), positionIds });
  const encoded = layers(toRows(states, places), {
    mask: documentMask(ofTexts(places, states)),
    positionIds: inRows(places.offsets, places, states),
  });
  return toBatch(encoded, places, states);
}

/**
 * Makes sure that lengths fit a padded batch.
 *
 * @param x Ids or states, [batch, length, …].
 * @throws {OptionError} for lengths that do not fit, and for a mask beside them.
 */
export function checkLengths(x: Tensor, lengths: readonly number[], mask?: Tensor): void {
  if (mask !== undefined) throw new OptionError('lengths and mask say the same: give one of them');
  checkKind('lengths', lengths, 'a list');
  const [batch = 0, length = 0] = x.shape;
  const wrong = lengths.find((count) => !Number.isInteger(count) || count < 0 || count > length);
  if (lengths.length === batch && wrong === undefined) return;
  const seen = wrong ?? `${lengths.length} numbers`;
  throw new OptionError(`lengths must be ${batch} whole numbers from 0 to ${length}, got ${seen}`);
}
