import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readJson } from '@heed/app-translation';
import type { RandomGenerator } from '@heed/core';
import { loadWeightsFile, writeFileAtomically } from '@heed/core/node';
import { bertWeightNames, HfConfig, Tokenizer } from '@heed/transformer';
import { loadAdapterFolder } from '@heed/transformer/training/node';
import {
  checkpointFiles,
  describeCheckpoint,
  fileNames,
  type SentimentCheckpoint,
  type WeightsKind,
} from './checkpoint.ts';
import { SentimentModel } from './model.ts';
import { loadQuantized } from './quantized-file.ts';

/** The checkpoint that comes with the application. */
export const builtInCheckpoint: string = join(import.meta.dirname, '..', 'checkpoint');

/** A fresh model on the encoder that `prepare` wrote; its heads are drawn at random. */
export async function startModel(base: string, generator: RandomGenerator): Promise<SentimentCheckpoint> {
  const tokenizer = new Tokenizer(await readJson(join(base, fileNames.tokenizer)));
  const model = new SentimentModel(new HfConfig(await readJson(join(base, fileNames.config))), generator);
  model.polarity.initialize(generator);
  model.emotion.initialize(generator);
  await loadWeightsFile(model.bert, join(base, fileNames.float16), bertWeightNames(model.bert));
  return { model, tokenizer, temperatures: { polarity: 1, emotion: 1 } };
}

/** Writes a checkpoint, each file whole or not at all. */
export async function saveCheckpoint(
  folder: string,
  checkpoint: SentimentCheckpoint,
  weights: WeightsKind,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, bytes] of await checkpointFiles(checkpoint, weights))
    await writeFileAtomically(join(folder, name), bytes);
}

/**
 * Loads a checkpoint folder onto the current backend.
 *
 * @param adapter Folder of a LoRA adapter that is merged into it.
 * @throws {FormatError} for a file that is missing, cut short or not what it should be, naming the file.
 */
export async function loadCheckpoint(folder: string, adapter?: string): Promise<SentimentCheckpoint> {
  const tokenizer = new Tokenizer(await readJson(join(folder, fileNames.tokenizer)));
  const config = new HfConfig(await readJson(join(folder, fileNames.config)), join(folder, fileNames.config));
  const checkpoint = describeCheckpoint(config, tokenizer);
  const { model } = checkpoint;
  try {
    if (config.text('weights', 'float16') === 'blocks') {
      await loadQuantized(model, folder, fileNames.blocks);
    } else await loadWeightsFile(model, join(folder, fileNames.float16));
    if (adapter !== undefined) (await loadAdapterFolder(model, adapter)).merge();
  } catch (error) {
    model.dispose();
    throw error;
  }
  return checkpoint;
}
