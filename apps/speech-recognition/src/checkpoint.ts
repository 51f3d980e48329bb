import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { loadQuantized, saveQuantized } from '@heed/app-sentiment';
import { readJson, writeJson } from '@heed/app-translation';
import { FormatError, RandomGenerator, WeightsError } from '@heed/core';
import { loadWeightsFile } from '@heed/core/node';
import { CtcRecognizer, CtcVocabulary, readCtcRecognizerConfig } from '@heed/speech';
import { HfConfig } from '@heed/transformer';

/** The checkpoint that comes with the application. */
export const builtInCheckpoint: string = join(import.meta.dirname, '..', 'checkpoint');

/** A recogniser with the meaning of its labels. */
export interface Recognizer {
  readonly model: CtcRecognizer;
  readonly vocabulary: CtcVocabulary;
  /** As it is written to `config.json`. */
  readonly config: HfConfig;
}

const files = {
  config: 'config.json',
  vocabulary: 'vocab.json',
  weights: 'model.blocks.safetensors',
  base: 'model.safetensors',
} as const;

/** Sizes of a fresh recogniser. */
export interface RecognizerSizes {
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  readonly feedForwardWidth: number;
  readonly dropout: number;
}

/** A fresh recogniser of small letters, blank and delimiter first. */
export function freshRecognizer(
  { width, layers, heads, feedForwardWidth, dropout }: RecognizerSizes,
  generator: RandomGenerator,
): Recognizer {
  const tokens = ['<pad>', '|', ...'abcdefghijklmnopqrstuvwxyz', "'"];
  const vocabulary = new CtcVocabulary(Object.fromEntries(tokens.map((token, id) => [token, id])));
  const config = new HfConfig({
    ...{ model_type: 'ctc-recognizer', architectures: ['CtcRecognizer'] },
    ...{ vocab_size: vocabulary.size, pad_token_id: vocabulary.blank, num_mel_bins: 80, d_model: width },
    ...{ encoder_layers: layers, encoder_attention_heads: heads, encoder_ffn_dim: feedForwardWidth, dropout },
  });
  const model = new CtcRecognizer(readCtcRecognizerConfig(config), generator).initialize(generator);
  model.encoder.embedPositions.freeze();
  return { model, vocabulary, config };
}

/**
 * Gives a fresh recogniser the first layers of a Whisper's encoder, from a folder with its `model.safetensors`; the layer
 * to labels stays as it was drawn.
 *
 * @throws {WeightsError} for a Whisper of another width, or one with fewer layers.
 */
export async function startFromWhisper({ model }: Recognizer, folder: string): Promise<void> {
  const { missing } = await loadWeightsFile(model, join(folder, files.base), {
    strict: false,
    rename: (name) => /^(?:model\.)?(encoder\..*)$/.exec(name)?.[1],
  });
  const lacking = missing.filter((name) => name.startsWith('encoder.'));
  if (lacking.length > 0)
    throw new WeightsError(`${folder}: no encoder of Whisper: ${lacking.join(', ')} missing`);
}

/** What is written of a model: its sinusoids are known. */
const stored = (model: CtcRecognizer): Pick<CtcRecognizer, 'parameters'> => ({
  parameters: () =>
    new Map([...model.parameters()].filter(([name]) => !name.startsWith('encoder.embedPositions'))),
});

/** Writes a checkpoint, each file whole or not at all, matrices in blocks of 6 bits a weight. */
export async function saveCheckpoint(
  folder: string,
  { model, vocabulary, config }: Recognizer,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  await saveQuantized(stored(model), join(folder, files.weights));
  await writeJson(join(folder, files.vocabulary), vocabulary);
  await writeJson(join(folder, files.config), config);
}

/**
 * Loads a checkpoint folder onto the current backend.
 *
 * @throws {FormatError} for a file that is missing, cut short or not what it should be, naming the file.
 */
export async function loadCheckpoint(folder: string): Promise<Recognizer> {
  const config = new HfConfig(await readJson(join(folder, files.config)), join(folder, files.config));
  const vocabulary = new CtcVocabulary(await readJson(join(folder, files.vocabulary)));
  const model = new CtcRecognizer(readCtcRecognizerConfig(config));
  if (vocabulary.size !== model.config.vocabularySize || vocabulary.blank !== model.blank) {
    throw new FormatError(`${folder}: vocab.json and config.json do not belong together`);
  }
  try {
    await loadQuantized(stored(model), folder, files.weights);
    model.encoder.embedPositions.initialize(new RandomGenerator(0));
  } catch (error) {
    model.dispose();
    throw error;
  }
  return { model: model.eval(), vocabulary, config };
}
