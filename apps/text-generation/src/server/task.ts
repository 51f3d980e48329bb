import type { SequenceBias, StreamTextOptions } from '@heed/transformer';
import type { TextModel } from '../text-model.ts';
import { type Format, formats } from './formats.ts';
import { RequestError } from './request-error.ts';

/** A request that was understood: what to write, and how to answer. */
export interface Task {
  /** Ids of each prompt. */
  readonly prompts: readonly (readonly number[])[];
  /** Answers to each prompt. */
  readonly count: number;
  /** Text that each answer begins with: the prompts where an echo is wanted. */
  readonly echoes: readonly string[];
  readonly options: StreamTextOptions;
  readonly format: Format;
  readonly stream: boolean;
  /** End a stream with the numbers of tokens. */
  readonly includeUsage: boolean;
}

/** What requests of both kinds ask for, by the interface's names. */
export interface SharedParameters {
  readonly temperature?: number | null | undefined;
  readonly top_p?: number | null | undefined;
  readonly seed?: number | null | undefined;
  readonly stop?: string | readonly string[] | null | undefined;
  readonly presence_penalty?: number | null | undefined;
  readonly frequency_penalty?: number | null | undefined;
  readonly logit_bias?: Readonly<Record<string, number>> | null | undefined;
  readonly n?: number | null | undefined;
  readonly stream?: boolean | null | undefined;
  readonly stream_options?: { readonly include_usage?: boolean | null | undefined } | null | undefined;
}

/** What the two kinds of request say in their own ways. */
export interface OwnParameters {
  readonly kind: keyof typeof formats;
  readonly prompts: readonly (readonly number[])[];
  readonly echoes?: readonly string[];
  readonly logProbabilities: number | undefined;
  /** The most tokens that were asked for. */
  readonly requested: number | undefined;
  /** How many to write where none were asked for. */
  readonly usual: number;
}

/** The most answers that one request may ask for. */
const maximumAnswers = 32;

/**
 * Makes a task of a request.
 *
 * @throws {RequestError} for what the model cannot do.
 */
export function createTask(textModel: TextModel, shared: SharedParameters, own: OwnParameters): Task {
  const { kind, prompts, echoes = prompts.map(() => ''), logProbabilities } = own;
  const count = shared.n ?? 1;
  if (prompts.length * count > maximumAnswers) {
    throw new RequestError(400, `A request may ask for ${maximumAnswers} answers at most.`, { param: 'n' });
  }
  const { seed, stop, logit_bias: bias } = shared;
  return {
    prompts,
    count,
    echoes,
    format: formats[kind],
    stream: shared.stream ?? false,
    includeUsage: shared.stream_options?.include_usage ?? false,
    options: {
      // Drawing from all tokens is this interface's habit; the cuts of `generate` are off.
      temperature: shared.temperature ?? 1,
      topP: shared.top_p ?? 1,
      topK: 0,
      presencePenalty: shared.presence_penalty ?? 0,
      frequencyPenalty: shared.frequency_penalty ?? 0,
      maximumNewTokens: lengthOf(textModel, own),
      stop: [stop ?? []].flat(),
      ...(seed != null && { seed: seed >>> 0 }),
      ...(logProbabilities !== undefined && { logProbabilities }),
      ...(bias != null && { sequenceBias: biases(bias, textModel) }),
    },
  };
}

/** Tokens to write at most, so that the longest prompt and its answer find room. */
function lengthOf({ model }: TextModel, { prompts, requested, usual }: OwnParameters): number {
  const { maximumLength } = model.config;
  const longest = Math.max(...prompts.map((prompt) => prompt.length));
  const room = maximumLength - longest;
  if (room < (requested ?? 1)) {
    const asked = requested === undefined ? '' : `, and ${requested} more are asked for`;
    throw new RequestError(
      400,
      `This model's maximum context length is ${maximumLength} tokens. The prompt has ${longest}${asked}. ` +
        'Please shorten the prompt or the answer.',
      { code: 'context_length_exceeded' },
    );
  }
  return requested ?? Math.min(room, usual);
}

function biases(bias: Readonly<Record<string, number>>, { model }: TextModel): SequenceBias[] {
  return Object.entries(bias).map(([id, amount]) => [
    [checkId(Number(id), model.config.vocabularySize, 'logit_bias')],
    amount,
  ]);
}

/** Refuses what is no token of the model. */
export function checkId(id: number, vocabularySize: number, param: string): number {
  if (Number.isInteger(id) && id >= 0 && id < vocabularySize) return id;
  throw new RequestError(400, `There is no token ${id}: the model has ${vocabularySize}.`, { param });
}
