import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FormatError, parseStrictJson, type RandomGenerator } from '@heed/core';
import { loadWeightsFile, saveWeightsFile, writeFileAtomically } from '@heed/core/node';
import { bertWeightNames, encoderSavedNames, HfConfig, Tokenizer } from '@heed/transformer';
import { SentimentModel } from './model.ts';

/** The checkpoint that comes with the application. */
export const builtInCheckpoint: string = join(import.meta.dirname, '..', 'checkpoint');

/** A model with the tokenizer of its ids. */
export interface SentimentCheckpoint {
  readonly model: SentimentModel;
  readonly tokenizer: Tokenizer;
}

const files = { config: 'config.json', tokenizer: 'tokenizer.json', weights: 'model.safetensors' } as const;

/** A fresh model on the encoder that `prepare` wrote; its heads are drawn at random. */
export async function startModel(base: string, generator: RandomGenerator): Promise<SentimentCheckpoint> {
  const tokenizer = new Tokenizer(await readJson(join(base, files.tokenizer)));
  const model = new SentimentModel(new HfConfig(await readJson(join(base, files.config))), generator);
  model.polarity.initialize(generator);
  model.emotion.initialize(generator);
  await loadWeightsFile(model.bert, join(base, files.weights), bertWeightNames(model.bert));
  return { model, tokenizer };
}

/** Writes `config.json`, `tokenizer.json` and `model.safetensors` (float16), each whole or not at all. */
export async function saveCheckpoint(
  folder: string,
  { model, tokenizer }: SentimentCheckpoint,
): Promise<void> {
  await saveWeightsFile(model, join(folder, files.weights), { ...encoderSavedNames, dtype: 'float16' });
  await writeJson(join(folder, files.tokenizer), tokenizer.json);
  await writeJson(join(folder, files.config), model.published.toJSON());
}

/**
 * Loads a checkpoint folder onto the current backend.
 *
 * @throws {FormatError} for a file that is missing, cut short or not what it should be, naming the file.
 */
export async function loadCheckpoint(folder: string): Promise<SentimentCheckpoint> {
  const tokenizer = new Tokenizer(await readJson(join(folder, files.tokenizer)));
  const model = new SentimentModel(new HfConfig(await readJson(join(folder, files.config))));
  const { vocabularySize } = model.bert.config;
  if (tokenizer.vocabularySize !== vocabularySize) {
    throw new FormatError(
      `${folder}: the tokenizer has ${tokenizer.vocabularySize} tokens, the model ${vocabularySize}: ` +
        'they do not belong together',
    );
  }
  await loadWeightsFile(model, join(folder, files.weights));
  return { model, tokenizer };
}

/** Reads a JSON file, naming it when it is missing or broken. */
export async function readJson(path: string): Promise<unknown> {
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
