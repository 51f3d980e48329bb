import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkOptions } from '@heed/core';
import { fileSource } from '@heed/core/node';
import {
  type FromPretrainedOptions as AnywhereOptions,
  fromPretrained as fromAnywhere,
  fromPretrainedOptionNames,
  type PretrainedSource,
} from '../pretrained/from-pretrained.ts';
import type { Pretrained } from '../pretrained/load-pretrained.ts';
import type { PretrainedFiles } from '../pretrained/pretrained-files.ts';
import { DiskCache } from './disk-cache.ts';
import { folderFiles } from './folder-files.ts';

/** Options of {@link fromPretrained} in Node. */
export interface FromPretrainedOptions extends Omit<AnywhereOptions, 'cache'> {
  /**
   * Where files of the hub are kept: a folder, by default that of Python's huggingface_hub
   * ({@link defaultCacheFolder}); `false` keeps them in memory for as long as they are needed.
   */
  readonly cache?: string | AnywhereOptions['cache'];
}

/**
 * Makes a published model in Node: from a folder, from a GGUF file, or from the Hugging Face hub by its name, whose
 * files are kept on disk. Everything else is as in `fromPretrained` of `@heed/transformer`.
 *
 * @param source A path that exists, or one that begins with `.`, `/` or `~` or a drive, or a URL of a file; else
 * `owner/name` on the hub.
 *
 * @example
 * ```ts no-run
 * import { fromPretrained } from '@heed/transformer/node';
 * const fromHub = await fromPretrained('HuggingFaceTB/SmolLM2-135M-Instruct');
 * const fromFolder = await fromPretrained('./my-model');
 * const fromGguf = await fromPretrained('./SmolLM2-135M-Instruct.Q4_1.gguf');
 * const keptAlready = await fromPretrained('HuggingFaceTB/SmolLM2-135M-Instruct', { offline: true });
 * ```
 */
export async function fromPretrained(
  source: PretrainedSource,
  options: FromPretrainedOptions = {},
): Promise<Pretrained> {
  checkOptions('fromPretrained', options, fromPretrainedOptionNames);
  const { cache: given, ...rest } = options;
  const cache = given === undefined || typeof given === 'string' ? new DiskCache(given) : given;
  const path = pathOf(source);
  const local = path === undefined ? undefined : await pathFiles(path);
  return await fromAnywhere(local ?? source, { ...rest, cache });
}

/** A text, which may be a path, or the path of a URL of a file. */
function pathOf(source: PretrainedSource): string | undefined {
  const isFile = source instanceof URL ? source.protocol === 'file:' : /^file:/.test(String(source));
  if (isFile && (source instanceof URL || typeof source === 'string')) return fileURLToPath(source);
  return typeof source === 'string' ? source : undefined;
}

/** The files of a path; undefined for what is none. */
async function pathFiles(path: string): Promise<PretrainedFiles | undefined> {
  const found = await stat(path).catch(() => undefined);
  const isPath = found !== undefined || /^([./~\\]|[A-Za-z]:)/.test(path) || path.endsWith('.gguf');
  if (!isPath) return undefined;
  if (found?.isFile() !== true) return await folderFiles(path);
  const name = basename(path);
  return { name: path, names: [name], open: () => fileSource(path) };
}
