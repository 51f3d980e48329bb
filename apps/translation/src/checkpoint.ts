import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FormatError, HeedError, loadWeights } from '@heed/core';
import { fileSource, saveWeightsFile, writeFileAtomically } from '@heed/core/node';
import { EncoderDecoder, parseConfig, Tokenizer } from '@heed/transformer';

/** A translator: a model and the tokenizer that it was trained with. */
export interface Translator {
  readonly model: EncoderDecoder;
  readonly tokenizer: Tokenizer;
}

/** The checkpoint that comes with the application. */
export const builtInCheckpoint: string = join(import.meta.dirname, '..', 'checkpoint');

const files = { config: 'config.json', tokenizer: 'tokenizer.json', weights: 'model.safetensors' } as const;

/** Writes `config.json`, `tokenizer.json` and `model.safetensors` (float16), each whole or not at all. */
export async function exportCheckpoint(
  folder: string,
  model: EncoderDecoder,
  tokenizer: Tokenizer,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFileAtomically(join(folder, files.config), `${JSON.stringify(model.config, null, 2)}\n`);
  await writeFileAtomically(join(folder, files.tokenizer), `${JSON.stringify(tokenizer.json)}\n`);
  await saveWeightsFile(join(folder, files.weights), model, { dtype: 'float16' });
}

/**
 * Loads a checkpoint folder onto the current backend.
 *
 * @throws {FormatError} for a file that is missing, cut short or not what it should be, naming the file.
 */
export async function loadTranslator(folder: string): Promise<Translator> {
  const config = parseConfig(await readJson(join(folder, files.config)));
  const tokenizer = new Tokenizer(await readJson(join(folder, files.tokenizer)));
  if (tokenizer.vocabularySize !== config.vocabularySize) {
    throw new FormatError(
      `${folder}: the tokenizer has ${tokenizer.vocabularySize} tokens, the model ${config.vocabularySize}: ` +
        'they do not belong together',
    );
  }
  const model = new EncoderDecoder(config);
  const path = join(folder, files.weights);
  const source = await openFile(path);
  try {
    await loadWeights(model, source);
  } catch (cause) {
    model.dispose();
    if (cause instanceof HeedError) throw new FormatError(`${path}: ${cause.message}`, { cause });
    throw cause;
  } finally {
    await source.close();
  }
  return { model, tokenizer };
}

async function openFile(path: string): ReturnType<typeof fileSource> {
  try {
    return await fileSource(path);
  } catch (cause) {
    throw new FormatError(`${path} cannot be read: ${reason(cause)}`, { cause });
  }
}

async function readJson(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new FormatError(`${path} cannot be read: ${reason(cause)}`, { cause });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new FormatError(`${path} is not JSON: ${reason(cause)}`, { cause });
  }
}

function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
