import { checkOptions, checkWhole, slice } from '@heed/core';
import { normalizeVectors } from '../embeddings/normalize-vectors.ts';
import type { Pooling } from '../embeddings/pooling.ts';
import { paddingOf } from '../models/packing/without-padding.ts';
import { encodeInputs, encoderInput, mostTokens, readRows } from './encoder-batch.ts';
import { type BatchOptions, batchOptionNames, isList, runBatches } from './run-batches.ts';
import { sentenceSettings } from './sentence-settings.ts';
import { encoderOf, type TaskModel, tokenizerOf } from './task-model.ts';

/** Options of {@link embed}. */
export interface EmbedOptions extends BatchOptions {
  /** From states to one vector; what the model's files say by default, else the mean. */
  readonly pooling?: Pooling;
  /** Give vectors the length 1; what the model's files say by default, else false. */
  readonly normalize?: boolean;
  /** Keep only so many numbers of each vector, for models that were trained for it (Kusupati et al. 2022). */
  readonly dimensions?: number;
  /** Put before each text, such as `query: `, where a model was trained so. */
  readonly prompt?: string;
  /** Cut texts that are longer than the model takes, the default; else they are an error. */
  readonly truncate?: boolean;
}

/**
 * A vector for a text, as sentence-transformers gives it: texts of like meaning have like vectors. The dot product of two
 * vectors of length 1 is their likeness.
 *
 * @param pretrained An encoder without a head.
 * @throws {TaskError} for another model, {IndexError} for a text that is too long and not to be cut.
 *
 * @example
 * ```ts no-run
 * import { embed } from '@heed/transformer';
 * import { fromPretrained } from '@heed/transformer/node';
 * const pretrained = await fromPretrained('sentence-transformers/all-MiniLM-L6-v2');
 * const [cat, kitten] = await embed(pretrained, ['A cat sleeps.', 'The kitten is napping.']);
 * console.log(cat?.reduce((sum, x, at) => sum + x * (kitten?.[at] ?? 0), 0)); // their likeness
 * ```
 */
export function embed(pretrained: TaskModel, text: string, options?: EmbedOptions): Promise<Float32Array>;
/** The same for several texts. */
export function embed(
  pretrained: TaskModel,
  texts: readonly string[],
  options?: EmbedOptions,
): Promise<Float32Array[]>;
export async function embed(
  pretrained: TaskModel,
  given: string | readonly string[],
  options: EmbedOptions = {},
): Promise<Float32Array | Float32Array[]> {
  const own = ['pooling', 'normalize', 'dimensions', 'prompt', 'truncate'];
  checkOptions('embed', options, [...batchOptionNames, ...own]);
  const model = encoderOf('embed', pretrained, 'encoder');
  const tokenizer = tokenizerOf('embed', pretrained);
  const { width } = model.config;
  const { dimensions = width, prompt = '', truncate = true } = options;
  checkWhole('dimensions', dimensions, 1, width);
  const settings = await sentenceSettings(pretrained.files);
  const { pooling = settings.pooling, normalize = settings.normalize } = options;
  const texts = (isList(given) ? given : [given]).map((text) => prompt + text);
  const encodings = encodeInputs(
    'embed',
    tokenizer,
    settings.lowerCase === true ? texts.map((text) => text.toLowerCase()) : texts,
    { most: Math.min(mostTokens(model.config, tokenizer), settings.maximumLength ?? Infinity), truncate },
  );
  const vectors = await runBatches(
    encodings,
    options,
    ({ ids }) => ids.length,
    async (batch) => {
      const rows = await readRows(() => {
        const { ids, options: input } = encoderInput(model, batch);
        const states = model.forward(ids, input);
        const whole = pooling(states, paddingOf(states, input));
        const kept = dimensions === width ? whole : slice(whole, { axis: 1, end: dimensions });
        return normalize ? normalizeVectors(kept) : kept;
      });
      return rows.map((row) => row.slice());
    },
  );
  return isList(given) ? vectors : (vectors[0] ?? new Float32Array());
}
