import { checkOptions, DownloadError, type Fetch, OptionError, showValue } from '@heed/core';
import { BrowserCache } from './hub/browser-cache.ts';
import type { HubCache } from './hub/hub-cache.ts';
import { type HubOptions, hubFiles, hubOptionNames } from './hub/hub-files.ts';
import { MemoryCache } from './hub/memory-cache.ts';
import {
  type LoadPretrainedOptions,
  loadPretrained,
  loadPretrainedOptionNames,
  type Pretrained,
} from './load-pretrained.ts';
import { type FileContent, filesOf, type PretrainedFiles } from './pretrained-files.ts';

/** Options of {@link fromPretrained}. */
export interface FromPretrainedOptions extends LoadPretrainedOptions, HubOptions {
  /**
   * Where files of the hub are kept: the Cache API by default, where there is one; `false` keeps them in memory for as
   * long as they are needed.
   */
  readonly cache?: HubCache | false;
}

/** The names of {@link FromPretrainedOptions}, for `checkOptions`. */
export const fromPretrainedOptionNames: readonly string[] = [
  ...loadPretrainedOptionNames,
  ...hubOptionNames,
  'cache',
];

/** What a model can be made of. */
export type PretrainedSource =
  | string
  | URL
  | PretrainedFiles
  | Readonly<Record<string, FileContent>>
  | Iterable<File>;

/**
 * Makes a published model: from the Hugging Face hub by its name, from files that a visitor chose, from a map of file
 * names to bytes or URLs, or from the URL of a GGUF file. In Node, `fromPretrained` of `@heed/transformer/node` takes
 * folders too and keeps downloads on disk.
 *
 * What is downloaded is checked: nothing is kept under its name before all of it is there and has the hub's hash.
 * Broken transfers go on where they ended. Weights are read one tensor at a time, so that memory stays near their size.
 *
 * @param source `owner/name`; files with `config.json` and `model.safetensors`, or `pytorch_model.bin` where there is none
 * (or its index and parts); one GGUF file.
 * @throws {OptionError} for a source that is none, and options that are unknown or out of range.
 * @throws {DownloadError} for what cannot be had.
 * @throws {ModelTypeError} for a `model_type` that is missing or not known, with the list.
 * @throws {FormatError} for a file that breaks its format.
 * @throws {WeightsError} that lists every missing, extra and misshaped weight.
 * @throws {UnsafeFileError} for a PyTorch pickle that asks for more than tensors.
 *
 * @example
 * ```ts no-run
 * import { fromPretrained } from '@heed/transformer';
 * const { model, generationConfig } = await fromPretrained('HuggingFaceTB/SmolLM2-135M-Instruct', {
 *   onProgress: ({ stage, loaded, total }) => console.log(stage, `${Math.round((100 * loaded) / total)} %`),
 * });
 * ```
 *
 * @example Files that a visitor of a page chose
 * ```ts no-run
 * import { fromPretrained } from '@heed/transformer';
 * const input = document.querySelector('input');
 * const { model } = await fromPretrained(input?.files ?? []);
 * ```
 *
 * @example Files in memory
 * ```ts
 * import { RandomGenerator, saveWeights } from '@heed/core';
 * import { fromPretrained, HfConfig, Llama, readLlamaConfig } from '@heed/transformer';
 * const published = {
 *   model_type: 'llama', vocab_size: 11, hidden_size: 8, intermediate_size: 16,
 *   num_hidden_layers: 2, num_attention_heads: 2,
 * };
 * const trained = new Llama(readLlamaConfig(new HfConfig(published))).initialize(new RandomGenerator(0));
 * const { model } = await fromPretrained({
 *   'config.json': new Blob([JSON.stringify(published)]),
 *   'model.safetensors': await saveWeights(trained),
 * });
 * console.log(model instanceof Llama, model.parameterCount()); // true 1496
 * ```
 */
export async function fromPretrained(
  source: PretrainedSource,
  options: FromPretrainedOptions = {},
): Promise<Pretrained> {
  checkOptions('fromPretrained', options, fromPretrainedOptionNames);
  const { revision, offline, fetch, token, hubUrl, cache, ...loading } = options;
  return await loadPretrained(await locate(source, options), loading);
}

async function locate(source: PretrainedSource, options: FromPretrainedOptions): Promise<PretrainedFiles> {
  if (typeof source === 'string')
    return await hubFiles(source, { ...options, cache: cacheOf(options.cache) });
  checkSource(source);
  if (isFiles(source)) return source;
  const { fetch = globalThis.fetch, signal, offline = false } = options;
  const sending = { fetch: offline ? forbidden : fetch, signal };
  if (!(source instanceof URL)) return filesOf(source, sending);
  return filesOf({ [source.pathname.split('/').at(-1) ?? '']: source }, sending);
}

function checkSource(source: object): void {
  const given: unknown = source;
  if (given instanceof Promise)
    throw new OptionError('fromPretrained: the source is a promise: await it first');
  if (typeof given === 'object' && given !== null) return;
  throw new OptionError(
    `fromPretrained: the source must be a name on the hub, files or a URL, got ${showValue(given)}`,
  );
}

function cacheOf(cache: HubCache | false | undefined): HubCache {
  if (cache === false) return new MemoryCache();
  if (cache !== undefined) return cache;
  // A page without an origin may not so much as look at its caches.
  const lazily = { open: async (name: string) => await globalThis.caches.open(name) };
  return 'caches' in globalThis ? new BrowserCache(lazily) : new MemoryCache();
}

function isFiles(source: object): source is PretrainedFiles {
  return 'open' in source && typeof source.open === 'function';
}

const forbidden: Fetch = async (url) => {
  throw new DownloadError(`the option offline forbids requests, and ${url} is one`);
};
