import { type ByteSource, FormatError, openSafetensors, openSharded, type WeightSource } from '@heed/core';
import type { HfConfig } from '../models/hf-config.ts';
import { ggufConfig } from './gguf/config.ts';
import { type GgufFile, openGguf } from './gguf/gguf-file.ts';
import { publishedWeights } from './gguf/published-weights.ts';
import { type PretrainedFiles, readWhole } from './pretrained-files.ts';
import { readConfigFile } from './read-config.ts';

/** Opened weights and the config that belongs to them. */
export interface OpenedModel {
  readonly config: HfConfig;
  readonly weights: WeightSource;
  /** The GGUF file they lie in, if they do. */
  readonly gguf?: GgufFile;
}

const single = 'model.safetensors';
const index = 'model.safetensors.index.json';
const maximumIndexBytes = 100_000_000;

/** What PyTorch wrote before there was safetensors. */
const pickled = 'pytorch_model.bin';
const pickledIndex = 'pytorch_model.bin.index.json';

/**
 * Which file of a model holds its weights: safetensors before GGUF before PyTorch's own.
 *
 * @param chosen The caller's choice, where there are several.
 * @throws {FormatError} when there is none, or more than one GGUF file.
 */
export function findWeights({ name, names }: Omit<PretrainedFiles, 'open'>, chosen?: string): string {
  const seen = names.slice(0, 30).join(', ') || 'no files';
  if (chosen !== undefined) {
    if (names.includes(chosen)) return chosen;
    throw new FormatError(`${name} has no file ${chosen}; it has ${seen}`);
  }
  for (const known of [single, index]) if (names.includes(known)) return known;
  const [gguf, ...others] = names.filter((one) => one.endsWith('.gguf'));
  if (gguf !== undefined && others.length === 0) return gguf;
  if (gguf !== undefined) {
    throw new FormatError(
      `${name} has several GGUF files; choose one by the option weightFile: ${[gguf, ...others].join(', ')}`,
    );
  }
  for (const known of [pickled, pickledIndex]) if (names.includes(known)) return known;
  if (names.includes('adapter_config.json')) {
    throw new FormatError(
      `${name}: this is an adapter, not a model. Load the model that its adapter_config.json names, ` +
        'then put it on by loadAdapter of @heed/transformer/training',
    );
  }
  throw new FormatError(
    `${name} has no weights: none of ${single}, ${index}, *.gguf, ${pickled} and ${pickledIndex}; it has ${seen}. ` +
      'Others are chosen by the option weightFile',
  );
}

/** Opens the weights of a model and reads the config that belongs to them. */
export async function openModel(files: PretrainedFiles, weightFile?: string): Promise<OpenedModel> {
  const file = findWeights(files, weightFile);
  if (file.endsWith('.gguf')) return await openGgufModel(await openGguf(await files.open(file)));
  if (!files.names.includes('config.json')) {
    throw new FormatError(`${files.name} has no config.json, which says what kind of model ${file} holds`);
  }
  const config = await readConfigFile(files, 'config.json');
  return { config, weights: await openPublished(files, file) };
}

async function openPublished(files: PretrainedFiles, file: string): Promise<WeightSource> {
  const isPickle = /\.(bin|pt|pth|ckpt)(\.index\.json)?$/.test(file);
  const openFile = isPickle ? (await import('./torch/torch-file.ts')).openTorch : openSafetensors;
  if (!file.endsWith('.json')) return await openFile(await files.open(file));
  const text = new TextDecoder().decode(await readWhole(files, file, maximumIndexBytes));
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const open = (parts: readonly string[]): Promise<ByteSource> => files.open(folder + parts.join('/'));
  return await openSharded(text, open, file, openFile);
}

async function openGgufModel(gguf: GgufFile): Promise<OpenedModel> {
  try {
    const config = await ggufConfig(gguf);
    const heads = config.size('num_attention_heads');
    const keyValueHeads = config.size('num_key_value_heads');
    return { config, weights: publishedWeights(gguf, { heads, keyValueHeads }), gguf };
  } catch (error) {
    await gguf.close();
    throw error;
  }
}
