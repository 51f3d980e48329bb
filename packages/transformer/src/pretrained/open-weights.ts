import { type ByteSource, FormatError, openSafetensors, openSharded, type WeightSource } from '@heed/core';
import type { HfConfig } from '../models/hf-config.ts';
import { UnsafeFileError } from './errors.ts';
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

/**
 * Which file of a model holds its weights: safetensors before GGUF.
 *
 * @param chosen The caller's choice, where there are several.
 * @throws {UnsafeFileError} when there are pickles only.
 * @throws {FormatError} when there is none, or more than one GGUF file.
 */
export function findWeights({ name, names }: Omit<PretrainedFiles, 'open'>, chosen?: string): string {
  if (chosen !== undefined) {
    if (names.includes(chosen)) return refusePickle(chosen);
    throw new FormatError(`${name} has no file ${chosen}; it has ${names.slice(0, 30).join(', ')}`);
  }
  for (const known of [single, index]) if (names.includes(known)) return known;
  const [gguf, ...others] = names.filter((one) => one.endsWith('.gguf'));
  if (gguf !== undefined && others.length === 0) return gguf;
  if (gguf !== undefined) {
    throw new FormatError(
      `${name} has several GGUF files; choose one by the option weightFile: ${[gguf, ...others].join(', ')}`,
    );
  }
  const pickle = names.find(isPickle);
  if (pickle !== undefined) return refusePickle(pickle);
  throw new FormatError(
    `${name} has no weights: none of ${single}, ${index} and *.gguf; it has ${names.slice(0, 30).join(', ') || 'no files'}`,
  );
}

function isPickle(name: string): boolean {
  return /\.(bin|pt|pth|ckpt|pkl|pickle)$/.test(name);
}

function refusePickle(name: string): string {
  if (!isPickle(name)) return name;
  throw new UnsafeFileError(
    `${name} is a PyTorch pickle, which can run any code when it is read, and is refused. ` +
      'Ask for a revision that has model.safetensors, or convert it once where you trust it, in Python: ' +
      "`AutoModel.from_pretrained('folder').save_pretrained('folder', safe_serialization=True)`",
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
  if (!file.endsWith('.json')) return await openSafetensors(await files.open(file));
  const text = new TextDecoder().decode(await readWhole(files, file, maximumIndexBytes));
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const open = (parts: readonly string[]): Promise<ByteSource> => files.open(folder + parts.join('/'));
  return await openSharded(text, open, file);
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
