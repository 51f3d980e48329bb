import { checkWhole, OptionError, RandomGenerator } from '@heed/core';
import { checkFinite } from '../check-numbers.ts';
import {
  isSampling,
  type LogitsOptions,
  logitsOptionNames,
  type SamplingOptions,
  samplingOptionNames,
} from '../logits-options.ts';
import type { StartOptions } from '../start-session.ts';
import { createStopping, type StoppingOptions, stoppingOptionNames } from '../stopping.ts';
import type { BeamRules } from './beam-search.ts';

/** Options of {@link generateBeams}; defaults are those of transformers. */
export interface BeamOptions
  extends StoppingOptions,
    LogitsOptions,
    SamplingOptions,
    Pick<StartOptions, 'guidance'> {
  /** Texts under way for each prompt; 4 by default. */
  readonly beams?: number;
  /** Texts to give for each prompt, no more than beams; 1 by default. */
  readonly returned?: number;
  /** Exponent of the length that scores are divided by: above 0 favours longer texts; 1 by default. */
  readonly lengthPenalty?: number;
  /**
   * When a prompt is done: `true`, as soon as as many texts have ended as there are beams; `false`, the default, when
   * those under way would not beat them if they ended now; `'never'`, when they could not at any length.
   */
  readonly earlyStopping?: boolean | 'never';
  /** Groups of beams that avoid each other's tokens; 1 by default, and a divisor of `beams`. */
  readonly groups?: number;
  /** What a token costs a group for each beam of an earlier group that chose it in the same step; 0 by default. */
  readonly diversityPenalty?: number;
  /** Ends the work before the next step; the texts under way are given as they are. */
  readonly signal?: AbortSignal;
}

/** The names of {@link BeamOptions}. */
export const beamOptionNames: readonly string[] = [
  ...stoppingOptionNames,
  ...logitsOptionNames,
  ...samplingOptionNames,
  'guidance',
  'beams',
  'returned',
  'lengthPenalty',
  'earlyStopping',
  'groups',
  'diversityPenalty',
  'signal',
];

/** The rules of each group of beams, for a prompt and its limit of tokens. */
export type RulesOf = (prompt: number, limit: number) => BeamRules;

/** The rules that options make: those of transformers. */
export function createBeamRules(options: BeamOptions, endIds: readonly number[]): RulesOf {
  const { beams = 4, lengthPenalty = 1, earlyStopping = false, groups = 1 } = options;
  checkCounts(options);
  checkFinite('lengthPenalty', lengthPenalty);
  const stopping = createStopping(options, endIds);
  const seed = isSampling(options) ? (options.seed ?? Math.floor(Math.random() * 2 ** 32)) : undefined;
  const each = beams / groups;
  return (prompt, limit) => ({
    beams: each,
    candidates: Math.max(2, 1 + endIds.length) * each,
    ending: each,
    penalty: (length) => length ** lengthPenalty,
    horizon: (length) => (earlyStopping === 'never' && lengthPenalty > 0 ? limit : length),
    early: earlyStopping === true,
    over: (ids) => stopping(ids, limit),
    generator: seed === undefined ? undefined : new RandomGenerator(seed + prompt),
  });
}

function checkCounts(options: BeamOptions): void {
  const {
    beams = 4,
    returned = 1,
    groups = 1,
    diversityPenalty = 0,
    earlyStopping = false,
    seed = 0,
  } = options;
  checkWhole('beams', beams, 1);
  checkWhole('returned', returned, 1);
  checkWhole('groups', groups, 1);
  checkWhole('seed', seed, 0);
  checkFinite('diversityPenalty', diversityPenalty);
  if (returned > beams) throw new OptionError(`returned ${returned} texts of ${beams} beams`);
  if (beams % groups !== 0) throw new OptionError(`${beams} beams do not divide into ${groups} groups`);
  if (![true, false, 'never'].includes(earlyStopping)) {
    throw new OptionError(`earlyStopping must be true, false or 'never', got ${earlyStopping}`);
  }
}
