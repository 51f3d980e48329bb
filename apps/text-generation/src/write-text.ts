import {
  type FinishReason,
  type GeneratedToken,
  type GenerateOptions,
  generate,
  type RankedToken,
  type Tokenizer,
} from '@heed/transformer';
import { StopStrings } from './stop-strings.ts';
import type { TextModel } from './text-model.ts';

/** Options of {@link writeText}: those of `generate`, and strings that end the text. */
export interface WriteOptions extends Omit<GenerateOptions, 'draft' | 'guidance' | 'endIds'> {
  /** Strings that end the text; they are not part of it. */
  readonly stop?: readonly string[];
}

/** How likely a token was, and others in its place, in words. */
export interface TokenReport extends RankedToken {
  readonly text: string;
  readonly alternatives: readonly (RankedToken & { readonly text: string })[];
}

/** What one step adds to a text. */
export interface Written {
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
 * Goes on from a prompt and gives the text as it is written; the last part carries the reason why it ends.
 *
 * @param prompt Ids of the prompt.
 */
export async function* writeText(
  { model, tokenizer, endIds }: TextModel,
  prompt: readonly number[],
  { stop = [], ...options }: WriteOptions = {},
): AsyncGenerator<Written, void, undefined> {
  const stream = tokenizer.decodeStream();
  // Whether the first token begins with a space depends on the prompt.
  for (const id of prompt) stream.push(id);
  let before = prompt.at(-1);
  const stops = new StopStrings(stop);
  let last: GeneratedToken | undefined;
  for await (const token of generate(model, [prompt], { ...options, endIds })) {
    last = token;
    const report = reportOf(token, before, tokenizer);
    before = token.id;
    const { text, isOver } = stops.push(token.finishReason === 'end' ? '' : stream.push(token.id));
    yield { text, id: token.id, ...(report && { report }) };
    if (isOver) return yield { text: '', finishReason: 'stop' };
    // Lets Ctrl-C, timers and sockets be heard between two tokens.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { text, isOver } = stops.push(stream.end());
  const finishReason = last?.finishReason ?? (options.signal?.aborted === true ? 'aborted' : 'length');
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
  const inWords = (token: RankedToken): RankedToken & { readonly text: string } => ({
    ...token,
    text: tokenizer.decode([...neighbours, token.id]).slice(start),
  });
  return { ...inWords({ id, logProbability }), alternatives: alternatives.map(inWords) };
}
