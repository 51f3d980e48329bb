import { checkOptions, checkWhole, collect, type Tensor } from '@heed/core';
import type { CausalLanguageModel } from '../models/causal-language-model.ts';
import { CausalSession } from './causal-session.ts';
import { checkCausal } from './check-model.ts';
import { checkBetween } from './check-numbers.ts';
import { checkLogits } from './choose-token.ts';
import type { Generated } from './generate.ts';
import { createProcessors, type LogitsOptions, logitsOptionNames, processed } from './logits-options.ts';
import { largestIndices, logProbabilities } from './probabilities.ts';
import type { LogitsProcessor } from './processors/index.ts';
import { checkPrompts } from './start-session.ts';
import {
  createStopping,
  type FinishReason,
  limitWithin,
  readLimit,
  type Stopping,
  type StoppingOptions,
  stoppingOptionNames,
} from './stopping.ts';

/** Options of {@link generateContrastive}. */
export interface ContrastiveOptions extends StoppingOptions, LogitsOptions {
  /** Path of the module whose output is the model's last hidden state, such as `model.norm` or `transformer.lnF`. */
  readonly states: string;
  /** Likeliest tokens to choose among; 4 by default. */
  readonly candidates?: number;
  /** α, how much likeness to what was said before counts against a token, from 0 to 1; 0.6 by default. */
  readonly penalty?: number;
  /** Ends the work before the next step; what was generated stays. */
  readonly signal?: AbortSignal;
}

interface Rules {
  readonly candidates: number;
  readonly penalty: number;
  readonly states: string;
  readonly processors: readonly LogitsProcessor[];
  readonly stopping: Stopping;
  readonly signal: AbortSignal | undefined;
}

/**
 * Contrastive search (Su et al. 2022): of the likeliest tokens, the one with the largest
 * `(1 − α) · p(token) − α · max cos(h_token, h_j)`, where h are last hidden states and j runs over the text so far. It
 * keeps a text from going round in circles, and is not random.
 *
 * Each step runs all candidates at once; prompts are answered one after another.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { generateContrastive, HfConfig, Llama, readLlamaConfig } from '@heed/transformer';
 * const config = readLlamaConfig(
 *   new HfConfig({
 *     model_type: 'llama', vocab_size: 11, hidden_size: 8, intermediate_size: 16,
 *     num_hidden_layers: 2, num_attention_heads: 2,
 *   }),
 * );
 * const model = new Llama(config).initialize(new RandomGenerator(0));
 * const [text] = await generateContrastive(model, [[3, 1, 4]], { states: 'model.norm', maximumNewTokens: 6 });
 * console.log(text?.ids);
 * ```
 */
export async function generateContrastive(
  model: CausalLanguageModel,
  prompts: readonly (readonly number[])[],
  options: ContrastiveOptions,
): Promise<Generated[]> {
  checkCausal('generateContrastive', model);
  checkPrompts(prompts);
  const own = ['states', 'candidates', 'penalty', 'signal'];
  checkOptions('generateContrastive', options, [...stoppingOptionNames, ...logitsOptionNames, ...own]);
  const { endIds = [], states, signal } = options;
  const rules = {
    candidates: checkWhole('candidates', options.candidates ?? 4, 1),
    penalty: checkBetween('penalty', options.penalty ?? 0.6, 0, 1),
    processors: createProcessors(options, endIds),
    stopping: createStopping(options, endIds),
    states,
    signal,
  };
  const limit = readLimit(options);
  const made: Generated[] = [];
  for (const [row, prompt] of prompts.entries()) {
    const { ids, finishReason } = await answer(model, prompt, limit, rules);
    made.push({ ids, finishReason, tokens: ids.map((id) => ({ row, id })) });
  }
  return made;
}

async function answer(
  model: CausalLanguageModel,
  prompt: readonly number[],
  most: number,
  { candidates, penalty, processors, signal, states: path, stopping }: Rules,
): Promise<{ ids: number[]; finishReason: FinishReason }> {
  const session = new CausalSession(model, [prompt]);
  const read = async (rows: readonly (readonly number[])[]): Promise<Reading[]> => {
    using seen = await collect(model, [path], () => session.next(rows));
    const states = await directions(seen.at(path));
    return seen.result.map(([logits = new Float32Array()], row) => ({ logits, states: states[row] ?? [] }));
  };
  try {
    const limit = limitWithin(most, session.limits[0] ?? most);
    const ids: number[] = [];
    const isAborted = (): boolean => signal?.aborted === true;
    if (limit === 0 || isAborted()) return { ids, finishReason: isAborted() ? 'aborted' : 'length' };
    let [last] = await read([prompt]);
    const context = last?.states ?? [];
    while (last !== undefined && !isAborted()) {
      const place = { ids: [...prompt, ...ids], promptLength: prompt.length, step: ids.length, limit };
      const logits = processed(processors, checkLogits(last.logits, 'the model'), place);
      const choices = likeliest(checkLogits(logits, 'a text'), candidates);
      session.select(choices.map(() => 0));
      const tried = await read(choices.map(({ id }) => [id]));
      const worth = choices.map(
        ({ probability }, row) =>
          (1 - penalty) * probability - penalty * likeness(tried[row]?.states[0], context),
      );
      const [best = 0] = largestIndices(worth, 1);
      session.select([best]);
      last = tried[best];
      context.push(...(last?.states ?? []));
      ids.push(choices[best]?.id ?? 0);
      const finishReason = stopping(ids, limit);
      if (finishReason !== undefined) return { ids, finishReason };
    }
    return { ids, finishReason: 'aborted' };
  } finally {
    session.dispose();
  }
}

/** What one row of a step gives: logits behind its last id, and the direction of each id's hidden state. */
interface Reading {
  readonly logits: Float32Array;
  readonly states: Float64Array[];
}

/** Hidden states [rows, length, width] as vectors of length 1, by row and place. */
async function directions(states: Tensor): Promise<Float64Array[][]> {
  const [rows = 0, length = 0, width = 0] = states.shape;
  const numbers = await states.data();
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length }, (_place, place) => {
      const start = (row * length + place) * width;
      const vector = Float64Array.from(numbers.subarray(start, start + width));
      const norm = Math.hypot(...vector);
      return vector.map((x) => (norm === 0 ? 0 : x / norm));
    }),
  );
}

function likeliest(logits: Float32Array, count: number): { id: number; probability: number }[] {
  const scores = logProbabilities(logits);
  return largestIndices(scores, count)
    .map((id) => ({ id, probability: Math.exp(scores[id] ?? 0) }))
    .filter(({ probability }) => probability > 0);
}

/** The largest cosine between a direction and those before it. */
function likeness(direction: Float64Array | undefined, context: readonly Float64Array[]): number {
  return context.reduce((largest, other) => {
    const cosine = other.reduce((sum, x, at) => sum + x * (direction?.[at] ?? 0), 0);
    return Math.max(largest, cosine);
  }, -1);
}
