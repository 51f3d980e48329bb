import { documentMask } from '@heed/attention';
import { isWatched, type Module, type Tensor } from '@heed/core';
import type { DecoderLayerInput } from '../../layers/decoder-layer.ts';
import type { PairLengths } from '../../sequence-to-sequence.ts';
import { ofTexts, toBatch, toRows } from './move-states.ts';
import { placePairs } from './place-texts.ts';
import { checkLengths } from './without-padding.ts';

/** What the layers of a decoder are told. */
export type DecoderContext = Omit<DecoderLayerInput, 'cache'>;

/**
 * Runs the layers of a decoder over the states of whole targets, [batch, length, width]. With `lengths`, where that saves
 * much, targets lie behind one another in few rows meanwhile, and so do the sources that they attend to: each target sees
 * itself and its source alone. The states of padding then mean nothing. While somebody observes the model, and with a mask
 * over targets, rows stay as they were given.
 *
 * @param model The decoder.
 */
export function pairsWithoutPadding(
  model: Module,
  states: Tensor,
  { lengths, ...context }: DecoderContext & { readonly lengths?: PairLengths | undefined },
  layers: (states: Tensor, context: DecoderContext) => Tensor,
): Tensor {
  if (lengths === undefined) return layers(states, context);
  const { memory, mask } = context;
  const { sources, targets } = lengths;
  checkLengths(memory, sources);
  checkLengths(states, targets);
  const [paddedSources = 0, paddedTargets = 0] = [memory.shape[1], states.shape[1]];
  const stay = mask !== undefined || isWatched(model);
  const places = stay ? undefined : placePairs(sources, targets, paddedSources, paddedTargets);
  if (places === undefined) return layers(states, context);
  const [ofSources, ofTargets] = [ofTexts(places.sources, memory), ofTexts(places.targets, states)];
  const decoded = layers(toRows(states, places.targets), {
    ...context,
    memory: toRows(memory, places.sources),
    memoryMask: documentMask(ofTargets, ofSources),
    mask: documentMask(ofTargets),
  });
  return toBatch(decoded, places.targets, states);
}
