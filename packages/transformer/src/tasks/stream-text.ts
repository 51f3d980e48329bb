import { checkOptions, OptionError, showValue } from '@heed/core';
import type { RankedToken } from '../generation/choose-token.ts';
import { choosingOptionNames } from '../generation/choosing-rules.ts';
import { type GenerateOptions, generate } from '../generation/generate.ts';
import { nextTurn } from '../generation/next-turn.ts';
import type { GenerationQueue } from '../generation/queue/generation-queue.ts';
import { startOptionNames } from '../generation/start-session.ts';
import type { FinishReason } from '../generation/stopping.ts';
import type { GeneratedToken } from '../generation/text-under-way.ts';
import { EncoderDecoderModel } from '../models/encoder-decoder-model.ts';
import type { Tokenizer } from '../tokenizer/tokenizer.ts';
import { endIdsOf, generationDefaults } from './generation-defaults.ts';
import { StopStrings } from './stop-strings.ts';
import { causalModelOf, type TaskModel, tokenizerOf } from './task-model.ts';

/** Options of {@link streamText}: those of `generate`; where none is given, what the model's makers say. */
export interface StreamTextOptions extends GenerateOptions {
  /** Strings that end the text; they are not part of it. */
  readonly stop?: readonly string[];
  /** Shares the model with other callers: the queue must be of the same model. */
  readonly queue?: GenerationQueue;
}

/** The names of {@link StreamTextOptions}. */
export const streamTextOptionNames: readonly string[] = [
  ...choosingOptionNames,
  ...startOptionNames,
  'draft',
  'signal',
  'stop',
  'queue',
];

/** How likely a token was, and others in its place, in words. */
export interface TokenReport extends RankedToken {
  readonly text: string;
  readonly alternatives: readonly (RankedToken & { readonly text: string })[];
}

/** What one step adds to a text. */
export interface TextPart {
  /** Often a word's part; '' while a character or a stop string may still be completed. */
  readonly text: string;
  /** The token of the step; the last part has none. */
  readonly id?: number;
  /** Given when `logProbabilities` was asked for. */
  readonly report?: TokenReport;
  /** Set on the last part. */
  readonly finishReason?: FinishReason;
}

/**
 * Goes on from a text and gives what is written as it comes; the last part carries the reason why it ends. An
 * encoder–decoder answers the text.
 *
 * @param pretrained A language model with its tokenizer.
 * @param prompt A text, or its ids.
 * @throws {TaskError} for another model, and what `generate` throws.
 *
 * @example
 * ```ts no-run
 * import { streamText } from '@heed/transformer';
 * import { fromPretrained } from '@heed/transformer/node';
 * const pretrained = await fromPretrained('HuggingFaceTB/SmolLM2-135M');
 * for await (const { text } of streamText(pretrained, 'Once upon a time')) process.stdout.write(text);
 * ```
 */
export async function* streamText(
  pretrained: TaskModel,
  prompt: string | readonly number[],
  options: StreamTextOptions = {},
): AsyncGenerator<TextPart, void, undefined> {
  checkOptions('streamText', options, streamTextOptionNames);
  const { stop = [], queue, ...given } = options;
  const tokenizer = tokenizerOf('streamText', pretrained);
  if (typeof prompt !== 'string' && !Array.isArray(prompt)) {
    throw new OptionError(`streamText: the prompt must be a text or a list of ids, got ${showValue(prompt)}`);
  }
  const ids = typeof prompt === 'string' ? tokenizer.encode(prompt) : prompt;
  const isAnswer = pretrained.model instanceof EncoderDecoderModel;
  yield* inWords(tokensOf(pretrained, ids, { ...defaultsOf(pretrained), ...given }, queue), {
    tokenizer,
    // Whether the first token begins with a space depends on what is before.
    before: isAnswer ? [] : ids,
    stop,
    signal: options.signal,
  });
}

/** What the model's makers say, as far as `generate` does it. */
function defaultsOf(pretrained: TaskModel): GenerateOptions {
  const { generationConfig = pretrained.config } = pretrained;
  const isAnswer = pretrained.model instanceof EncoderDecoderModel;
  const { beams, lengthPenalty, earlyStopping, maximumNewTokens, minimumNewTokens, ...rest } =
    generationDefaults(generationConfig, isAnswer ? 1 : 0);
  const ends = endIdsOf(generationConfig, tokenizerOf('streamText', pretrained));
  return {
    ...rest,
    ...(isAnswer && maximumNewTokens !== undefined && { maximumNewTokens }),
    ...(isAnswer && minimumNewTokens !== undefined && { minimumNewTokens }),
    ...(ends.length > 0 && { endIds: ends }),
  };
}

function tokensOf(
  pretrained: TaskModel,
  ids: readonly number[],
  options: GenerateOptions,
  queue: GenerationQueue | undefined,
): AsyncGenerator<GeneratedToken, void, undefined> {
  if (queue !== undefined) {
    if (queue.model !== pretrained.model) throw new OptionError('queue: it is of another model');
    return queue.generate(ids, options);
  }
  if (pretrained.model instanceof EncoderDecoderModel) return generate(pretrained.model, [ids], options);
  return generate(causalModelOf('streamText', pretrained), [ids], options);
}

interface Wording {
  readonly tokenizer: Tokenizer;
  readonly before: readonly number[];
  readonly stop: readonly string[];
  readonly signal: AbortSignal | undefined;
}

async function* inWords(
  tokens: AsyncIterable<GeneratedToken>,
  { tokenizer, before, stop, signal }: Wording,
): AsyncGenerator<TextPart, void, undefined> {
  const stream = tokenizer.decodeStream();
  for (const id of before) stream.push(id);
  let neighbour = before.at(-1);
  const stops = new StopStrings(stop);
  let last: GeneratedToken | undefined;
  for await (const token of tokens) {
    last = token;
    const report = reportOf(token, neighbour, tokenizer);
    neighbour = token.id;
    const { text, isOver } = stops.push(token.finishReason === 'end' ? '' : stream.push(token.id));
    yield { text, id: token.id, ...(report && { report }) };
    if (isOver) return yield { text: '', finishReason: 'stop' };
    // Lets signals, timers and sockets be heard between two tokens.
    await nextTurn();
  }
  const { text, isOver } = stops.push(stream.end());
  const finishReason = last?.finishReason ?? (signal?.aborted === true ? 'aborted' : 'length');
  yield { text: text + stops.end(), finishReason: isOver ? 'stop' : finishReason };
}

function reportOf(
  { id, logProbability, alternatives = [] }: GeneratedToken,
  before: number | undefined,
  tokenizer: Tokenizer,
): TokenReport | undefined {
  if (logProbability === undefined) return undefined;
  const neighbours = before === undefined ? [] : [before];
  const start = tokenizer.decode(neighbours).length;
  const inText = (token: RankedToken): RankedToken & { readonly text: string } => ({
    ...token,
    text: tokenizer.decode([...neighbours, token.id]).slice(start),
  });
  return { ...inText({ id, logProbability }), alternatives: alternatives.map(inText) };
}
