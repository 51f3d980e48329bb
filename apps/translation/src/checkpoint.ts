import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { FormatError } from '@heed/core';
import { loadWeightsFile, saveWeightsFile, writeFileAtomically } from '@heed/core/node';
import {
  type DecoderCache,
  type EncodedSource,
  EncoderDecoder,
  parseEncoderDecoderConfig,
  type SequenceToSequence,
  type TargetCache,
  Tokenizer,
} from '@heed/transformer';
import type { TrainableModel } from '@heed/transformer/training';
import { readJson, writeJson } from './json-file.ts';

/** A model and the tokenizer that it was trained with. */
export interface SequenceTranslator<Encoded, Cache extends TargetCache> {
  readonly model: SequenceToSequence<Encoded, Cache>;
  readonly tokenizer: Tokenizer;
  /** Path of the weights over source tokens that explain a translation; see `observe`. */
  readonly alignmentPath: string;
}

/** A translator that is a Transformer. */
export type Translator = SequenceTranslator<EncodedSource, DecoderCache>;

/** The checkpoint that comes with the application. */
export const builtInCheckpoint: string = join(import.meta.dirname, '..', 'checkpoint');

const files = { config: 'config.json', tokenizer: 'tokenizer.json', weights: 'model.safetensors' } as const;

/** Writes `config.json`, `tokenizer.json` and `model.safetensors` (float16), each whole or not at all. */
export async function exportCheckpoint(
  folder: string,
  model: TrainableModel,
  tokenizer: Tokenizer,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeJson(join(folder, files.config), model.config);
  const text = `${JSON.stringify(tokenizer.json)}\n`;
  await writeFileAtomically(join(folder, files.tokenizer), new TextEncoder().encode(text));
  await saveWeightsFile(model, join(folder, files.weights), { dtype: 'float16' });
}

/**
 * Loads a checkpoint folder onto the current backend.
 *
 * @throws {FormatError} for a file that is missing, cut short or not what it should be, naming the file.
 */
export async function loadTranslator(folder: string): Promise<Translator> {
  const config = parseEncoderDecoderConfig(await readJson(join(folder, files.config)));
  const tokenizer = new Tokenizer(await readJson(join(folder, files.tokenizer)));
  if (tokenizer.vocabularySize !== config.vocabularySize) {
    throw new FormatError(
      `${folder}: the tokenizer has ${tokenizer.vocabularySize} tokens, the model ${config.vocabularySize}: ` +
        'they do not belong together',
    );
  }
  const model = new EncoderDecoder(config);
  try {
    await loadWeightsFile(model, join(folder, files.weights));
  } catch (error) {
    model.dispose();
    throw error;
  }
  const alignmentPath = `decoder.layers.${config.decoderLayers - 1}.crossAttention.weights`;
  return { model, tokenizer, alignmentPath };
}
