import { add, checkOptions, checkWhole, logSoftmax, type Tensor, tensor, to } from '@heed/core';
import type { SequenceToSequence, TargetCache } from '../sequence-to-sequence.ts';
import { BeamSearch } from './beams/beam-search.ts';
import { checkScores } from './beams/check-scores.ts';
import { lengthPenalty } from './beams/length-penalty.ts';
import { runBeams } from './beams/run-beams.ts';
import { encodeSources, SequenceSession } from './sequence-session.ts';
import { checkPrompts } from './start-session.ts';
import { limitWithin, readLimit } from './stopping.ts';

export { padRows } from './pad-rows.ts';

/** A translation. */
export interface Hypothesis {
  /** Generated ids, without the start and the end token. */
  readonly ids: readonly number[];
  /** Sum of the log-probabilities of its tokens, the end token included. */
  readonly logProbability: number;
}

/** Options of {@link generateSequences}. */
export interface GenerateSequencesOptions {
  /** Hypotheses kept per source; 1 is greedy search, 4 is what Vaswani et al. used. Default 1. */
  readonly beams?: number;
  /** Exponent α of the length penalty; 0.6 by default, as published. */
  readonly lengthPenalty?: number;
  /**
   * Most tokens to generate, the end token included; source length + 50 by default, as published. ∞ leaves it at the model's
   * positions, and is refused for models that have no end of them.
   */
  readonly maximumNewTokens?: number;
  /** Keep keys and values between steps; true by default. Off, every step runs the whole target again. */
  readonly cached?: boolean;
  /** Ends the work between two steps with the signal's reason. */
  readonly signal?: AbortSignal;
}

/**
 * Generates the target of each source by greedy or beam search as published with the Transformer (Vaswani et al. 2017,
 * §6.1): the length penalty of Wu et al. 2016, every ended hypothesis among the best 2 · beams counts, and padding and
 * the start token are never generated. `generate` and `generateBeams` search as transformers does.
 *
 * @param sources Ids of each source, with its end token.
 * @returns the best hypothesis of each source, in order.
 * @throws {OptionError} for options out of range, and {ValueError} when the model answers NaN.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { baseConfig, EncoderDecoder, generateSequences } from '@heed/transformer';
 * const config = { ...baseConfig, vocabularySize: 11, width: 8, heads: 2, feedForwardWidth: 16 };
 * const model = new EncoderDecoder(config).initialize(new RandomGenerator(0));
 * const [best] = await generateSequences(model, [[3, 4, 2]], { beams: 2, maximumNewTokens: 5 });
 * console.log(best?.ids);
 * ```
 */
export async function generateSequences<Encoded, Cache extends TargetCache>(
  model: SequenceToSequence<Encoded, Cache>,
  sources: readonly (readonly number[])[],
  options: GenerateSequencesOptions = {},
): Promise<Hypothesis[]> {
  checkOptions('generateSequences', options, [
    'beams',
    'lengthPenalty',
    'maximumNewTokens',
    'cached',
    'signal',
  ]);
  const { beams = 1, lengthPenalty: alpha = 0.6, cached = true, signal } = options;
  checkWhole('beams', beams, 1);
  checkPrompts(sources);
  if (sources.length === 0) return [];
  const longest = Math.max(...sources.map((source) => source.length));
  const { maximumLength = Number.POSITIVE_INFINITY } = model.config;
  const asked = readLimit({ maximumNewTokens: options.maximumNewTokens ?? longest + 50 });
  const limit = limitWithin(asked, maximumLength);
  const searches = sources.map(() => createSearch(beams, alpha, model.config.endId));
  const encode = (): Encoded => encodeSources(model, sources);
  const scores = (logits: Tensor): Tensor => logSoftmax(add(logits, to(ruledOut(model), logits.backend)));
  const session = new SequenceSession(model, encode, sources.length, { cached, scores });
  try {
    const mayGoOn = (step: number): boolean => {
      signal?.throwIfAborted();
      return step < limit;
    };
    await runBeams(session, searches, mayGoOn, checkScores);
    return searches.map(best);
  } finally {
    session.dispose();
  }
}

/** −∞ for what is never generated, to add to the logits: the others sum to 1 then. */
function ruledOut<Encoded, Cache extends TargetCache>({
  config: { padId, startId, vocabularySize },
}: SequenceToSequence<Encoded, Cache>): Tensor {
  const row = new Float32Array(vocabularySize);
  for (const id of [padId, startId]) row[id] = Number.NEGATIVE_INFINITY;
  return tensor(row);
}

function createSearch(beams: number, alpha: number, endId: number): BeamSearch {
  return new BeamSearch({
    beams,
    candidates: 2 * beams,
    ending: 2 * beams,
    penalty: (length) => lengthPenalty(length, alpha),
    // Those under way are compared as if they ended with the next token.
    horizon: (length) => length + 1,
    early: false,
    over: (ids) => (ids.at(-1) === endId ? 'end' : undefined),
  });
}

/** The best hypothesis that has ended, or the best one under way when none has. */
function best({ ended, alive }: BeamSearch): Hypothesis {
  const [first] = ended;
  if (first !== undefined) return { ids: first.ids.slice(0, -1), logProbability: first.logProbability };
  return { ids: alive[0]?.ids ?? [], logProbability: alive[0]?.logProbability ?? 0 };
}
