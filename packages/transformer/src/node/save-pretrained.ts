import { readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  checkOptions,
  Module,
  OptionError,
  partsInside,
  type SavedFloat,
  showValue,
  weightFiles,
} from '@heed/core';
import { makeFolder, writeFileAtomically } from '@heed/core/node';
import { HfConfig } from '../models/hf-config.ts';
import { isCompanion } from '../pretrained/hub/select-files.ts';
import type { Pretrained } from '../pretrained/load-pretrained.ts';
import { type PretrainedFiles, readWhole } from '../pretrained/pretrained-files.ts';
import { familyOf, type ModelFamilies } from '../pretrained/registry.ts';

/** Options of {@link savePretrained}. */
export interface SavePretrainedOptions {
  /** Writes all floats in this type; float32 by default. */
  readonly dtype?: SavedFloat;
  /** Most bytes of one weight file; 5 · 10⁹ by default. Larger models are written in parts with an index. */
  readonly maximumBytes?: number;
  /** Families beside those of this package, by `model_type`. */
  readonly families?: ModelFamilies;
}

/** Tokenizers and the like are some megabytes. */
const maximumCompanionBytes = 500_000_000;

/**
 * Writes a model as it is published: `config.json` and `model.safetensors`, in the spelling of the hub, so that Python's
 * transformers and {@link fromPretrained} load it. What came with the model, such as its tokenizer, is written too. Each
 * file is whole or not there; weights of an earlier model in the folder go.
 *
 * @throws {OptionError} for what is no model with its config, and unknown options.
 * @throws {WriteError} for a folder that cannot be written to.
 *
 * @param pretrained What {@link fromPretrained} gave, or a model made here with its published config.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { HfConfig, Llama, readLlamaConfig } from '@heed/transformer';
 * import { fromPretrained, savePretrained } from '@heed/transformer/node';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * const config = new HfConfig({
 *   model_type: 'llama', architectures: ['LlamaForCausalLM'], vocab_size: 11, hidden_size: 8,
 *   intermediate_size: 16, num_hidden_layers: 2, num_attention_heads: 2,
 * });
 * const model = new Llama(readLlamaConfig(config)).initialize(new RandomGenerator(0));
 * const folder = join(tmpdir(), 'heed-my-llama');
 * await savePretrained({ model, config }, folder);
 * console.log((await fromPretrained(folder)).model.parameterCount() === model.parameterCount()); // true
 * ```
 */
export async function savePretrained(
  pretrained: Pick<Pretrained, 'model' | 'config'> & Partial<Pretrained>,
  folder: string,
  options: SavePretrainedOptions = {},
): Promise<void> {
  checkOptions('savePretrained', options, ['dtype', 'maximumBytes', 'families']);
  const { dtype = 'float32', maximumBytes, families } = options;
  if (!(pretrained?.model instanceof Module && pretrained.config instanceof HfConfig)) {
    throw new OptionError(
      `savePretrained takes { model, config }, as fromPretrained gives them, got ${showValue(pretrained)}`,
    );
  }
  const { model, config, generationConfig, files } = pretrained;
  const { savedName: rename, floatFields = [] } = await familyOf(config, families);
  const weights = weightFiles(model, {
    dtype,
    ...(maximumBytes && { maximumBytes }),
    ...(rename && { rename }),
  });
  await makeFolder(folder);
  for (const { name, chunks } of weights) await writeFileAtomically(join(folder, name), chunks);
  await removeOthers(folder, new Set(weights.map(({ name }) => name)));
  if (files !== undefined) await copyCompanions(files, folder);
  if (generationConfig !== undefined && generationConfig !== config) {
    await writeJson(join(folder, 'generation_config.json'), generationConfig.toJSON(), []);
  }
  const typeField = config.has('torch_dtype') ? 'torch_dtype' : 'dtype';
  await writeJson(join(folder, 'config.json'), { ...config.toJSON(), [typeField]: dtype }, floatFields);
}

/** Ends of the names of fields that transformers wants as a Python float, which is written with a point. */
const floatNames = [
  ...[
    '_eps',
    'epsilon',
    '_theta',
    'factor',
    '_range',
    '_std',
    '_noise',
    '_coef',
    'eos_coefficient',
    '_loss_weight',
  ],
  ...[
    'layerdrop',
    'softcapping',
    '_temperature',
    'layerscale_value',
    'layer_scale_init_value',
    'expand_ratio',
  ],
];

async function writeJson(path: string, value: unknown, floatFields: readonly string[]): Promise<void> {
  const wholeNumber = /^( *"(\w+)": -?\d+)(,?)$/gm;
  const isFloat = (field: string): boolean =>
    floatFields.includes(field) || floatNames.some((end) => field.endsWith(end));
  const text = JSON.stringify(value, null, 2).replace(
    wholeNumber,
    (line: string, start: string, field: string, comma: string) =>
      isFloat(field) ? `${start}.0${comma}` : line,
  );
  await writeFileAtomically(path, new TextEncoder().encode(`${text}\n`));
}

/** Readers prefer one file to parts, whichever is newer. */
async function removeOthers(folder: string, written: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(folder)) {
    const isWeights = /^model(-\d+-of-\d+)?\.safetensors(\.index\.json)?$/.test(name);
    if (isWeights && !written.has(name)) await rm(join(folder, name));
  }
}

async function copyCompanions(files: PretrainedFiles, folder: string): Promise<void> {
  for (const name of files.names.filter(isCompanion)) {
    const path = join(folder, ...partsInside(name, files.name));
    await makeFolder(dirname(path));
    await writeFileAtomically(path, await readWhole(files, name, maximumCompanionBytes));
  }
}
