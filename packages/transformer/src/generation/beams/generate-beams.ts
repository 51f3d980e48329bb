import { checkOptions, logSoftmax, ValueError } from '@heed/core';
import type { TargetCache } from '../../sequence-to-sequence.ts';
import { createCuts, createProcessors, processed } from '../logits-options.ts';
import { logProbabilities, maximumOf } from '../probabilities.ts';
import type { LogitsProcessor } from '../processors/index.ts';
import { type Generative, ownOptions, startSession } from '../start-session.ts';
import { limitWithin, readLimit } from '../stopping.ts';
import { type BeamOptions, beamOptionNames, createBeamRules } from './beam-options.ts';
import type { Beam } from './beam-search.ts';
import { checkScores } from './check-scores.ts';
import { DiverseBeams } from './diverse-beams.ts';
import { type RowScores, runBeams } from './run-beams.ts';

/**
 * Beam search: the texts with the best score of all that are looked at, as transformers searches, for any model. With
 * sampling options the beams are drawn; with `groups` they are diverse.
 *
 * The score of a text is the sum of its tokens' log-probabilities divided by `length^lengthPenalty`. Processors see
 * log-probabilities, and what they leave is normalised again, so that allowed tokens sum to 1 (`renormalize_logits`
 * there).
 *
 * @returns for each prompt the best texts, best first.
 * @throws {OptionError} for unknown options or values out of range, {IndexError} for a prompt that leaves no position
 * free, and {ValueError} for damaged weights or where no token is allowed.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { generateBeams, HfConfig, Llama, readLlamaConfig } from '@heed/transformer';
 * const config = readLlamaConfig(
 *   new HfConfig({
 *     model_type: 'llama', vocab_size: 11, hidden_size: 8, intermediate_size: 16,
 *     num_hidden_layers: 2, num_attention_heads: 2,
 *   }),
 * );
 * const model = new Llama(config).initialize(new RandomGenerator(0));
 * const [texts = []] = await generateBeams(model, [[3, 1, 4]], { beams: 3, returned: 2, endIds: [2] });
 * for (const { ids, score } of texts) console.log(ids, score);
 * ```
 */
export async function generateBeams<Encoded, Cache extends TargetCache>(
  model: Generative<Encoded, Cache>,
  prompts: readonly (readonly number[])[],
  options: BeamOptions = {},
): Promise<Beam[][]> {
  checkOptions('generateBeams', options, beamOptionNames);
  const whole = { ...ownOptions(model), ...options };
  const { endIds } = whole;
  const { returned = 1, groups = 1, diversityPenalty = 0, signal } = options;
  const rulesOf = createBeamRules(options, endIds);
  // Something must be left to go on with where all end tokens are among the likeliest.
  const processors = [...createProcessors(whole, endIds), ...createCuts(options, endIds.length + 1)];
  const limit = readLimit(options);
  if (limit === 0 || prompts.length === 0) return prompts.map(() => []);
  const session = startSession(model, prompts, options, (logits) => logSoftmax(logits));
  try {
    const limits = session.limits.map((room) => limitWithin(limit, room));
    const searches = limits.map(
      (own, prompt) => new DiverseBeams(groups, rulesOf(prompt, own), diversityPenalty),
    );
    const mayGoOn = (): boolean => signal?.aborted !== true;
    await runBeams(session, searches, mayGoOn, (scores, { ids }, prompt) => {
      const sound = options.guidance === undefined ? checkScores(scores) : normalised(checkScores(scores));
      const start = session.prompts[prompt] ?? [];
      const place = { promptLength: start.length, step: ids.length, limit: limits[prompt] ?? limit };
      return score(processors, sound, { ids: [...start, ...ids], ...place });
    });
    return searches.map((search, prompt) => results(search, prompt).slice(0, returned));
  } finally {
    session.dispose();
  }
}

/** Log-probabilities as processors leave them, and so that what is allowed sums to 1. */
function score(
  processors: readonly LogitsProcessor[],
  ...[scores, context]: Parameters<LogitsProcessor>
): RowScores {
  if (processors.length === 0) return scores;
  const allowed = processed(processors, scores, context);
  if (Number.isNaN(maximumOf(allowed))) throw new ValueError('a processor gave NaN');
  return logProbabilities(allowed);
}

/** Mixed scores need not sum to 1. */
function normalised(scores: Float32Array): Float32Array {
  return new Float32Array(logProbabilities(scores));
}

function results(search: DiverseBeams, prompt: number): readonly Beam[] {
  if (!search.isDone) search.close('aborted');
  if (search.ended.length === 0) throw new ValueError(`prompt ${prompt}: no text is possible`);
  return search.ended;
}
