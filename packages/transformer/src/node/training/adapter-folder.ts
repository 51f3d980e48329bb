import { join } from 'node:path';
import { checkKind, type Module, parseStrictJson } from '@heed/core';
import { fileSource, makeFolder, readFileWithin, writeFileAtomically } from '@heed/core/node';
import { HfConfig } from '../../models/hf-config.ts';
import type { LoraAdapter } from '../../training/adapters/lora.ts';
import {
  type AdapterFileOptions,
  type AdapterFiles,
  adapterFiles,
  type LoadAdapterOptions,
  loadAdapter,
} from '../../training/adapters/peft-files.ts';

const files = { config: 'adapter_config.json', weights: 'adapter_model.safetensors' } as const;

/** Configs of adapters are some kilobytes. */
const maximumBytes = 10_000_000;

/**
 * Writes a LoRA adapter as Python's Peft does: `adapter_config.json` and `adapter_model.safetensors`, each whole or not at
 * all.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { Gpt2, HfConfig, readGpt2Config } from '@heed/transformer';
 * import { attachLora } from '@heed/transformer/training';
 * import { loadAdapterFolder, saveAdapter } from '@heed/transformer/training/node';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * const config = new HfConfig({ vocab_size: 11, n_embd: 8, n_layer: 2, n_head: 2, n_positions: 16 });
 * const model = new Gpt2(readGpt2Config(config)).initialize(new RandomGenerator(0));
 * const folder = join(tmpdir(), 'heed-adapter');
 * const adapter = attachLora(model, { targets: ['**.attn.cAttn'], rank: 2 });
 * await saveAdapter(adapter, folder, { task: 'CAUSAL_LM' });
 * adapter.detach();
 * await loadAdapterFolder(model, folder);
 * ```
 */
export async function saveAdapter(
  adapter: LoraAdapter,
  folder: string,
  options: AdapterFileOptions = {},
): Promise<void> {
  await saveAdapterFiles(await adapterFiles(adapter, options), folder);
}

/**
 * Writes what `adapterFiles` or `prefixFiles` gave into a folder that Peft loads.
 *
 * @example
 * ```ts
 * import { RandomGenerator } from '@heed/core';
 * import { Gpt2, HfConfig, readGpt2Config } from '@heed/transformer';
 * import { PrefixTuned, prefixFiles } from '@heed/transformer/training';
 * import { saveAdapterFiles } from '@heed/transformer/training/node';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * const config = new HfConfig({ vocab_size: 11, n_embd: 8, n_layer: 2, n_head: 2, n_positions: 16 });
 * const model = new Gpt2(readGpt2Config(config)).initialize(new RandomGenerator(0));
 * const tuned = new PrefixTuned(model, { length: 3, keyValueHeads: 2, headDimension: 4 });
 * await saveAdapterFiles(await prefixFiles(tuned), join(tmpdir(), 'heed-prefix'));
 * ```
 */
export async function saveAdapterFiles({ config, weights }: AdapterFiles, folder: string): Promise<void> {
  await makeFolder(folder);
  await writeFileAtomically(join(folder, files.weights), weights);
  const text = `${JSON.stringify(config, null, 2)}\n`;
  await writeFileAtomically(join(folder, files.config), new TextEncoder().encode(text));
}

/**
 * Attaches the adapter in a folder to the model that it was made for; see `loadAdapter` for the errors and
 * {@link saveAdapter} for an example.
 */
export async function loadAdapterFolder(
  model: Module,
  folder: string,
  options: LoadAdapterOptions = {},
): Promise<LoraAdapter> {
  checkKind('loadAdapterFolder: folder', folder, 'a text');
  const path = join(folder, files.config);
  const config = parseStrictJson(new TextDecoder().decode(await readFileWithin(path, maximumBytes)), path);
  const weights = await fileSource(join(folder, files.weights));
  return await loadAdapter(model, { config: new HfConfig(config, path).toJSON(), weights }, options);
}
