import { checkWhole, OptionError, showValue, ValueError } from '@heed/core';
import { checkIds } from './check-numbers.ts';
import {
  badWordsProcessor,
  countPenaltyProcessor,
  forcedIdProcessor,
  type LogitsProcessor,
  minPProcessor,
  noRepeatNgramProcessor,
  repetitionPenaltyProcessor,
  type SequenceBias,
  sequenceBiasProcessor,
  suppressedIdsProcessor,
  temperatureProcessor,
  topKProcessor,
  topPProcessor,
  typicalProcessor,
} from './processors/index.ts';

/** How logits are changed before a token is chosen. They work in the order in which they stand here. */
export interface LogitsOptions {
  /** Ids that end a text: any of them. None by default for decoder-only models, else the model's own. */
  readonly endIds?: readonly number[];
  /** Amounts added where a run of ids would be completed. */
  readonly sequenceBias?: readonly SequenceBias[];
  /** Above 1 makes what stands in prompt or answer less likely (CTRL); 1 by default. */
  readonly repetitionPenalty?: number;
  /** Taken from the logits of what was generated at all; 0 by default. */
  readonly presencePenalty?: number;
  /** Taken from logits for each time that a token was generated; 0 by default. */
  readonly frequencyPenalty?: number;
  /** No run of so many tokens stands twice; 0, the default, is off. */
  readonly noRepeatNgram?: number;
  /** Runs of ids that are never generated. */
  readonly badWords?: readonly (readonly number[])[];
  /** No end token before so many tokens; 0 by default. */
  readonly minimumNewTokens?: number;
  /** The first token. */
  readonly forcedFirstId?: number;
  /** The last token that the limit allows. */
  readonly forcedLastId?: number;
  /** Ids that are never generated. */
  readonly suppressedIds?: readonly number[];
  /** Ids that are not generated as the first token. */
  readonly suppressedFirstIds?: readonly number[];
  /** Processors of one's own. */
  readonly processors?: readonly LogitsProcessor[];
}

/** How tokens are drawn. Giving any of these is what turns drawing on; without them the likeliest token is taken. */
export interface SamplingOptions {
  /** 0 takes the likeliest token, whatever else is asked; 1 by default. */
  readonly temperature?: number;
  /** Only the k likeliest; 0 is off, 50 the default. */
  readonly topK?: number;
  /** Only the likeliest that together hold p; 1, the default, is off. */
  readonly topP?: number;
  /** Only those at least so many times as likely as the likeliest; 0, the default, is off. */
  readonly minP?: number;
  /** Only the most typical that together hold so much; 1, the default, is off. */
  readonly typicalP?: number;
  /** Equal seeds draw equal texts. Text i draws under `seed + i`, so that it is the same as alone. */
  readonly seed?: number;
}

/** The names of {@link LogitsOptions}. */
export const logitsOptionNames = [
  'endIds',
  'sequenceBias',
  'repetitionPenalty',
  'presencePenalty',
  'frequencyPenalty',
  'noRepeatNgram',
  'badWords',
  'minimumNewTokens',
  'forcedFirstId',
  'forcedLastId',
  'suppressedIds',
  'suppressedFirstIds',
  'processors',
] as const;

/** The names of {@link SamplingOptions}. */
export const samplingOptionNames = ['temperature', 'topK', 'topP', 'minP', 'typicalP', 'seed'] as const;

/** True if tokens are to be drawn. */
export function isSampling(options: SamplingOptions): boolean {
  return options.temperature !== 0 && samplingOptionNames.some((name) => options[name] !== undefined);
}

/** The processors of options, in the order of transformers' `_get_logits_processor`. */
export function createProcessors(options: LogitsOptions, endIds: readonly number[]): LogitsProcessor[] {
  const { repetitionPenalty = 1, presencePenalty = 0, frequencyPenalty = 0, noRepeatNgram = 0 } = options;
  const { minimumNewTokens = 0, suppressedFirstIds = [] } = options;
  checkIds('endIds', endIds);
  checkWhole('noRepeatNgram', noRepeatNgram, 0);
  checkWhole('minimumNewTokens', minimumNewTokens, 0);
  if (minimumNewTokens > 0 && endIds.length === 0) {
    throw new OptionError('minimumNewTokens holds back end tokens, and there are no endIds');
  }
  const { processors = [] } = options;
  if (!Array.isArray(processors) || processors.some((processor) => typeof processor !== 'function')) {
    throw new OptionError(`processors must be a list of functions, got ${showValue(processors)}`);
  }
  const counts = { presence: presencePenalty, frequency: frequencyPenalty };
  return [
    ...one(options.sequenceBias, sequenceBiasProcessor),
    ...(repetitionPenalty === 1 ? [] : [repetitionPenaltyProcessor(repetitionPenalty)]),
    ...(presencePenalty === 0 && frequencyPenalty === 0 ? [] : [countPenaltyProcessor(counts)]),
    ...(noRepeatNgram === 0 ? [] : [noRepeatNgramProcessor(noRepeatNgram)]),
    ...one(options.badWords, (words) => badWordsProcessor(words, endIds)),
    ...(minimumNewTokens === 0 ? [] : [suppressedIdsProcessor(endIds, { steps: minimumNewTokens })]),
    ...one(options.forcedFirstId, (id) => forcedIdProcessor(id, 'first')),
    ...one(options.forcedLastId, (id) => forcedIdProcessor(id, 'last')),
    ...one(options.suppressedIds, suppressedIdsProcessor),
    ...(suppressedFirstIds.length === 0 ? [] : [suppressedIdsProcessor(suppressedFirstIds, { steps: 1 })]),
    ...processors,
  ];
}

/**
 * The cuts of sampling, in the same order; none where the likeliest token is taken.
 *
 * @param keep Tokens that stay in any case.
 */
export function createCuts(options: SamplingOptions, keep = 1): LogitsProcessor[] {
  const { temperature = 1, topK = 50, topP = 1, minP = 0, typicalP = 1 } = options;
  // Made in any case, so that values out of range are refused in any case.
  const cuts = [
    ...(temperature === 1 || temperature === 0 ? [] : [temperatureProcessor(temperature)]),
    ...(topK === 0 ? [] : [topKProcessor(topK, { keep })]),
    ...(topP === 1 ? [] : [topPProcessor(topP, { keep })]),
    ...(minP === 0 ? [] : [minPProcessor(minP, { keep })]),
    ...(typicalP === 1 ? [] : [typicalProcessor(typicalP, { keep })]),
  ];
  return isSampling(options) ? cuts : [];
}

/** Passes logits through processors, one after another. */
export function processed(
  processors: readonly LogitsProcessor[],
  ...[logits, context]: Parameters<LogitsProcessor>
): Float32Array {
  return processors.reduce((row, processor) => {
    const next = processor(row, context);
    if (next.length === row.length) return next;
    throw new ValueError(`a processor gave ${next.length} logits of ${row.length}`);
  }, logits);
}

function one<Value>(value: Value | undefined, create: (value: Value) => LogitsProcessor): LogitsProcessor[] {
  return value === undefined ? [] : [create(value)];
}
