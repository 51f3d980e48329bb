import { FormatError, saveWeights, type WeightInput } from '@heed/core';
import { encoderSavedNames, HfConfig, Tokenizer } from '@heed/transformer';
import { SentimentModel } from './model.ts';
import { decodeQuantized, encodeQuantized } from './quantized-weights.ts';
import { type TaskName, taskNames } from './task.ts';

/** A model with the tokenizer of its ids. */
export interface SentimentCheckpoint {
  readonly model: SentimentModel;
  readonly tokenizer: Tokenizer;
  /** What logits are divided by for true probabilities; 1 where that was not found out. */
  readonly temperatures: Readonly<Record<TaskName, number>>;
}

/** Names of a checkpoint's files. */
export const fileNames = {
  config: 'config.json',
  tokenizer: 'tokenizer.json',
  float16: 'model.safetensors',
  blocks: 'model.blocks.safetensors',
} as const;

/** How the weights of a checkpoint are kept: as float16, or in blocks of 6 bits a weight. */
export type WeightsKind = 'float16' | 'blocks';

/** Makes a model of the contents of `config.json` and `tokenizer.json`; its weights are still to come. */
export function describeCheckpoint(config: HfConfig, tokenizer: Tokenizer): SentimentCheckpoint {
  const model = new SentimentModel(config);
  const { vocabularySize } = model.bert.config;
  if (tokenizer.vocabularySize !== vocabularySize) {
    throw new FormatError(
      `the tokenizer has ${tokenizer.vocabularySize} tokens, the model ${vocabularySize}: they do not belong together`,
    );
  }
  const stored = config.nested('temperatures');
  const temperature = (task: TaskName): number => stored?.number(task, 1) ?? 1;
  const [polarity = 1, emotion = 1] = taskNames.map(temperature);
  return { model, tokenizer, temperatures: { polarity, emotion } };
}

/** The files of a small checkpoint, as they were read. */
export interface SmallCheckpointFiles {
  readonly config: unknown;
  readonly tokenizer: unknown;
  /** The bytes of `model.blocks.safetensors`. */
  readonly weights: WeightInput;
}

/**
 * Loads a small checkpoint onto the current backend, from files wherever they are: a page fetches them.
 *
 * @throws {FormatError} for a file that is cut short or not what it should be.
 */
export async function openCheckpoint(files: SmallCheckpointFiles): Promise<SentimentCheckpoint> {
  const config = new HfConfig(files.config, fileNames.config);
  const checkpoint = describeCheckpoint(config, new Tokenizer(files.tokenizer));
  try {
    await decodeQuantized(checkpoint.model, files.weights);
  } catch (error) {
    checkpoint.model.dispose();
    throw error;
  }
  return checkpoint;
}

/** The files of a checkpoint, by their names. */
export async function checkpointFiles(
  { model, tokenizer, temperatures }: SentimentCheckpoint,
  weights: WeightsKind,
): Promise<ReadonlyMap<string, Uint8Array<ArrayBuffer>>> {
  const text = (value: unknown): Uint8Array<ArrayBuffer> =>
    new TextEncoder().encode(`${JSON.stringify(value)}\n`);
  const bytes =
    weights === 'blocks'
      ? await encodeQuantized(model)
      : await saveWeights(model, { ...encoderSavedNames, dtype: 'float16' });
  return new Map([
    [fileNames[weights], bytes],
    [fileNames.tokenizer, text(tokenizer.json)],
    [fileNames.config, text({ ...model.published.toJSON(), weights, temperatures })],
  ]);
}
