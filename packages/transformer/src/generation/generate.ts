import { checkOptions, OptionError } from '@heed/core';
import type { TargetCache } from '../sequence-to-sequence.ts';
import { type ChoosingOptions, choosingOptionNames, readRules } from './choosing-rules.ts';
import { type DecodingOptions, decode } from './decode.ts';
import type { DecodingSession } from './decoding-session.ts';
import type { DraftSource } from './drafts/draft-source.ts';
import {
  checkPrompts,
  type Generative,
  ownOptions,
  type StartOptions,
  startOptionNames,
  startSession,
} from './start-session.ts';
import type { FinishReason } from './stopping.ts';
import type { GeneratedToken } from './text-under-way.ts';

/** Options of {@link generate}. All are off unless they say otherwise. */
export interface GenerateOptions extends ChoosingOptions, StartOptions, DecodingOptions {}

/** A whole answer. */
export interface Generated {
  /** The ids, an end token included. */
  readonly ids: readonly number[];
  readonly finishReason: FinishReason;
  /** The same ids, with their log-probabilities where those were asked for. */
  readonly tokens: readonly GeneratedToken[];
}

/**
 * Goes on from prompts, token by token, with any model: the likeliest token each time, or drawn as `temperature`,
 * `topK`, `topP`, `minP`, `typicalP` and `seed` say. Defaults and order of processors are those of transformers.
 *
 * Texts of different lengths run together, and each is what it would be alone; those that end leave the others. Tokens
 * of all texts come one after another as they are made, each with its `row`.
 *
 * @param prompts Ids of each prompt; for an encoder–decoder, of each source with its end token.
 * @throws {OptionError} for unknown options or values out of range, {IndexError} for a prompt that leaves no position
 * free, and {ValueError} for damaged weights or where no token is allowed.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { generate, HfConfig, Llama, readLlamaConfig } from '@heed/transformer';
 * const config = readLlamaConfig(
 *   new HfConfig({
 *     model_type: 'llama', vocab_size: 11, hidden_size: 8, intermediate_size: 16,
 *     num_hidden_layers: 2, num_attention_heads: 2,
 *   }),
 * );
 * const model = new Llama(config).initialize(new RandomGenerator(0));
 * for await (const { id } of generate(model, [[3, 1, 4]], { temperature: 0.8, seed: 1, endIds: [2] })) console.log(id);
 * ```
 */
export function generate<Encoded, Cache extends TargetCache>(
  model: Generative<Encoded, Cache>,
  prompts: readonly (readonly number[])[],
  options: GenerateOptions = {},
): AsyncGenerator<GeneratedToken, void, undefined> {
  checkOptions('generate', options, [...choosingOptionNames, ...startOptionNames, 'draft', 'signal']);
  checkPrompts(prompts);
  const rules = readRules({ ...ownOptions(model), ...options });
  if (options.draft !== undefined) checkDraft(options.draft, model, prompts.length);
  const start = (): DecodingSession => startSession(model, prompts, options);
  return decode(start, prompts.length === 0 ? { ...rules, limit: 0 } : rules, options);
}

/**
 * The same as {@link generate}, whole: an answer for each prompt, in order.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { generateAll, HfConfig, Llama, readLlamaConfig } from '@heed/transformer';
 * const config = readLlamaConfig(
 *   new HfConfig({
 *     model_type: 'llama', vocab_size: 11, hidden_size: 8, intermediate_size: 16,
 *     num_hidden_layers: 2, num_attention_heads: 2,
 *   }),
 * );
 * const model = new Llama(config).initialize(new RandomGenerator(0));
 * const [first, second] = await generateAll(model, [[3, 1, 4], [1, 5]], { maximumNewTokens: 6, endIds: [2] });
 * console.log(first?.ids, first?.finishReason, second?.ids);
 * ```
 */
export async function generateAll<Encoded, Cache extends TargetCache>(
  model: Generative<Encoded, Cache>,
  prompts: readonly (readonly number[])[],
  options: GenerateOptions = {},
): Promise<Generated[]> {
  const tokens = generate(model, prompts, options);
  const texts: GeneratedToken[][] = prompts.map(() => []);
  for await (const token of tokens) texts[token.row]?.push(token);
  const unfinished = options.signal?.aborted === true ? 'aborted' : 'length';
  return texts.map((tokens) => ({
    ids: tokens.map(({ id }) => id),
    finishReason: tokens.at(-1)?.finishReason ?? unfinished,
    tokens,
  }));
}

function checkDraft<Encoded, Cache extends TargetCache>(
  draft: DraftSource,
  model: Generative<Encoded, Cache>,
  prompts: number,
): void {
  if (typeof draft.propose !== 'function') {
    throw new OptionError('draft must have a method propose, as a DraftModel has');
  }
  if (prompts > 1) throw new OptionError(`a draft serves one prompt, got ${prompts}`);
  if ('encode' in model) throw new OptionError('a draft serves decoder-only models');
  const { vocabularySize } = model.config;
  if (draft.vocabularySize !== undefined && draft.vocabularySize !== vocabularySize) {
    throw new OptionError(
      `draft: its model must have the vocabulary of the model it guesses for, of ${vocabularySize} ids, got ${draft.vocabularySize}`,
    );
  }
}
