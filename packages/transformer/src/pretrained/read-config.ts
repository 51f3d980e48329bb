import { parseStrictJson } from '@heed/core';
import { HfConfig } from '../models/hf-config.ts';
import { type PretrainedFiles, readWhole } from './pretrained-files.ts';

/** Published configs are some kilobytes. */
const maximumBytes = 10_000_000;

/**
 * Reads a config file of a model. A byte order mark, as some editors write it, is skipped.
 *
 * @throws {FormatError} that names line and column where it is not JSON.
 */
export async function readConfigFile(files: PretrainedFiles, name: string): Promise<HfConfig> {
  const text = new TextDecoder().decode(await readWhole(files, name, maximumBytes));
  return new HfConfig(parseStrictJson(text, name), name);
}

/** Fields that say how often parts are repeated, in one spelling or another. */
const counts = [
  'num_hidden_layers',
  'num_layers',
  'num_decoder_layers',
  'n_layer',
  'n_layers',
  'encoder_layers',
  'decoder_layers',
  'num_local_experts',
  'num_experts',
] as const;

/**
 * Refuses a config that promises more layers or experts than the weight file has tensors, before anything is made of it.
 *
 * @param tensors Number of tensors in the file.
 * @throws {FormatError} that names the field.
 */
export function checkCounts(config: HfConfig, tensors: number): void {
  const parts = [config, config.nested('text_config')];
  for (const part of parts) {
    for (const field of counts) {
      if (part?.has(field) && part.number(field) > tensors) {
        throw part.unsupported(field, `at most ${tensors}, the number of tensors in the weight file`);
      }
    }
  }
}
