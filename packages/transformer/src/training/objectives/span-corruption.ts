import { checkKind, checkOptions, OptionError, type RandomGenerator } from '@heed/core';
import type { Objective } from '../objective.ts';
import { checkedObjective } from './checked-objective.ts';
import type { UnlabelledText } from './masked-language-model.ts';
import { type SequencePair, sequenceToSequence, type TrainableModel } from './sequence-to-sequence.ts';

/** Options of {@link spanCorruption}. */
export interface SpanCorruptionOptions {
  /** Ids that stand for the spans that were taken out, first span first: T5's `<extra_id_0>`, `<extra_id_1>`, …. */
  readonly sentinelIds: readonly number[];
  /** Share of the tokens that are taken out; 0.15 by default. */
  readonly share?: number;
  /** Mean length of a span; 3 by default. */
  readonly meanLength?: number;
}

/**
 * Span corruption (Raffel et al. 2020, T5): spans of a text are taken out, anew each time it is seen, and a sentinel stands
 * for each; the target is each sentinel with what it stands for, then the end token. Texts are given without end token.
 *
 * @param model An encoder–decoder.
 *
 * @example
 * ```ts
 * import { AdamW, RandomGenerator } from '@heed/core';
 * import { baseConfig, EncoderDecoder } from '@heed/transformer';
 * import { spanCorruption, trainStep } from '@heed/transformer/training';
 * const config = { ...baseConfig, vocabularySize: 20, width: 8, heads: 2, feedForwardWidth: 16 };
 * const generator = new RandomGenerator(0);
 * const model = new EncoderDecoder(config, generator).initialize(generator).train();
 * const objective = spanCorruption(model, { sentinelIds: [19, 18, 17] });
 * const texts = [{ ids: [3, 4, 5, 6, 7, 8, 9, 10, 11, 12] }];
 * console.log(trainStep(objective, new AdamW(model, { rate: 1e-3 }), [texts], { generator }).loss);
 * ```
 */
export function spanCorruption(
  model: TrainableModel,
  options: SpanCorruptionOptions,
): Objective<UnlabelledText> {
  checkOptions('spanCorruption', options, ['sentinelIds', 'share', 'meanLength']);
  const { sentinelIds, share = 0.15, meanLength = 3 } = options;
  if (!(share > 0 && share < 1) || !(meanLength >= 1)) {
    throw new OptionError(
      `spanCorruption: share must lie between 0 and 1 and meanLength be at least 1, got ${share} and ${meanLength}`,
    );
  }
  checkKind('spanCorruption: sentinelIds', sentinelIds, 'a list');
  const pairs = sequenceToSequence(model);
  return checkedObjective('spanCorruption', ['ids'], {
    model,
    length: ({ ids }) => ids.length,
    batch: (examples, generator) => {
      if (generator === undefined) {
        throw new OptionError('spanCorruption draws at random: give trainStep a generator');
      }
      const corrupt = ({ ids }: UnlabelledText): SequencePair => {
        const spans = drawSpans(ids.length, share, meanLength, generator);
        return corrupted(ids, spans, sentinelIds, model.config.endId);
      };
      return pairs.batch(examples.map(corrupt));
    },
  });
}

/** A stretch that stays, then one that is taken out. */
interface Stretch {
  readonly kept: number;
  readonly taken: number;
}

/** As in T5: so many spans, their lengths and those of what stands between drawn at random. */
function drawSpans(
  length: number,
  share: number,
  meanLength: number,
  generator: RandomGenerator,
): readonly Stretch[] {
  if (length < 2) throw new OptionError(`spanCorruption: a text of ${length} tokens has nothing to take out`);
  const taken = Math.min(Math.max(Math.round(length * share), 1), length - 1);
  const count = Math.min(Math.max(Math.round(taken / meanLength), 1), taken, length - taken);
  const takenLengths = segments(taken, count, generator);
  return segments(length - taken, count, generator).map((kept, index) => ({
    kept,
    taken: takenLengths[index] ?? 0,
  }));
}

/** Cuts a length into `count` parts of at least 1, all ways equally likely. */
function segments(length: number, count: number, generator: RandomGenerator): number[] {
  const places = Array.from({ length: length - 1 }, (_, index) => index + 1);
  const cuts = generator.shuffle(places).slice(0, count - 1);
  const ends = [...cuts.sort((a, b) => a - b), length];
  return ends.map((end, index) => end - (ends[index - 1] ?? 0));
}

function corrupted(
  ids: readonly number[],
  spans: readonly Stretch[],
  sentinelIds: readonly number[],
  endId: number,
): SequencePair {
  const source: number[] = [];
  const target: number[] = [];
  let at = 0;
  for (const [index, { kept, taken }] of spans.entries()) {
    const sentinel = sentinelIds[index];
    if (sentinel === undefined) {
      throw new OptionError(
        `spanCorruption: a text of ${ids.length} tokens needs ${spans.length} sentinels, there are ${sentinelIds.length}`,
      );
    }
    source.push(...ids.slice(at, at + kept), sentinel);
    target.push(sentinel, ...ids.slice(at + kept, at + kept + taken));
    at += kept + taken;
  }
  return { source: [...source, endId], target: [...target, endId] };
}
