import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FormatError, parseStrictJson, type RandomGenerator } from '@heed/core';
import { loadWeightsFile, saveWeightsFile, writeFileAtomically } from '@heed/core/node';
import { bertWeightNames, encoderSavedNames, HfConfig, Tokenizer } from '@heed/transformer';
import { SentimentModel } from './model.ts';
import { loadQuantized, saveQuantized } from './quantized-weights.ts';
import { type TaskName, taskNames } from './task.ts';

/** The checkpoint that comes with the application. */
export const builtInCheckpoint: string = join(import.meta.dirname, '..', 'checkpoint');

/** A model with the tokenizer of its ids. */
export interface SentimentCheckpoint {
  readonly model: SentimentModel;
  readonly tokenizer: Tokenizer;
  /** What logits are divided by for true probabilities; 1 where that was not found out. */
  readonly temperatures: Readonly<Record<TaskName, number>>;
}

const files = {
  config: 'config.json',
  tokenizer: 'tokenizer.json',
  weights: 'model.safetensors',
  blocks: 'model.blocks.safetensors',
} as const;

const uncalibrated = { polarity: 1, emotion: 1 } as const;

/** A fresh model on the encoder that `prepare` wrote; its heads are drawn at random. */
export async function startModel(base: string, generator: RandomGenerator): Promise<SentimentCheckpoint> {
  const tokenizer = new Tokenizer(await readJson(join(base, files.tokenizer)));
  const model = new SentimentModel(new HfConfig(await readJson(join(base, files.config))), generator);
  model.polarity.initialize(generator);
  model.emotion.initialize(generator);
  await loadWeightsFile(model.bert, join(base, files.weights), bertWeightNames(model.bert));
  return { model, tokenizer, temperatures: uncalibrated };
}

/** Writes a checkpoint, each file whole or not at all: float16, or in blocks of 6 bits a weight. */
export async function saveCheckpoint(
  folder: string,
  { model, tokenizer, temperatures }: SentimentCheckpoint,
  weights: 'float16' | 'blocks',
): Promise<void> {
  await mkdir(folder, { recursive: true });
  if (weights === 'blocks') await saveQuantized(model, join(folder, files.blocks));
  else await saveWeightsFile(model, join(folder, files.weights), { ...encoderSavedNames, dtype: 'float16' });
  await writeJson(join(folder, files.tokenizer), tokenizer.json);
  await writeJson(join(folder, files.config), { ...model.published.toJSON(), weights, temperatures });
}

/**
 * Loads a checkpoint folder onto the current backend.
 *
 * @throws {FormatError} for a file that is missing, cut short or not what it should be, naming the file.
 */
export async function loadCheckpoint(folder: string): Promise<SentimentCheckpoint> {
  const tokenizer = new Tokenizer(await readJson(join(folder, files.tokenizer)));
  const config = new HfConfig(await readJson(join(folder, files.config)), join(folder, files.config));
  const model = new SentimentModel(config);
  const { vocabularySize } = model.bert.config;
  if (tokenizer.vocabularySize !== vocabularySize) {
    throw new FormatError(
      `${folder}: the tokenizer has ${tokenizer.vocabularySize} tokens, the model ${vocabularySize}: ` +
        'they do not belong together',
    );
  }
  try {
    if (config.text('weights', 'float16') === 'blocks') await loadQuantized(model, folder, files.blocks);
    else await loadWeightsFile(model, join(folder, files.weights));
  } catch (error) {
    model.dispose();
    throw error;
  }
  const stored = config.nested('temperatures');
  const temperature = (task: TaskName): number => stored?.number(task, 1) ?? 1;
  const [polarity = 1, emotion = 1] = taskNames.map(temperature);
  return { model, tokenizer, temperatures: { polarity, emotion } };
}

/** Reads a JSON file, naming it when it is missing or broken. */
async function readJson(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new FormatError(`${path} cannot be read: ${reason}`, { cause });
  }
  return parseStrictJson(text, path);
}

async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFileAtomically(path, new TextEncoder().encode(`${JSON.stringify(value)}\n`));
}
