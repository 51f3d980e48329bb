import { gather, reshape, type Tensor, tensor, to } from '@heed/core';
import type { TextPlaces } from './place-texts.ts';

/** Numbers of all places in the rows, as a tensor: int32 [rows, length]. */
export function inRows(numbers: Int32Array, { rows, length }: TextPlaces, like: Tensor): Tensor {
  return to(tensor(numbers, { shape: [rows, length] }), like.backend);
}

/** The number of the text at each place in the rows: int32 [rows, length]. */
export function ofTexts(places: TextPlaces, like: Tensor): Tensor {
  return inRows(places.texts, places, like);
}

/** States of a padded batch, [batch, padded, width], as they stand in rows: [rows, length, width]. */
export function toRows(states: Tensor, places: TextPlaces): Tensor {
  return gather(eachToken(states), inRows(places.sources, places, states), { axis: 0 });
}

/** States in rows, back in a padded batch that is shaped as `like`; those of padding mean nothing. */
export function toBatch(states: Tensor, places: TextPlaces, like: Tensor): Tensor {
  const [batch = 0, padded = 0] = like.shape;
  const targets = to(tensor(places.targets, { shape: [batch, padded] }), states.backend);
  return gather(eachToken(states), targets, { axis: 0 });
}

/**
 * The states of real tokens alone, one text behind the other: [batch, padded, width] → [tokens, width].
 *
 * @param lengths Real tokens of each row, padding stands behind them.
 */
export function realTokens(states: Tensor, lengths: readonly number[]): Tensor {
  const [, padded = 0] = states.shape;
  const places = lengths.flatMap((count, row) => Array.from({ length: count }, (_, at) => row * padded + at));
  const indices = tensor(Int32Array.from(places), { shape: [places.length] });
  return gather(eachToken(states), to(indices, states.backend), { axis: 0 });
}

function eachToken(states: Tensor): Tensor {
  const [batch = 0, length = 0, width = 0] = states.shape;
  return reshape(states, [batch * length, width]);
}
