import { checkWhole, OptionError } from '@heed/core';
import { Cuts } from './cuts.ts';
import {
  createProcessors,
  isSampling,
  type LogitsOptions,
  logitsOptionNames,
  type SamplingOptions,
  samplingOptionNames,
} from './logits-options.ts';
import { Lowering } from './lowering.ts';
import type { LogitsProcessor } from './processors/index.ts';
import {
  createStopping,
  readLimit,
  type Stopping,
  type StoppingOptions,
  stoppingOptionNames,
} from './stopping.ts';

/** How the tokens of a text are chosen, and where it ends. */
export interface ChoosingOptions extends StoppingOptions, LogitsOptions, SamplingOptions {
  /** Report the log-probability of each token, and so many of the likeliest in its place; 0 for its own alone. */
  readonly logProbabilities?: number;
}

/** The names of {@link ChoosingOptions}. */
export const choosingOptionNames: readonly string[] = [
  ...stoppingOptionNames,
  ...logitsOptionNames,
  ...samplingOptionNames,
  'logProbabilities',
];

/** How tokens are chosen and where texts end. */
export interface ChoosingRules {
  /** Penalties, bans, orders, and processors of one's own. */
  readonly processors: readonly LogitsProcessor[];
  /** The same on the largest logits alone. */
  readonly lowering: Lowering;
  /** What is left to draw from. */
  readonly cuts: Cuts;
  readonly stopping: Stopping;
  /** The most tokens to generate. */
  readonly limit: number;
  /** Draw under this seed; without it the likeliest token is taken. */
  readonly seed: number | undefined;
  /** How many alternatives to report, with log-probabilities; undefined for neither. */
  readonly alternatives: number | undefined;
}

/** The rules that options make. */
export function readRules(options: ChoosingOptions): ChoosingRules {
  const { endIds = [], logProbabilities, minimumNewTokens = 0, seed } = options;
  const limit = readLimit(options);
  if (minimumNewTokens > limit) {
    throw new OptionError(`minimumNewTokens ${minimumNewTokens} is above maximumNewTokens ${limit}`);
  }
  if (logProbabilities !== undefined) checkWhole('logProbabilities', logProbabilities, 0);
  if (seed !== undefined) checkWhole('seed', seed, 0);
  const processors = createProcessors(options, endIds);
  return {
    processors,
    lowering: new Lowering(processors),
    cuts: new Cuts(options),
    stopping: createStopping(options, endIds),
    limit,
    seed: isSampling(options) ? (seed ?? Math.floor(Math.random() * 2 ** 32)) : undefined,
    alternatives: logProbabilities,
  };
}
